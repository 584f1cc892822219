import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { paperLabel } from '#shared/budget/paper.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import { toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { stateOn } from '#shared/papers/paper-states.ts';
import type { PaperRow } from '#shared/papers/papers.ts';
import type { PaperState } from '#shared/papers/terms.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { sumOfCents } from '../db/sums.ts';
import { stateAfterSession } from './write-papers.sql.ts';

/** Which papers, on which day, for whom. */
export interface PaperSelection {
  asOf: IsoDate;
  /** Whether papers that are not public are among them. */
  closed: boolean;
  ids?: readonly number[] | undefined;
}

/** The raised part of a line's movements: first appropriations and blocks apart, income and reserve too. */
const RAISING = sql`('N', 'E', 'B', 'Z', 'U')`;

function paperRows(read: Queries, { closed, ids }: PaperSelection) {
  let query = read.selectFrom('council_paper as p').orderBy('p.session_on', 'desc').orderBy('p.id', 'desc');
  if (!closed) query = query.where('p.publicity', '=', 'public');
  if (ids) query = query.where('p.id', 'in', ids);
  return query
    .select(['p.id', 'p.number', 'p.year', 'p.supplement', 'p.kind', 'p.title', 'p.summary', 'p.body'])
    .select(['p.session_on as sessionOn', 'p.publicity', 'p.requested_by as requestedBy', 'p.unit'])
    .select(['p.deadline', 'p.origin', 'p.version'])
    .execute();
}

export interface StoredState {
  paperId: number;
  state: PaperState;
  on: IsoDate;
  reason: string;
  seq: number;
}

/** Every dated fact of some papers, or of all, in the order they were recorded. */
export async function paperStates(
  read: Queries,
  ids?: readonly number[],
): Promise<Map<number, StoredState[]>> {
  let query = read.selectFrom('paper_state').orderBy('recorded_seq').orderBy('id');
  if (ids) query = query.where('paper_id', 'in', ids);
  const rows = await query
    .select(['paper_id as paperId', 'state', 'effective_on as on', 'reason', 'recorded_seq as seq'])
    .execute();
  return Map.groupBy(rows, (row) => row.paperId);
}

interface Raised {
  paperId: number;
  year: number;
  ledger: Ledger;
  cents: Cents;
}

const ofPapers = (column: string, ids: readonly number[] | undefined): RawBuilder<boolean> =>
  ids ? sql`${sql.ref(column)} in (${sql.join([...ids, 0])})` : sql`${sql.ref(column)} is not null`;

/** Per paper, year and ledger: Σ over expense lines of what their movements come to, where it is more than 0. */
async function raised(read: Queries, { asOf, ids }: PaperSelection): Promise<Map<number, Raised[]>> {
  const found = await sql<Raised>`
    select "paperId", year, ledger, cast(sum(cents) as bigint) as cents from (
      select m.council_paper_id as "paperId", l.year, l.ledger, sum(m.cents) as cents
      from movement as m join budget_line as l on l.id = m.line_id
      where ${ofPapers('m.council_paper_id', ids)} and m.effective_on <= ${asOf}
        and m.kind in ${RAISING} and l.kind not in ('income', 'reserve')
      group by m.council_paper_id, l.id, l.year, l.ledger having sum(m.cents) > 0
    ) as lines group by "paperId", year, ledger order by "paperId", year, ledger`.execute(read);
  const rows = found.rows.map((row) => ({ ...row, cents: toCents(Number(row.cents)) }));
  return Map.groupBy(rows, (row) => row.paperId);
}

/** The years whose first appropriations a paper brought. */
async function firstYears(read: Queries, { asOf, ids }: PaperSelection): Promise<Map<number, number[]>> {
  const found = await sql<{ paperId: number; year: number }>`
    select distinct m.council_paper_id as "paperId", l.year from movement as m
    join budget_line as l on l.id = m.line_id
    where ${ofPapers('m.council_paper_id', ids)} and m.effective_on <= ${asOf} and m.kind = 'A'
    order by "paperId", l.year`.execute(read);
  const byPaper = Map.groupBy(found.rows, (row) => row.paperId);
  return new Map([...byPaper].map(([id, rows]) => [id, rows.map((row) => row.year)]));
}

async function authorisedFte(read: Queries, { asOf, ids }: PaperSelection): Promise<Map<number, Fte>> {
  let query = read
    .selectFrom('position as p')
    .where('p.council_paper_id', 'is not', null)
    .where('p.authorised_on', '<=', asOf)
    .where('p.id', 'not in', goneRecords('positions'));
  if (ids) query = query.where('p.council_paper_id', 'in', ids);
  const rows = await query
    .groupBy('p.council_paper_id')
    .select('p.council_paper_id as paperId')
    .select(sumOfCents(sql<Cents>`p.fte_ten_thousandths`).as('fte'))
    .execute();
  return new Map(rows.map((row) => [row.paperId ?? 0, toFte(row.fte)]));
}

/**
 * Papers known on a day with how they stood then and what they raised up to then; six statements whatever their
 * number. A paper is known from its first dated fact on.
 */
export async function paperRegister(read: Queries, selection: PaperSelection): Promise<PaperRow[]> {
  const { asOf, ids } = selection;
  const rows = await paperRows(read, selection);
  const states = await paperStates(read, ids);
  const moved = await raised(read, selection);
  const years = await firstYears(read, selection);
  const fte = await authorisedFte(read, selection);
  return rows.flatMap((row) => {
    const bare = { state: stateAfterSession(row.kind), on: row.sessionOn, reason: '' };
    const at = stateOn(states.get(row.id) ?? [bare], asOf);
    if (at === null) return [];
    return {
      ...row,
      label: paperLabel(row),
      state: at.state,
      stateSince: at.on,
      stateReason: at.reason,
      moved: (moved.get(row.id) ?? []).map(({ year, ledger, cents }) => ({ year, ledger, cents })),
      firstYears: years.get(row.id) ?? [],
      authorisedFte: fte.get(row.id) ?? toFte(ZERO_CENTS),
    };
  });
}
