import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordProfile } from '#shared/imports/record-profile.ts';
import { RECORD_KINDS } from '#shared/imports/terms.ts';

const FOLDER = join(import.meta.dirname, '../../data/profiles');

let loaded: ReadonlyMap<string, RecordProfile> | undefined;

/** Whether a profile's JSON is about records; the others are about amounts. */
export function isRecordProfile(json: unknown): boolean {
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined;
  return RECORD_KINDS.some((known) => known === kind);
}

function load(): ReadonlyMap<string, RecordProfile> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  const profiles = files.sort().flatMap((name) => {
    const json: unknown = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
    if (!isRecordProfile(json)) return [];
    const profile = RecordProfile.parse(json);
    if (`${profile.code}.json` !== name)
      throw new Error(`data/profiles/${name}: code ist „${profile.code}“.`);
    return [[profile.code, profile] as const];
  });
  return new Map(profiles);
}

/** Every profile of data/profiles that reads records, read and checked once. */
export function recordProfiles(): RecordProfile[] {
  loaded ??= load();
  return [...loaded.values()];
}

/** The profile of that code, if it reads records. */
export function findRecordProfile(code: string): RecordProfile | undefined {
  loaded ??= load();
  return loaded.get(code);
}
