import { addSecondController, addTestUsers } from '../session/test-users.ts';
import { decideRequest } from '../requests/decide.sql.ts';
import { submitRequest } from '../requests/submit.sql.ts';
import type { By } from '../requests/submit.sql.ts';
import { handlerOf } from '../request-kinds.ts';
import type { RequestKind } from '#shared/approvals/terms.ts';
import type { Database } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { addAccountMap, sample, testBy } from './test-imports.ts';

export const LINE_ITEMS = { profile: 'sap-ist', fileName: 'ist.csv', bytes: sample('sap-line-items.csv') };
export const APPROPRIATIONS = {
  profile: 'sap-ansatz',
  fileName: 'ansatz.csv',
  bytes: sample('sap-appropriations-with-twin.csv'),
};

/** The bytes with texts replaced, still Windows-1252. Throws when a text is not there: the test would test nothing. */
export function changed(bytes: Buffer, ...pairs: [string, string][]): Buffer {
  let text = bytes.toString('latin1');
  for (const [from, to] of pairs) {
    if (!text.includes(from)) throw new Error(`„${from}“ steht nicht in der Datei.`);
    text = text.replace(from, to);
  }
  return Buffer.from(text, 'latin1');
}

/** Two people who may decide about each other's requests, on a database that is set up. */
export interface TwoPeople {
  first: By;
  second: By;
  /** One asks, the other approves; answers with the request's id. */
  bothWant: (kind: RequestKind, payload: unknown, reason?: string) => Promise<number>;
}

export async function startCorrections(db: Database): Promise<TwoPeople> {
  const users = await addTestUsers(db);
  await addAccountMap(db);
  await db.writeTransaction(async (query) => {
    await query.insertInto('meta').values({ key: 'setup', value: 'complete' }).execute();
  });
  const first = { ...testBy, writer: { id: users.controller, name: 'controller' } };
  const second = { ...testBy, writer: { id: await addSecondController(db), name: 'controller2' } };
  const bothWant: TwoPeople['bothWant'] = async (kind, payload, reason = 'falsche Datei') => {
    const { id, version } = await submitRequest(db, first, handlerOf, { kind, payload, reason });
    await decideRequest(db, second, handlerOf, { id, version, decision: 'approved', note: '' });
    return id;
  };
  return { first, second, bothWant };
}

/** What counts at each place, without places that are 0,00. */
export async function placesNow(db: Database): Promise<Record<string, number>> {
  const rows = await db.read
    .selectFrom('actual_month')
    .groupBy(['line_id', 'ledger', 'fiscal_year'])
    .select((eb) => ['line_id', 'ledger', 'fiscal_year', sumOfCents(eb.ref('cents')).as('cents')])
    .execute();
  const placed = rows.filter((row) => row.cents !== 0);
  return Object.fromEntries(
    placed
      .map((row): [string, number] => [`${row.line_id} ${row.ledger} ${row.fiscal_year}`, row.cents])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Everything in the basket, in cents and rows. */
export async function basketNow(db: Database): Promise<number[]> {
  const rows = await db.read.selectFrom('open_posting').select('cents').orderBy('posting_id').execute();
  return rows.map((row) => row.cents);
}
