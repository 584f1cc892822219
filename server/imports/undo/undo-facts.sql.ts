import { sql } from 'kysely';
import { toIsoDate } from '#shared/calendar.ts';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import { UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { ImportKind, LeftReason } from '#shared/imports/terms.ts';
import type { UndoRow } from '#shared/imports/undo.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { monthOfPeriod } from '#shared/periods/periods.ts';
import type { Queries } from '../../db/database.ts';
import { countRows, sumOfCents } from '../../db/sums.ts';
import { currentParts } from '../../reconciliation/assign.sql.ts';
import { largest } from '#shared/largest.ts';

interface PostingFacts {
  id: number;
  takenBack: number | null;
  takenOver: number | null;
  reversalImport: number | null;
  reversalTakenBack: number | null;
}

/** A pair that SAP reversed itself goes together; with its other half in another import it stays, because it is 0,00. */
function leftReason(row: PostingFacts, importId: number): LeftReason | null {
  if (row.takenBack !== null) return 'taken-back';
  if (row.takenOver !== null) return 'taken-over';
  const reversedElsewhere =
    row.reversalImport !== null && row.reversalImport !== importId && row.reversalTakenBack === null;
  return reversedElsewhere ? 'reversed-in-sap' : null;
}

/** The postings an import brought, also by a conflict taken over, with what keeps each from being taken back. */
export async function postingUndoRows(read: Queries, importId: number): Promise<UndoRow[]> {
  const rows = await read
    .selectFrom('posting as p')
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .leftJoin('import_conflict_decision as d', 'd.new_posting_id', 'p.id')
    .leftJoin('posting as r', (join) =>
      join.onRef('r.reverses_id', '=', 'p.id').on('r.source', '<>', UNDO_SOURCE),
    )
    .leftJoin('taken_back as rt', 'rt.posting_id', 'r.id')
    .where('p.import_id', '=', importId)
    .where('p.source', '<>', UNDO_SOURCE)
    .orderBy('p.id')
    .select([
      'p.id',
      'p.cents',
      'p.posted_on as countsOn',
      'p.fiscal_year as fiscalYear',
      'p.period',
      't.posting_id as takenBack',
      'd.conflict_id as takenOver',
      'r.import_id as reversalImport',
      'rt.posting_id as reversalTakenBack',
    ])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    cents: row.cents,
    countsOn: row.countsOn,
    sapMonth: monthOfPeriod(row.fiscalYear, row.period),
    left: leftReason(row, importId),
  }));
}

/** The appropriations an import brought. */
export async function movementUndoRows(read: Queries, importId: number): Promise<UndoRow[]> {
  const rows = await read
    .selectFrom('movement as m')
    .leftJoin('movement as r', 'r.reverses_id', 'm.id')
    .where('m.import_id', '=', importId)
    .where('m.reverses_id', 'is', null)
    .orderBy('m.id')
    .select(['m.id', 'm.cents', 'm.effective_on as countsOn', 'r.id as takenBack'])
    .execute();
  return rows.map(({ takenBack, ...row }) => ({ ...row, left: takenBack === null ? null : 'taken-back' }));
}

/** An import as far as taking it back needs it. */
export interface UndoneImport {
  id: number;
  kind: ImportKind;
  fileName: string;
  appliedAt: Instant;
  recordedSeq: number;
}

export async function importToUndo(read: Queries, id: number): Promise<UndoneImport | undefined> {
  return read
    .selectFrom('import')
    .where('id', '=', id)
    .select(['id', 'kind', 'file_name as fileName', 'applied_at as appliedAt', 'recorded_seq as recordedSeq'])
    .executeTakeFirst();
}

/** Releases of orders by postings of an import that still count. */
export async function releasesOf(read: Queries, importId: number): Promise<{ rows: number; cents: Cents }> {
  return read
    .selectFrom('commitment_entry as e')
    .innerJoin('posting as p', 'p.id', 'e.posting_id')
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .where('p.import_id', '=', importId)
    .where('p.source', '<>', UNDO_SOURCE)
    .where('t.posting_id', 'is', null)
    .select((eb) => [countRows().as('rows'), sumOfCents(eb.ref('e.cents')).as('cents')])
    .executeTakeFirstOrThrow();
}

/** Changed rows of an import nobody has decided about. */
export async function countOpenConflicts(read: Queries, importId: number): Promise<number> {
  const { rows } = await read
    .selectFrom('import_conflict as c')
    .leftJoin('import_conflict_decision as d', 'd.conflict_id', 'c.id')
    .where('c.import_id', '=', importId)
    .where('d.conflict_id', 'is', null)
    .select(countRows().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

export async function countLinesMade(read: Queries, importId: number): Promise<number> {
  const { rows } = await read
    .selectFrom('budget_line')
    .where('import_id', '=', importId)
    .select(countRows().as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

/** How many postings of an import were assigned anew since. */
export async function countMoved(read: Queries, importId: number): Promise<number> {
  const { rows } = await read
    .selectFrom('assignment as a')
    .innerJoin('posting as p', 'p.id', 'a.posting_id')
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .where('p.import_id', '=', importId)
    .where('p.source', '<>', UNDO_SOURCE)
    .where('t.posting_id', 'is', null)
    .select(sql<number>`cast(count(distinct a.posting_id) as bigint)`.as('rows'))
    .executeTakeFirstOrThrow();
  return rows;
}

function bySum(
  parts: Iterable<{ lineId: number | null; cents: number }>,
): { lineId: number; cents: Cents }[] {
  const sums = new Map<number, number>();
  for (const { lineId, cents } of parts)
    if (lineId !== null) sums.set(lineId, (sums.get(lineId) ?? 0) + cents);
  return [...sums]
    .filter(([, cents]) => cents !== 0)
    .map(([lineId, cents]) => ({ lineId, cents: toCents(cents) }));
}

/** What each line would lose: where the postings of an import are now, without those that stay. */
export async function actualsByLineOf(
  read: Queries,
  importId: number,
  staying: readonly number[],
): Promise<{ lineId: number; cents: Cents }[]> {
  const parts = await sql<{ lineId: number; cents: number }>`
    select line_id as "lineId", cast(sum(cents) as bigint) as cents from (
      select p.id, p.line_id, p.cents from posting p
        where p.import_id = ${importId} and p.source <> ${UNDO_SOURCE} and p.line_id is not null
      union all
      select p.id, a.line_id, a.cents from posting p join assignment a on a.posting_id = p.id
        where p.import_id = ${importId} and p.source <> ${UNDO_SOURCE} and a.target = 'line'
    ) as parts
    where not exists (select 1 from taken_back t where t.posting_id = parts.id)
    group by line_id order by line_id`.execute(read);
  const places = await currentParts(read, staying);
  const kept = [...places.values()].flatMap((place) => place.parts);
  return bySum([...parts.rows, ...kept.map(({ lineId, cents }) => ({ lineId, cents: -cents }))]);
}

/** The same for appropriations. */
export async function appropriationsByLineOf(
  read: Queries,
  importId: number,
  staying: readonly number[],
): Promise<{ lineId: number; cents: Cents }[]> {
  const rows = await read
    .selectFrom('movement as m')
    .leftJoin('movement as r', 'r.reverses_id', 'm.id')
    .where('m.import_id', '=', importId)
    .where('m.reverses_id', 'is', null)
    .where('r.id', 'is', null)
    .select(['m.id', 'm.line_id as lineId', 'm.cents'])
    .execute();
  const kept = new Set(staying);
  return bySum(rows.filter((row) => !kept.has(row.id)));
}

/** End of the last year anything counts in: the figures of a year with all that is known about it. */
export function lastDay(rows: readonly { countsOn: IsoDate }[]): IsoDate {
  return toIsoDate(`${largest(rows.map((row) => Number(row.countsOn.slice(0, 4))))}-12-31`);
}
