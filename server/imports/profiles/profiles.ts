import { AppError } from '#shared/errors.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { deliveredProfiles } from './delivered-profiles.ts';

/** Every profile of data/profiles that reads amounts. */
export function importProfiles(): ImportProfile[] {
  return [...deliveredProfiles().money.values()];
}

/** Throws `invalid-parameter` with the known names, or with what is wrong with the file of that name. */
export function findProfile(code: string): ImportProfile {
  const { money, broken } = deliveredProfiles();
  const profile = money.get(code);
  if (profile) return profile;
  const fault = broken.get(`${code}.json`);
  throw new AppError(
    'invalid-parameter',
    fault === undefined
      ? `Das Profil „${code.slice(0, 60)}“ gibt es nicht. Bekannt sind: ${[...money.keys()].join(', ')}.`
      : `data/profiles/${code}.json ist kein Profil: ${fault}`,
    { errors: [{ path: 'profile', message: 'Dieses Profil gibt es nicht.' }] },
  );
}
