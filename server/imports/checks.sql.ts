import { sql } from 'kysely';
import { MONEY_KINDS, RECORD_KINDS, UNDO_SOURCE } from '#shared/imports/terms.ts';
import type { ImportKind, RecordKind } from '#shared/imports/terms.ts';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import type { Brought } from './money/money-store.ts';
import { moneyStore } from './money/money-stores.ts';
import { storeOf } from './records/record-stores.ts';
import type { PostingPass } from '../ledger/posting-pass.sql.ts';

const MOST_NAMED = 20;

const NONE: Brought = { cents: 0 as Cents, rows: 0 };

async function conflictsByImport(read: Queries): Promise<Map<number, Brought>> {
  const rows = await read
    .selectFrom('import_conflict')
    .groupBy('import_id')
    .select((eb) => [
      'import_id as importId',
      sumOfCents(eb.ref('cents')).as('cents'),
      countRows().as('rows'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.importId, row]));
}

async function recordsByImport(read: Queries, kind: RecordKind): Promise<Map<number, Brought>> {
  const rows = await storeOf(kind).brought(read);
  const sums = new Map(rows.map((row) => [row.importId ?? 0, { ...NONE, rows: row.rows }]));
  // A record that was taken back and came again was added by both imports.
  const again = await read
    .selectFrom('record_returned as r')
    .innerJoin('record_taken_back as t', 't.id', 'r.taken_back_id')
    .where('t.kind', '=', kind)
    .groupBy('r.import_id')
    .select(['r.import_id as importId', countRows().as('rows')])
    .execute();
  for (const { importId, rows: more } of again)
    sums.set(importId, { ...NONE, rows: (sums.get(importId)?.rows ?? 0) + more });
  return sums;
}

/** What each import brought, by its kind: a sum and rows, or rows alone. */
async function broughtByKind(
  read: Queries,
  pass: PostingPass,
): Promise<ReadonlyMap<ImportKind, Map<number, Brought>>> {
  const brought = new Map<ImportKind, Map<number, Brought>>();
  for (const kind of MONEY_KINDS) brought.set(kind, await moneyStore(kind).brought(read, pass));
  for (const kind of RECORD_KINDS) brought.set(kind, await recordsByImport(read, kind));
  return brought;
}

/**
 * Σ postings (or appropriations, or orders) of an import = what it says it added, as many rows or records, its changed rows stand in the conflict list,
 * and all its rows, also those left out, = its control total.
 */
export async function importsTieOut(read: Queries, pass: PostingPass): Promise<Finding> {
  const brought = await broughtByKind(read, pass);
  const conflicts = await conflictsByImport(read);
  const imports = await read.selectFrom('import').selectAll().execute();
  const faults = imports.flatMap((row) => {
    const found = brought.get(row.kind)?.get(row.id) ?? NONE;
    const waiting = conflicts.get(row.id) ?? NONE;
    const problems: string[] = [];
    if (found.cents !== row.added_cents)
      problems.push(`Einlesung ${row.id}: ${formatEuro(found.cents)} statt ${formatEuro(row.added_cents)} €`);
    if (found.rows !== row.added)
      problems.push(`Einlesung ${row.id}: ${found.rows} statt ${row.added} Zeilen`);
    if (waiting.rows !== row.conflicts)
      problems.push(`Einlesung ${row.id}: ${waiting.rows} statt ${row.conflicts} geänderte Zeilen`);
    if (row.control_total_cents !== null && row.control_total_cents !== row.sum_cents + row.left_out_cents)
      problems.push(`Einlesung ${row.id}: Kontrollsumme`);
    return problems;
  });
  return finding(faults, `${imports.length} Einlesungen`);
}

/** Every posting taken back and its reversal sum to zero at every place, and each reversal has its original. */
async function pairFaults(read: Queries): Promise<string[]> {
  const lone = await read
    .selectFrom('posting as p')
    .leftJoin('taken_back as t', 't.by_posting_id', 'p.id')
    .where('p.source', '=', UNDO_SOURCE)
    .where('t.posting_id', 'is', null)
    .select('p.id')
    .limit(MOST_NAMED)
    .execute();
  const uneven = await sql<{ id: number }>`
    with pairs as (
      select posting_id as pair, posting_id as id from taken_back
      union all select posting_id, by_posting_id from taken_back
    ), parts as (
      select pairs.pair, coalesce(p.line_id, 0) as place, p.cents from pairs join posting p on p.id = pairs.id
      union all
      select pairs.pair, case a.target when 'line' then a.line_id when 'open' then 0 else -1 end, a.cents
      from pairs join assignment a on a.posting_id = pairs.id
    ), sums as (select pair, place, sum(cents) as cents from parts group by pair, place)
    select distinct pair as id from sums where cents <> 0 limit ${sql.lit(MOST_NAMED)}`.execute(read);
  return [
    ...lone.map((row) => `Buchung ${row.id} nimmt nichts zurück`),
    ...uneven.rows.map((row) => `Buchung ${row.id} und ihre Rücknahme heben sich nicht auf`),
  ];
}

/** What takes an order of an import back is exactly its opposite, on the same order. */
async function orderFaults(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('commitment_entry as r')
    .innerJoin('commitment_entry as e', 'e.id', 'r.reverses_id')
    .where((eb) =>
      eb.or([
        eb('r.commitment_id', '<>', eb.ref('e.commitment_id')),
        eb('r.kind', '<>', eb.ref('e.kind')),
        sql<boolean>`r.cents + e.cents <> 0`,
      ]),
    )
    .select('r.id')
    .limit(MOST_NAMED)
    .execute();
  return rows.map((row) => `Bestellung: Eintrag ${row.id} und was er zurücknimmt heben sich nicht auf`);
}

/** Every undo states the rows and the sum that it took back. */
async function undoFaults(read: Queries): Promise<string[]> {
  const rows = await sql<{ id: number }>`
    select n.id from import_undo n join import i on i.id = n.import_id
    where ${sql.join(
      MONEY_KINDS.map((kind) => sql`i.kind = ${sql.lit(kind)} and (${moneyStore(kind).undoneOtherwise})`),
      sql` or `,
    )}
    or i.kind in (${sql.join(RECORD_KINDS.map((kind) => sql.lit(kind)))})
      and n.reversed <> (select count(*) from record_taken_back t where t.undo_id = n.id)
    order by n.id limit ${sql.lit(MOST_NAMED)}`.execute(read);
  return rows.rows.map((row) => `Rücknahme ${row.id} nahm anderes zurück, als sie angibt`);
}

/** What was taken back is exactly 0,00 together with what took it back, and as much as was said. */
export async function takenBackBalances(read: Queries): Promise<Finding> {
  const { count } = await read
    .selectFrom('taken_back')
    .select(countRows().as('count'))
    .executeTakeFirstOrThrow();
  const faults = [...(await pairFaults(read)), ...(await orderFaults(read)), ...(await undoFaults(read))];
  return finding(faults, `${count} Buchungen`);
}
