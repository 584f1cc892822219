import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { VerifyResult } from '#shared/history/history.ts';
import type { Cents } from '#shared/money.ts';
import { formatEuro } from '#shared/money.ts';
import type { Database, Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { firstBrokenLink } from './history.sql.ts';

type Check = VerifyResult['checks'][number];

function check(name: string, label: string, faults: string[], good: string): Check {
  return {
    name,
    label,
    ok: faults.length === 0,
    detail: faults.length === 0 ? good : faults.slice(0, 5).join('; '),
  };
}

async function historyChain(read: Queries): Promise<Check> {
  const { seq, rows } = await firstBrokenLink(read);
  return check(
    'history-chain',
    'Kette des Verlaufs',
    seq === null ? [] : [`Eintrag ${seq} passt nicht zu dem davor`],
    `${rows} Einträge`,
  );
}

/** ΣU = 0 per year and ledger (domain.md section 3). */
async function transfersBalance(read: Queries): Promise<Check> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'U')
    .groupBy(['l.year', 'l.ledger'])
    .select((eb) => ['l.year', 'l.ledger', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  const faults = rows
    .filter((row) => row.cents !== 0)
    .map((row) => `${row.year} ${row.ledger}: ${formatEuro(row.cents)} €`);
  return check(
    'transfers-balance',
    'Umschichtungen heben sich je Jahr und Buch auf',
    faults,
    `${rows.length} Jahre und Bücher`,
  );
}

/** Carry-over out of y = into y+1: every pair sums to zero and goes one year forward. */
async function carryOversBalance(read: Queries): Promise<Check> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'E')
    .groupBy(['m.pair_key', 'l.ledger'])
    .select((eb) => [
      'm.pair_key as pair',
      sumOfCents(eb.ref('m.cents')).as('cents'),
      sql<number>`cast(max(l.year) - min(l.year) as bigint)`.as('years'),
    ])
    .execute();
  const faults = rows
    .filter((row) => row.pair !== null && (row.cents !== 0 || row.years !== 1))
    .map((row) => `${row.pair ?? ''}: ${formatEuro(row.cents)} €`);
  return check(
    'carry-overs-balance',
    'Übertragung aus einem Jahr = Übertragung in das nächste',
    faults,
    `${rows.length} Paare`,
  );
}

async function storedTotals(read: Queries): Promise<Check> {
  const key = sql`coalesce(line_id, 0)`;
  const month = sql`substr(posted_on, 1, 7)`;
  const rows = await sql<{ faults: number; rows: number }>`
    with fresh as (
      select ${key} as line_id, ledger, fiscal_year, ${month} as month, cast(sum(cents) as bigint) as cents, count(*) as postings
      from posting group by ${key}, ledger, fiscal_year, ${month}
    ), both_sides as (
      select line_id, ledger, fiscal_year, month, cents, postings from fresh
      union all
      select line_id, ledger, fiscal_year, month, -cents, -postings from actual_month
    ), sums as (
      select sum(cents) as cents, sum(postings) as postings from both_sides group by line_id, ledger, fiscal_year, month
    )
    select cast(count(*) as bigint) as rows,
      cast(coalesce(sum(case when cents <> 0 or postings <> 0 then 1 else 0 end), 0) as bigint) as faults from sums`.execute(
    read,
  );
  const { faults, rows: total } = rows.rows[0] ?? { faults: 0, rows: 0 };
  return check(
    'stored-totals',
    'Gespeicherte Monatssummen = neu gerechnet',
    faults === 0 ? [] : [`${faults} Monatssummen weichen ab`],
    `${total} Summen`,
  );
}

/** Σ postings (or appropriations) of an import = what it says it added; its rows = its control total. */
async function importsTieOut(read: Queries): Promise<Check> {
  const posted = await sumsByImport(read, 'posting');
  const moved = await sumsByImport(read, 'movement');
  const imports = await read.selectFrom('import').selectAll().execute();
  const faults = imports.flatMap((row) => {
    const found = (row.kind === 'actuals' ? posted : moved).get(row.id) ?? { cents: 0 as Cents, rows: 0 };
    const problems: string[] = [];
    if (found.cents !== row.added_cents)
      problems.push(`Einlesung ${row.id}: ${formatEuro(found.cents)} statt ${formatEuro(row.added_cents)} €`);
    if (found.rows !== row.added)
      problems.push(`Einlesung ${row.id}: ${found.rows} statt ${row.added} Zeilen`);
    if (row.control_total_cents !== null && row.control_total_cents !== row.sum_cents)
      problems.push(`Einlesung ${row.id}: Kontrollsumme`);
    return problems;
  });
  return check(
    'imports-tie-out',
    'Summe der Buchungen = Summe der Einlesungen = Kontrollsummen',
    faults,
    `${imports.length} Einlesungen`,
  );
}

async function sumsByImport(
  read: Queries,
  table: 'posting' | 'movement',
): Promise<Map<number, { cents: Cents; rows: number }>> {
  const rows = await read
    .selectFrom(table)
    .where('import_id', 'is not', null)
    .groupBy('import_id')
    .select((eb) => [
      'import_id as importId',
      sumOfCents(eb.ref('cents')).as('cents'),
      countRows().as('rows'),
    ])
    .execute();
  return new Map(rows.map((row) => [row.importId ?? 0, row]));
}

async function issuedReports(read: Queries): Promise<Check> {
  const rows = await read.selectFrom('issued_report').select(['id', 'content', 'sha256']).execute();
  const faults = rows
    .filter((row) => createHash('sha256').update(row.content).digest('hex') !== row.sha256)
    .map((row) => `Bericht ${row.id} wurde verändert`);
  return check('issued-reports', 'Herausgegebene Berichte unverändert', faults, `${rows.length} Berichte`);
}

/** Checks everything that must hold, on one state of the data. Changes nothing. */
export async function verify(db: Database): Promise<VerifyResult> {
  const settings = check('settings', 'Einstellungen der Datenbank', await db.faults(), 'wie verlangt');
  const integrity = check(
    'integrity',
    'Datenbankdatei, Fremdschlüssel, Schreibschutz',
    await db.integrity(),
    'ohne Befund',
  );
  const checks = await db.snapshot(async (read) => [
    await historyChain(read),
    await transfersBalance(read),
    await carryOversBalance(read),
    await storedTotals(read),
    await importsTieOut(read),
    await issuedReports(read),
  ]);
  const all = [settings, integrity, ...checks];
  return { ok: all.every((one) => one.ok), checks: all };
}
