import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { ImportProfile } from '#shared/imports/profile.ts';
import { isRecordProfile } from './record-profiles.ts';

const FOLDER = join(import.meta.dirname, '../../data/profiles');

let loaded: ReadonlyMap<string, ImportProfile> | undefined;

function load(): ReadonlyMap<string, ImportProfile> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const profiles = files.sort().flatMap((name) => {
    const json: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
    if (isRecordProfile(json)) return [];
    const profile = ImportProfile.parse(json);
    if (`${profile.code}.json` !== name)
      throw new Error(`data/profiles/${name}: code ist „${profile.code}“.`);
    return [[profile.code, profile] as const];
  });
  return new Map(profiles);
}

/** Every profile of data/profiles that reads amounts, read and checked once. */
export function importProfiles(): ImportProfile[] {
  loaded ??= load();
  return [...loaded.values()];
}

/** Throws `invalid-parameter` with the known names. */
export function findProfile(code: string): ImportProfile {
  loaded ??= load();
  const profile = loaded.get(code);
  if (profile) return profile;
  throw new AppError(
    'invalid-parameter',
    `Das Profil „${code.slice(0, 60)}“ gibt es nicht. Bekannt sind: ${[...loaded.keys()].join(', ')}.`,
    { errors: [{ path: 'profile', message: 'Dieses Profil gibt es nicht.' }] },
  );
}
