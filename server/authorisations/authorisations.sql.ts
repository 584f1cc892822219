import { openCommitment } from '#shared/budget/figures.ts';
import { paperLabel } from '#shared/budget/paper.ts';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { formatEuro, toCents } from '#shared/money.ts';
import { compareNatural, inNaturalOrder } from '#shared/order.ts';
import type { LaterYear, LaterYears } from '#shared/planning/later-years.ts';
import { knownUntil } from '../clocks/selection.ts';
import { linesQuery } from '../ledger/lines.sql.ts';
import type { Line } from '../ledger/lines.sql.ts';
import { entrySum } from '../ledger/parts.sql.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import type { Insertable } from 'kysely';
import type { CommitmentAuthorisationTable } from '../db/tables-planning.ts';
import type { Tx } from '../db/transact.ts';

interface Selection {
  asOf: IsoDate;
  knownSeq?: number | undefined;
  years?: readonly FiscalYear[];
  lineIds?: readonly number[];
}

/** Orders due after their line's year, per line and due year: what is open, and what was contracted. */
async function laterOrders(read: Queries, selection: Selection) {
  const rows = await linesQuery(read, selection)
    .innerJoin('commitment as c', 'c.line_id', 'l.id')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('e.effective_on', '<=', selection.asOf)
    .where('e.recorded_seq', '<=', knownUntil(selection))
    .whereRef('c.due_year', '>', 'l.year')
    .groupBy(['c.id', 'c.due_year', 'l.id'])
    .select(['l.id as lineId', 'c.due_year as dueYear'])
    .select([
      entrySum('ordered').as('ordered'),
      entrySum('released').as('released'),
      entrySum('cancelled').as('cancelled'),
    ])
    .execute();
  return rows.map((row) => ({
    lineId: row.lineId,
    dueYear: row.dueYear,
    open: openCommitment(row),
    used: row.ordered - row.cancelled,
  }));
}

/** Authorisations in effect, summed per line and due year. */
async function authorised(read: Queries, selection: Selection) {
  return linesQuery(read, selection)
    .innerJoin('commitment_authorisation as v', 'v.line_id', 'l.id')
    .where('v.effective_on', '<=', selection.asOf)
    .where('v.recorded_seq', '<=', knownUntil(selection))
    .groupBy(['l.id', 'v.due_year'])
    .select((eb) => ['l.id as lineId', 'v.due_year as dueYear', sumOfCents(eb.ref('v.cents')).as('cents')])
    .execute();
}

async function namesOf(read: Queries, selection: Selection) {
  const rows = await linesQuery(read, selection)
    .select(['l.id', 'l.number', 'l.name', 'l.year', 'l.ledger', 'l.kind'])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Vorbelastung, authorised, used and free of the lines selected, by due year and line. In cents. */
export async function laterYears(read: Queries, selection: Selection): Promise<LaterYear[]> {
  const lines = await namesOf(read, selection);
  const sums = new Map<string, { open: number; used: number; authorised: number }>();
  const add = (
    lineId: number,
    dueYear: number,
    more: Partial<{ open: number; used: number; authorised: number }>,
  ) => {
    const key = `${lineId}|${dueYear}`;
    const before = sums.get(key) ?? { open: 0, used: 0, authorised: 0 };
    sums.set(key, {
      open: before.open + (more.open ?? 0),
      used: before.used + (more.used ?? 0),
      authorised: before.authorised + (more.authorised ?? 0),
    });
  };
  for (const order of await laterOrders(read, selection)) add(order.lineId, order.dueYear, order);
  for (const row of await authorised(read, selection))
    add(row.lineId, row.dueYear, { authorised: row.cents });
  return [...sums]
    .flatMap(([key, sum]) => {
      const [lineId, dueYear] = key.split('|').map(Number);
      const line = lines.get(lineId ?? 0);
      if (!line || (sum.open === 0 && sum.used === 0 && sum.authorised === 0)) return [];
      const investment = line.ledger === 'cash' && line.kind === 'investment';
      return [
        {
          line: { id: line.id, number: line.number, name: line.name, year: line.year },
          ledger: line.ledger,
          investment,
          dueYear: dueYear ?? 0,
          preCommitmentCents: toCents(sum.open),
          authorisedCents: toCents(sum.authorised),
          usedCents: toCents(sum.used),
          freeCents: investment ? toCents(sum.authorised - sum.used) : null,
        },
      ];
    })
    .sort((a, b) => a.dueYear - b.dueYear || compareNatural(a.line.number, b.line.number));
}

/** What of a line's later orders no authorisation covers, in words (§ 86 GemO). */
export async function authorisationNotes(read: Queries, line: Line): Promise<string[]> {
  const rows = await laterYears(read, { asOf: '2100-12-31' as IsoDate, lineIds: [line.id] });
  return rows
    .filter((row) => (row.freeCents ?? 0) < 0)
    .map(
      (row) =>
        `Für ${row.dueYear} sind ${formatEuro(row.usedCents)} € bestellt, die Verpflichtungsermächtigung beträgt ${formatEuro(row.authorisedCents)} €: es fehlen ${formatEuro(toCents(0 - (row.freeCents ?? 0)))} € (§ 86 GemO).`,
    );
}

/** Every authorisation of a year's lines in effect on the day, with its paper. */
export async function authorisationRows(
  read: Queries,
  selection: { asOf: IsoDate; knownSeq?: number | undefined; year: FiscalYear },
): Promise<LaterYears['authorisations']> {
  const rows = await read
    .selectFrom('commitment_authorisation as v')
    .innerJoin('budget_line as l', 'l.id', 'v.line_id')
    .leftJoin('council_paper as cp', 'cp.id', 'v.council_paper_id')
    .where('l.year', '=', selection.year)
    .where('v.effective_on', '<=', selection.asOf)
    .where('v.recorded_seq', '<=', knownUntil(selection))
    .orderBy('v.due_year')
    .select([
      'v.id',
      'l.id as lineId',
      'l.ledger',
      'l.number as line',
      'l.year',
      'v.due_year as dueYear',
      'v.cents',
      'v.origin',
    ])
    .select(['v.effective_on as effectiveOn', 'v.reason'])
    .select(['cp.number as paperNumber', 'cp.year as paperYear', 'cp.supplement as paperSupplement'])
    .execute();
  const inOrder = inNaturalOrder(
    rows,
    (row) => row.line,
    (row) => row.effectiveOn,
  );
  return inOrder.map(({ paperNumber, paperYear, paperSupplement, ...row }) => ({
    ...row,
    paper:
      paperNumber === null || paperYear === null
        ? null
        : paperLabel({ number: paperNumber, year: paperYear, supplement: paperSupplement ?? '' }),
  }));
}

/** Writes authorisations down, one row per year they fall due in; the rules are the caller's. */
export async function addAuthorisations(
  tx: Tx,
  rows: readonly Insertable<CommitmentAuthorisationTable>[],
): Promise<void> {
  await tx.query.insertInto('commitment_authorisation').values(rows).execute();
}
