import { sql } from 'kysely';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { MONEY_KINDS } from '#shared/imports/terms.ts';
import { sourceFaults, sourcesOfSystem, unknownSource } from '#shared/sources/source-rules.ts';
import type { Source } from '#shared/sources/source-rules.ts';
import type { SourceInput } from '#shared/sources/sources.ts';
import type { Database, Queries } from '../../db/database.ts';
import { transact } from '../../db/transact.ts';
import type { Tx, Writer } from '../../db/transact.ts';
import { deliveredSources } from './delivered-sources.ts';

/** A source as it counts now, with the version that says so; 0 = delivered. */
export interface StoredSource extends Source {
  version: number;
  reason: string;
  author: string | null;
}

/** Every source as it counts now, by code: the newest stored version, else the one delivered. */
export async function sourcesNow(read: Queries): Promise<StoredSource[]> {
  const stored = await read
    .selectFrom('source as s')
    .leftJoin('app_user as u', 'u.id', 's.author_id')
    .where(sql<boolean>`s.version = (select max(n.version) from source n where n.code = s.code)`)
    .select(['s.code', 's.name', 's.system_code as system', 's.version', 's.reason', 'u.name as author'])
    .execute();
  const edited = new Set(stored.map((source) => source.code));
  const delivered = deliveredSources()
    .filter((source) => !edited.has(source.code))
    .map((source) => ({ ...source, version: 0, reason: 'mit dem Programm ausgeliefert', author: null }));
  return [...stored, ...delivered].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Every source of the system that `code` belongs to, itself included. */
export async function systemSources(read: Queries, code: string): Promise<string[]> {
  return sourcesOfSystem(await sourcesNow(read), code);
}

/** Throws `rule-violated` when a profile names a source that nobody entered: it says which there are and who adds one. */
export async function requireKnownSource(read: Queries, code: string): Promise<void> {
  const fault = unknownSource(await sourcesNow(read), code);
  if (fault)
    throw new AppError('rule-violated', `${fault.message} Es wurde nichts gebucht.`, { errors: [fault] });
}

/** Whether a new or changed source waits for a second person: once money was read in, it could let it count twice. */
export async function sourceNeedsRequest(read: Queries): Promise<boolean> {
  const setup = await read.selectFrom('meta').where('key', '=', 'setup').select('value').executeTakeFirst();
  if (setup?.value !== 'complete') return false;
  const money = await read
    .selectFrom('import')
    .where('kind', 'in', [...MONEY_KINDS])
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return money !== undefined;
}

/** Every fault of what is asked for, on the sources as they are now. Throws `rule-violated`. */
export async function requireSound(read: Queries, asked: Source): Promise<StoredSource[]> {
  const sources = await sourcesNow(read);
  const errors = sourceFaults(sources, asked);
  if (errors.length > 0) throw new AppError('rule-violated', errors[0]?.message, { errors });
  return sources;
}

/** Writes a new version of a source. Who may do so was asked before; the database asks again (0024). */
export async function writeSource(
  tx: Tx,
  asked: Source,
  by: { authorId: number | null; reason: string; requestId: number | null; origin?: Origin },
): Promise<number> {
  const last = await tx.query
    .selectFrom('source')
    .where('code', '=', asked.code)
    .select((eb) => eb.fn.max<number | null>('version').as('version'))
    .executeTakeFirstOrThrow();
  const version = (last.version ?? 0) + 1;
  await tx.query
    .insertInto('source')
    .values({
      code: asked.code,
      version,
      name: asked.name,
      system_code: asked.system,
      reason: by.reason,
      request_id: by.requestId,
      author_id: by.authorId,
      origin: by.origin ?? 'live',
      recorded_seq: tx.seq,
    })
    .execute();
  return version;
}

/**
 * Writes a source at once, before any money was read in. Throws `four-eyes` when it has to be a request by now, and
 * `rule-violated` with every fault.
 */
export async function addSource(
  db: Database,
  by: { clock: Clock; writer: Writer },
  { reason, ...asked }: SourceInput,
): Promise<void> {
  await transact(db, by, async (tx) => {
    if (await sourceNeedsRequest(tx.query))
      throw new AppError('four-eyes', 'Eine Quelle braucht einen Antrag, sobald Beträge eingelesen sind.');
    const before = (await requireSound(tx.query, asked)).find((source) => source.code === asked.code) ?? null;
    const version = await writeSource(tx, asked, { authorId: by.writer.id, reason, requestId: null });
    const change = { action: 'source.save', entity: 'source', entityId: asked.code, reason };
    return { result: undefined, change: { ...change, before, after: { ...asked, version } } };
  });
}
