import { sql } from 'kysely';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type {
  ProfileDetail,
  ProfileVersion,
  SavedProfile,
  SaveProfile,
} from '#shared/imports/profile-edit.ts';
import { ImportProfile } from '#shared/imports/profile.ts';
import { RecordProfile } from '#shared/imports/record-profile.ts';
import { inNaturalOrder } from '#shared/order.ts';
import { unknownSource } from '#shared/sources/source-rules.ts';
import type { Source } from '#shared/sources/source-rules.ts';
import type { Database, Queries } from '../../db/database.ts';
import { transact } from '../../db/transact.ts';
import type { Writer } from '../../db/transact.ts';
import { invalidInput } from '../../http/parse-request.ts';
import { sourcesNow } from '../sources/sources.sql.ts';
import { findProfile, importProfiles } from './profiles.ts';
import { isRecordProfile } from './delivered-profiles.ts';
import { findRecordProfile, recordProfiles } from './record-profiles.ts';

/** How many imports a version names. */
const IMPORTS_NAMED = 50;

/** The newest stored wording of a code; undefined when nobody edited it. */
async function newestStored(read: Queries, code: string) {
  return read
    .selectFrom('import_profile')
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .limit(1)
    .select(['version', 'profile'])
    .executeTakeFirst();
}

/**
 * The profile that counts for a code: the newest one stored, else the one delivered. Throws `invalid-parameter` with
 * the known names.
 */
export async function profileFor(read: Queries, code: string): Promise<ImportProfile> {
  const stored = await newestStored(read, code);
  const json: unknown = stored && JSON.parse(stored.profile);
  return json === undefined || isRecordProfile(json) ? findProfile(code) : ImportProfile.parse(json);
}

/** The same for a code that reads records; undefined when it reads amounts, or nobody knows it. */
export async function recordProfileFor(read: Queries, code: string): Promise<RecordProfile | undefined> {
  const stored = await newestStored(read, code);
  if (!stored) return findRecordProfile(code);
  const json: unknown = JSON.parse(stored.profile);
  return isRecordProfile(json) ? RecordProfile.parse(json) : undefined;
}

async function newestOfAll(read: Queries): Promise<unknown[]> {
  const rows = await sql<{ profile: string }>`
    select profile from import_profile p
    where version = (select max(version) from import_profile q where q.code = p.code)`.execute(read);
  return rows.rows.map((row): unknown => JSON.parse(row.profile));
}

/** Stored ones stand for the delivered ones of their code. */
function withDelivered<P extends { code: string }>(stored: readonly P[], delivered: readonly P[]): P[] {
  const edited = new Set(stored.map((profile) => profile.code));
  const all = [...delivered.filter((profile) => !edited.has(profile.code)), ...stored];
  return inNaturalOrder(all, (profile) => profile.code);
}

/** Every profile for amounts as it counts now, by code. */
export async function profilesNow(read: Queries): Promise<ImportProfile[]> {
  const stored = (await newestOfAll(read)).filter((json) => !isRecordProfile(json));
  return withDelivered(
    stored.map((json) => ImportProfile.parse(json)),
    importProfiles(),
  );
}

/** Every profile for records as it counts now, by code. */
export async function recordProfilesNow(read: Queries): Promise<RecordProfile[]> {
  const stored = (await newestOfAll(read)).filter(isRecordProfile);
  return withDelivered(
    stored.map((json) => RecordProfile.parse(json)),
    recordProfiles(),
  );
}

/** The profile as it is written down: with every import and with each version, so that the two can be compared. */
function wordingOf(profile: ImportProfile | RecordProfile): string {
  return JSON.stringify(profile);
}

async function importsWith(read: Queries, code: string): Promise<Map<string, ProfileVersion['imports']>> {
  const rows = await read
    .selectFrom('import')
    .where('profile', '=', code)
    .orderBy('id', 'desc')
    .limit(500)
    .select(['id', 'file_name as fileName', 'applied_at as appliedAt', 'profile_json as wording'])
    .execute();
  const groups = Map.groupBy(rows, (row) => row.wording);
  return new Map(
    [...groups].map(([wording, imports]) => [
      wording,
      imports.slice(0, IMPORTS_NAMED).map(({ id, fileName, appliedAt }) => ({ id, fileName, appliedAt })),
    ]),
  );
}

function delivered(code: string): ImportProfile | RecordProfile | undefined {
  return importProfiles().find((profile) => profile.code === code) ?? findRecordProfile(code);
}

/** A profile with all its versions, the newest first, and the imports that used each. Throws `not-found`. */
export async function profileDetail(read: Queries, code: string): Promise<ProfileDetail> {
  const rows = await read
    .selectFrom('import_profile as p')
    .leftJoin('app_user as u', 'u.id', 'p.author_id')
    .where('p.code', '=', code)
    .orderBy('p.version', 'desc')
    .select(['p.version', 'p.profile', 'p.reason', 'p.created_at as createdAt', 'u.name as author'])
    .execute();
  const used = await importsWith(read, code);
  const versions: ProfileVersion[] = rows.map(({ profile, ...row }) => ({
    ...row,
    author: row.author ?? 'Kommandozeile',
    imports: used.get(profile) ?? [],
  }));
  const original = delivered(code);
  if (original) {
    const imports = used.get(wordingOf(original)) ?? [];
    versions.push({
      version: 0,
      author: null,
      createdAt: null,
      reason: 'mit dem Programm ausgeliefert',
      imports,
    });
  }
  const [newest] = rows;
  const profile = newest ? (JSON.parse(newest.profile) as Record<string, unknown>) : original;
  if (!profile) throw new AppError('not-found', `Das Profil „${code}“ gibt es nicht.`);
  return { profile, version: newest?.version ?? 0, versions };
}

const OTHER_FAMILY =
  'Dieses Kürzel gehört einem Profil anderer Art: Beträge bleiben Beträge, Listen bleiben Listen.';

/** Every fault beside the profile's own schema. `isRecords` = what the code reads so far; null = it is a new one. */
function checkedProfile(
  code: string,
  input: SaveProfile,
  { isRecords, sources }: { isRecords: boolean | null; sources: readonly Source[] },
): ImportProfile | RecordProfile {
  const wanted = isRecordProfile(input.profile);
  const parsed = (wanted ? RecordProfile : ImportProfile).safeParse(input.profile);
  if (!parsed.success) throw invalidInput(parsed.error, ['profile']);
  const profile = parsed.data;
  const unknown = unknownSource(sources, profile.source);
  const errors = [
    ...(profile.code === code
      ? []
      : [{ path: 'profile.code', message: `Das Kürzel muss „${code}“ bleiben.` }]),
    ...(unknown ? [unknown] : []),
    ...(isRecords !== null && isRecords !== wanted ? [{ path: 'profile.kind', message: OTHER_FAMILY }] : []),
  ];
  if (errors.length > 0) throw new AppError('invalid-input', undefined, { errors });
  return profile;
}

/** Whether a code reads records so far; null when it is new. */
function readsRecords(code: string, stored: { profile: string } | undefined): boolean | null {
  const profile: unknown = stored ? JSON.parse(stored.profile) : delivered(code);
  return profile === undefined ? null : isRecordProfile(profile);
}

/**
 * Stores a new version; older ones stay, and imports keep the wording they were read with. Throws `invalid-input`
 * with every fault, `stale` when somebody else stored a version meanwhile.
 */
export async function saveProfile(
  db: Database,
  by: { clock: Clock; writer: Writer },
  target: { code: string; version: number },
  input: SaveProfile,
): Promise<SavedProfile> {
  return transact(db, by, async (tx) => {
    const before = await newestStored(tx.query, target.code);
    const profile = checkedProfile(target.code, input, {
      isRecords: readsRecords(target.code, before),
      sources: await sourcesNow(tx.query),
    });
    const version = before?.version ?? 0;
    if (version !== target.version) throw new AppError('stale', undefined, { current: { version } });
    await tx.query
      .insertInto('import_profile')
      .values({
        code: target.code,
        version: version + 1,
        profile: wordingOf(profile),
        reason: input.reason,
        author_id: by.writer.id,
        created_at: tx.at,
        origin: 'live',
        recorded_seq: tx.seq,
      })
      .execute();
    const change = {
      action: 'profile.save',
      entity: 'import_profile',
      entityId: target.code,
      reason: input.reason,
    };
    return {
      result: { code: target.code, version: version + 1 },
      change: { ...change, before: before ? JSON.parse(before.profile) : null, after: profile },
    };
  });
}
