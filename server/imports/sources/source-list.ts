import type { SourceList } from '#shared/sources/sources.ts';
import type { Queries } from '../../db/database.ts';
import { profilesNow, recordProfilesNow } from '../profiles/stored-profiles.sql.ts';
import { sourceNeedsRequest, sourcesNow } from './sources.sql.ts';

/** Every source with the profiles that read it. */
export async function sourceList(read: Queries): Promise<SourceList> {
  const profiles = [...(await profilesNow(read)), ...(await recordProfilesNow(read))];
  const byCode = Map.groupBy(profiles, (profile) => profile.source);
  const sources = (await sourcesNow(read)).map((source) => ({
    ...source,
    profiles: (byCode.get(source.code) ?? []).map((profile) => profile.code).sort(),
  }));
  return { sources, needsRequest: await sourceNeedsRequest(read) };
}
