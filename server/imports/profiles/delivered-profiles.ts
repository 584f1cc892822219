import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { ImportProfile } from '#shared/imports/profile.ts';
import { RecordProfile } from '#shared/imports/record-profile.ts';
import { RECORD_KINDS } from '#shared/imports/terms.ts';

const FOLDER = join(import.meta.dirname, '../../../data/profiles');

/** What stands in data/profiles: profiles by code, and files that are none, with the reason. */
export interface DeliveredProfiles {
  money: ReadonlyMap<string, ImportProfile>;
  records: ReadonlyMap<string, RecordProfile>;
  broken: ReadonlyMap<string, string>;
}

/** Whether a profile's JSON is about records; the others are about amounts. */
export function isRecordProfile(json: unknown): boolean {
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined;
  return RECORD_KINDS.some((known) => known === kind);
}

function faultOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues.map((issue) => `${issue.path.join('.') || 'Profil'}: ${issue.message}`).join('; ');
  return error instanceof SyntaxError ? 'Das ist kein gültiges JSON.' : String(error);
}

/** Reads a folder of profiles; one file that is none keeps no other from being used. */
export function readProfiles(folder: string): DeliveredProfiles {
  const [money, records] = [new Map<string, ImportProfile>(), new Map<string, RecordProfile>()];
  const broken = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith('.json')) continue;
    try {
      const json: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const profile = isRecordProfile(json) ? RecordProfile.parse(json) : ImportProfile.parse(json);
      if (`${profile.code}.json` !== name) broken.set(name, `Darin steht das Kürzel „${profile.code}“.`);
      else if ('fields' in profile) records.set(profile.code, profile);
      else money.set(profile.code, profile);
    } catch (error) {
      broken.set(name, faultOf(error));
    }
  }
  return { money, records, broken };
}

let loaded: DeliveredProfiles | undefined;

/** data/profiles, read and checked once. */
export function deliveredProfiles(): DeliveredProfiles {
  loaded ??= readProfiles(FOLDER);
  return loaded;
}
