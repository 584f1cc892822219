import type { RecordProfile } from '#shared/imports/record-profile.ts';
import { deliveredProfiles } from './delivered-profiles.ts';

/** Every profile of data/profiles that reads records. */
export function recordProfiles(): RecordProfile[] {
  return [...deliveredProfiles().records.values()];
}

/** The profile of that code, if it reads records. */
export function findRecordProfile(code: string): RecordProfile | undefined {
  return deliveredProfiles().records.get(code);
}
