import { sql } from 'kysely';
import type { IsoDate } from '#shared/calendar.ts';
import { monthOf } from '#shared/calendar.ts';
import { conflictState } from '#shared/imports/conflict.ts';
import type { ConflictRow } from '#shared/imports/conflict.ts';
import type { SourceRow } from '#shared/imports/source-row.ts';
import { countedRow, countingDay, monthOfPeriod, periodStateOf } from '#shared/periods/periods.ts';
import type { PeriodStates } from '#shared/periods/periods.ts';
import type { Queries } from '../../db/database.ts';
import { periodStates } from '../../periods/periods.sql.ts';
import { reconciledPostings, reconciledReason } from '../../periods/reconciled.sql.ts';

const MOST_SHOWN = 500;

function conflictsQuery(read: Queries) {
  return read
    .selectFrom('import_conflict as c')
    .innerJoin('posting as p', 'p.id', 'c.posting_id')
    .innerJoin('import as i', 'i.id', 'c.import_id')
    .leftJoin('budget_line as l', 'l.id', 'p.line_id')
    .leftJoin('import_conflict_decision as d', 'd.conflict_id', 'c.id')
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .selectAll('c')
    .select([
      'i.file_name as fileName',
      'p.cents as oldCents',
      'p.posted_on as oldCountsOn',
      'p.account as oldAccount',
      'p.cost_object as oldObject',
      'p.text as oldText',
      'p.source',
      'p.ledger as oldLedger',
      'p.fiscal_year as oldYear',
      'p.period as oldPeriod',
      'l.number as budgetLine',
      'd.decision',
      'd.reason',
      'd.request_id as requestId',
      't.posting_id as takenBack',
      sql<IsoDate>`coalesce(p.sap_posted_on, p.posted_on)`.as('oldPostedOn'),
      sql<number>`(select cast(count(*) as bigint) from import_undo n
        where n.import_id = c.import_id and n.recorded_seq > c.recorded_seq)`.as('undone'),
    ]);
}
export type StoredConflict = Awaited<ReturnType<ReturnType<typeof conflictsQuery>['execute']>>[number];

/** The changed rows with the given ids, as stored. */
export async function storedConflicts(read: Queries, ids: readonly number[]): Promise<StoredConflict[]> {
  return conflictsQuery(read).where('c.id', 'in', ids).orderBy('c.id').execute();
}

/** The row as it was read. */
export function rowOf(conflict: StoredConflict): SourceRow {
  return JSON.parse(conflict.row) as SourceRow;
}

/** Why old and new cannot be booked now; null when they can. A closed period is no reason: they count later. */
function heldReason(conflict: StoredConflict, states: PeriodStates): string | null {
  const fresh = rowOf(conflict);
  const days = [countingDay(states, conflict.oldCountsOn), countedRow(states, fresh).countsOn];
  const sapMonths = [
    monthOfPeriod(conflict.oldYear, conflict.oldPeriod),
    monthOfPeriod(fresh.fiscalYear, fresh.period),
  ];
  const held = [...days.map(monthOf), ...sapMonths].find((month) => periodStateOf(states, month) === 'held');
  return held === undefined
    ? null
    : `Die Periode ${held.slice(5)}/${held.slice(0, 4)} ist angehalten; danach lässt sich entscheiden.`;
}

/** Why old postings may not be touched now, by conflict: tied out with SAP, or a period that is held. */
export async function blockedReasons(
  read: Queries,
  conflicts: readonly StoredConflict[],
  states: PeriodStates,
): Promise<Map<number, string>> {
  const locked = await reconciledPostings(
    read,
    conflicts.map((conflict) => conflict.posting_id),
  );
  return new Map(
    conflicts.flatMap((conflict): [number, string][] => {
      const reconciled = locked.get(conflict.posting_id);
      const reason = reconciled ? reconciledReason(reconciled) : heldReason(conflict, states);
      return reason === null ? [] : [[conflict.id, reason]];
    }),
  );
}

/** Which conflicts open requests speak about. */
async function requestedConflicts(read: Queries): Promise<Map<number, number>> {
  const requests = await read
    .selectFrom('request')
    .where('kind', '=', 'conflict')
    .where('state', '=', 'open')
    .select(['id', 'payload'])
    .execute();
  return new Map(
    requests.flatMap((request) => {
      const { conflictIds } = JSON.parse(request.payload) as { conflictIds: number[] };
      return conflictIds.map((id): [number, number] => [id, request.id]);
    }),
  );
}

interface ListFacts {
  blocked: ReadonlyMap<number, string>;
  requested: ReadonlyMap<number, number>;
}

async function listFacts(read: Queries, conflicts: readonly StoredConflict[]): Promise<ListFacts> {
  return {
    blocked: await blockedReasons(read, conflicts, await periodStates(read)),
    requested: await requestedConflicts(read),
  };
}

function viewOf(conflict: StoredConflict, facts: ListFacts): ConflictRow {
  const row = rowOf(conflict);
  const requestId = conflict.requestId ?? facts.requested.get(conflict.id) ?? null;
  return {
    id: conflict.id,
    importId: conflict.import_id,
    fileName: conflict.fileName,
    line: conflict.row_number,
    document: [row.documentNumber, row.lineItem].filter((text) => text !== '').join(' / '),
    postingId: conflict.posting_id,
    budgetLine: conflict.budgetLine,
    before: {
      postedOn: conflict.oldPostedOn,
      object: conflict.oldObject,
      account: conflict.oldAccount,
      text: conflict.oldText,
      cents: conflict.oldCents,
    },
    after: {
      postedOn: row.postedOn,
      object: row.object,
      account: row.account,
      text: row.text === '' ? row.name : row.text,
      cents: conflict.cents,
    },
    differenceCents: conflict.difference_cents,
    requestId,
    ...conflictState({
      decision: conflict.decision,
      reason: conflict.reason,
      postingTakenBack: conflict.takenBack !== null,
      importUndone: conflict.undone > 0,
      requestId,
      blocked: facts.blocked.get(conflict.id) ?? null,
    }),
  };
}

/** Changed rows with their states: those that wait first, then the newest; at most 500. */
export async function listConflicts(read: Queries): Promise<ConflictRow[]> {
  const rows = await conflictsQuery(read)
    .orderBy(sql`case when d.conflict_id is null and t.posting_id is null then 0 else 1 end`)
    .orderBy('c.id', 'desc')
    .limit(MOST_SHOWN)
    .execute();
  const facts = await listFacts(read, rows);
  return rows.map((row) => viewOf(row, facts));
}

export async function findConflict(read: Queries, id: number): Promise<ConflictRow | undefined> {
  const [row] = await storedConflicts(read, [id]);
  if (!row) return undefined;
  return viewOf(row, await listFacts(read, [row]));
}
