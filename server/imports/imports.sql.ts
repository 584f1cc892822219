import { sql } from 'kysely';
import type { ExpressionBuilder } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import { lineIndex } from '#shared/imports/assignment.ts';
import type { LineIndex } from '#shared/imports/assignment.ts';
import type { ImportRow } from '#shared/imports/imports.ts';
import type { ExistingRow } from '#shared/imports/match.ts';
import { totalsContent } from '#shared/imports/row-key.ts';
import type { Digest } from '#shared/imports/row-key.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { canonicalKey, contentOf } from './money/stored-content.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import type { Tables } from '../db/tables.ts';

/** Keys per statement: far below the bind limits of both engines. */
const KEYS_AT_ONCE = 500;

/** The lines of the years a file speaks about, findable by object. */
export async function linesOfYears(read: Queries, years: readonly number[]): Promise<LineIndex> {
  if (years.length === 0) return lineIndex([]);
  const lines = await read
    .selectFrom('budget_line as l')
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .where('l.year', 'in', years)
    .select([
      'l.id',
      'l.number',
      'l.year',
      'l.ledger',
      'l.cost_object as costObject',
      'l.account',
      'l.twin',
      's.code as subBudget',
    ])
    .execute();
  return lineIndex(lines);
}

/** Postings of these sources under the given keys, also those that were taken back. */
export async function postingsByKey(
  read: Queries,
  sources: readonly string[],
  keys: readonly string[],
): Promise<ExistingRow[]> {
  const found: ExistingRow[] = [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const rows = await read
      .selectFrom('posting as p')
      .leftJoin('taken_back as t', 't.posting_id', 'p.id')
      .where('p.source', 'in', sources)
      .where('p.row_key', 'in', keys.slice(at, at + KEYS_AT_ONCE))
      .select(['p.id', 'p.row_key as key', 'p.occurrence', 'p.content_sha256 as content', 'p.cents'])
      .select(['p.document_number as number', 'p.account', 'p.cost_object as object'])
      .select(['p.sub_budget as subBudget', 't.posting_id as takenBack'])
      .select(sql<IsoDate>`coalesce(p.sap_posted_on, p.posted_on)`.as('postedOn'))
      .execute();
    for (const { id, key, occurrence, takenBack, ...row } of rows)
      found.push({ id, key, occurrence, content: contentOf(row, key), takenBack: takenBack !== null });
    // SQLite answers at once: other requests are served between the batches.
    await nextTurn();
  }
  return found;
}

/** The years and days a file of actuals covers. */
export interface Scope {
  years: readonly number[];
  from: IsoDate;
  to: IsoDate;
}

export async function countPostings(read: Queries, source: string, scope: Scope): Promise<number> {
  const { count } = await read
    .selectFrom('posting as p')
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .where('p.source', '=', source)
    .where('p.fiscal_year', 'in', scope.years)
    // A late posting counts later, but the file speaks of SAP's own day.
    .where(sql<IsoDate>`coalesce(p.sap_posted_on, p.posted_on)`, '>=', scope.from)
    .where(sql<IsoDate>`coalesce(p.sap_posted_on, p.posted_on)`, '<=', scope.to)
    .where('t.posting_id', 'is', null)
    .select(countRows().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** A movement has no source column: its key carries the source in front. */
export function movementKey(source: string, key: string): string {
  return `${source}|${key}`;
}

/** Appropriations of these sources and years that arrived by import, also those that were taken back. */
export async function appropriationsOf(
  read: Queries,
  sources: readonly string[],
  years: readonly number[],
  digest: Digest,
): Promise<ExistingRow[]> {
  if (years.length === 0) return [];
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .leftJoin('movement as r', 'r.reverses_id', 'm.id')
    .where('l.year', 'in', years)
    .where('m.kind', '=', 'A')
    .where((eb) => eb.or(sources.map((source) => eb('m.row_key', 'like', movementKey(source, '%')))))
    .where('m.reverses_id', 'is', null)
    .select([
      sql<string>`m.row_key`.as('rowKey'),
      sql<number>`m.occurrence`.as('occurrence'),
      'm.cents',
      'l.twin',
      's.code as subBudget',
      'r.id as reversedBy',
    ])
    .execute();
  return rows.map((row) => ({
    key: canonicalKey(row.rowKey.slice(row.rowKey.indexOf('|') + 1)),
    occurrence: row.occurrence,
    content: digest(totalsContent(row.subBudget, row.cents)),
    place: row.twin,
    cents: row.cents,
    takenBack: row.reversedBy !== null,
  }));
}

function importsQuery(read: Queries) {
  return read
    .selectFrom('import as i')
    .leftJoin('app_user as u', 'u.id', 'i.applied_by')
    .select([
      sql<Cents>`(select ${sumOfCents(sql`c.cents`)} from import_conflict as c where c.import_id = i.id)`.as(
        'conflictCents',
      ),
      sql<Instant | null>`(select max(h.at) from import_undo n join history h on h.seq = n.recorded_seq
        where n.import_id = i.id)`.as('undoneAt'),
      sql<number>`(select cast(coalesce(sum(n.reversed), 0) as bigint) from import_undo n
        where n.import_id = i.id)`.as('undoneRows'),
      sql<number>`coalesce((select n.left_rows from import_undo n where n.import_id = i.id
        order by n.id desc limit 1), 0)`.as('undoLeftRows'),
      'i.conflicts',
      'i.id',
      'i.kind',
      'i.profile',
      'i.file_name as fileName',
      'i.file_sha256 as fileSha256',
      'i.rows_read as rowsRead',
      'i.added',
      'i.same',
      'i.left_out as leftOut',
      'i.sum_cents as sumCents',
      'i.added_cents as addedCents',
      'i.unassigned_cents as unassignedCents',
      'i.control_total_cents as controlTotalCents',
      'i.control_origin as controlOrigin',
      'i.posted_until as postedUntil',
      'i.applied_at as appliedAt',
      sql<string>`coalesce(u.name, 'Kommandozeile')`.as('appliedBy'),
    ]);
}

/** The newest imports first. */
export async function listImports(read: Queries): Promise<ImportRow[]> {
  return importsQuery(read).orderBy('i.id', 'desc').limit(500).execute();
}

export async function findImport(read: Queries, id: number): Promise<ImportRow | undefined> {
  return importsQuery(read).where('i.id', '=', id).executeTakeFirst();
}

function sameFile(profile: string, fileSha256: string, contentSha256: string) {
  return (eb: ExpressionBuilder<Tables & { i: Tables['import'] }, 'i'>) =>
    eb.and([
      eb('i.profile', '=', profile),
      eb.or([eb('i.file_sha256', '=', fileSha256), eb('i.content_sha256', '=', contentSha256)]),
    ]);
}

/** An import of the same file. */
export interface EarlierImport {
  row: ImportRow;
  /** Something of its kind was taken back after it: only a plan can say whether rows of it count as new again. */
  undoneSince: boolean;
}

/**
 * The first import that brought this very file or the same content, by the same profile; of a file read in more than
 * once the one that was not itself taken back. Whether it still answers a repeated upload says `stillAnswers`.
 */
export async function findEarlierImport(
  read: Queries,
  profile: string,
  fileSha256: string,
  contentSha256: string,
): Promise<EarlierImport | undefined> {
  const found = await importsQuery(read)
    .where(sameFile(profile, fileSha256, contentSha256))
    .select((eb) => [
      eb
        .exists(
          eb
            .selectFrom('import_undo as n')
            .innerJoin('import as undone', 'undone.id', 'n.import_id')
            .whereRef('n.recorded_seq', '>', 'i.recorded_seq')
            .whereRef('undone.kind', '=', 'i.kind')
            .select('n.id'),
        )
        .as('undoneSince'),
      sql<boolean>`exists (select 1 from import_undo n where n.import_id = i.id)`.as('undone'),
    ])
    .orderBy('i.id')
    .execute();
  const kept = found.filter((row) => !row.undone);
  const earlier = kept.find((row) => !row.undoneSince) ?? kept[0] ?? found.at(-1);
  if (!earlier) return undefined;
  const { undoneSince, undone: _, ...row } = earlier;
  return { row, undoneSince: Boolean(undoneSince) };
}

/**
 * The import that answers this file instead of a new one: nothing was taken back since, or nothing of this file, so
 * that a new plan finds nothing new in it.
 */
export function stillAnswers(
  earlier: EarlierImport | undefined,
  plan: { add: number },
): ImportRow | undefined {
  return earlier && (!earlier.undoneSince || plan.add === 0) ? earlier.row : undefined;
}

/** 1 for a file that was never read in, otherwise one more than before. */
export async function nextAttempt(
  read: Queries,
  profile: string,
  fileSha256: string,
  contentSha256: string,
): Promise<number> {
  const { last } = await read
    .selectFrom('import as i')
    .where(sameFile(profile, fileSha256, contentSha256))
    .select((eb) => eb.fn.max<number | null>('i.attempt').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}
