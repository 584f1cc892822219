import { plainEuro } from '#shared/money.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { PeriodState } from '#shared/periods/terms.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { Database } from '../db/database.ts';
import type { OpenTestDatabase } from '../db/test-databases.ts';
import type { Writer } from '../db/transact.ts';
import { applyImport } from '../imports/money/apply-import.sql.ts';
import { addAccountMap, sample, testBy } from '../imports/test-imports.ts';
import { addTestUsers } from '../session/test-users.ts';
import { findPeriod } from './periods.sql.ts';
import { setPeriod } from './set-period.ts';

/** One row of an SAP file: document, day, account, amount as written; the rest is the same for all. */
export type SapRow = readonly [document: string, day: string, account: string, amount: string];

const HEADER =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';

function cents(amount: string): number {
  return Number(amount.replace(/[.,-]/gu, '')) * (amount.endsWith('-') ? -1 : 1);
}

function german(total: number): string {
  return `${plainEuro(Math.abs(total), ',')}${total < 0 ? '-' : ''}`;
}

/** A file as SAP writes it, with its totals row: `5100000001`, `15.04.2021`, `44010000`, `1.234,56`. */
export function sapFile(rows: readonly SapRow[], object = '7.100110.001'): Buffer {
  const lines = rows.map(([document, day, account, amount]) => {
    const [, month = '', year = ''] = day.split('.');
    return `1000;${year};${document};001;${day};${day};${month};${account};${object};;;Test;Firma;;${amount}`;
  });
  const total = rows.reduce((sum, row) => sum + cents(row[3]), 0);
  return Buffer.from([HEADER, ...lines, `Summe;;;;;;;;;;;;;;${german(total)}`, ''].join('\r\n'), 'latin1');
}

export const AT = '2021-07-02T08:00:00.000Z' as Instant;
export const testClock: Clock = { now: () => AT };

/** Brings a month to a state by the steps a controller takes; throws what they would get. */
export async function bring(
  db: Database,
  month: string,
  states: readonly PeriodState[],
  writer: Writer = { id: null, name: 'test' },
): Promise<void> {
  for (const state of states) {
    const { version } = await findPeriod(db.read, month);
    await setPeriod(db, { clock: testClock, writer }, { month, state, reason: 'Monatsabschluss', version });
  }
}

export const MARCH: SapRow[] = [
  ['5100000001', '12.03.2021', '44010000', '12.500,00'],
  ['5100000002', '31.03.2021', '44010000', '1.250,50'],
];
export const LATE: SapRow = ['5100000003', '30.03.2021', '44010000', '333,33'];
export const APRIL: SapRow = ['5100000004', '15.04.2021', '44010000', '1.000,00'];

export const ist = (rows: readonly SapRow[], name = 'ist.csv') => ({
  profile: 'sap-ist',
  fileName: name,
  bytes: sapFile(rows),
});

/** A budget with the line of the test files, and March read in. */
export async function withMarch(open: OpenTestDatabase): Promise<Database> {
  const db = await open();
  await addTestUsers(db);
  await addAccountMap(db);
  const bytes = sample('sap-appropriations-with-twin.csv');
  await applyImport(db, testBy, { profile: 'sap-ansatz', fileName: 'ansatz.csv', bytes });
  await applyImport(db, testBy, ist(MARCH));
  return db;
}

export async function actualOn(db: Database, day: string): Promise<number> {
  const lines = await lineFigures(db.read, { asOf: toIsoDate(day) });
  return lines.reduce((sum, line) => sum + line.figures.I, 0);
}
