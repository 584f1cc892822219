import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Instant } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Ledger, LineKind } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Database } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { transact } from '../db/transact.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const REAL = resolve(ROOT, '../shared/realdata');

export const testBy = {
  clock: { now: () => '2021-07-02T08:00:00.000Z' as Instant },
  writer: { id: null, name: 'test' },
};

interface MapRow {
  frame: string;
  accountPrefix: string;
  ledger: Ledger;
  kind: LineKind;
  name: string;
  validFrom: IsoDate;
  origin: Origin;
}

/** The delivered account map, as `init` brings it. */
export async function addAccountMap(db: Database): Promise<void> {
  const path = join(ROOT, 'data/seed/base/account-map.json');
  const rows = JSON.parse(readFileSync(path, 'utf8')) as MapRow[];
  await transact(db, testBy, async (tx) => {
    const values = rows.map((row) => ({
      frame: row.frame,
      account_prefix: row.accountPrefix,
      ledger: row.ledger,
      kind: row.kind,
      name: row.name,
      valid_from: row.validFrom,
      valid_to: null,
      origin: row.origin,
      recorded_seq: tx.seq,
    }));
    await tx.query.insertInto('account_map').values(values).execute();
    return { result: undefined, change: { action: 'seed', entity: 'account_map', entityId: 'test' } };
  });
}

export function samplePath(folder: 'ok' | 'not-ok', name: string): string {
  return join(ROOT, 'data/samples', folder, name);
}

export function sample(name: string): Buffer {
  return readFileSync(samplePath('ok', name));
}

/** A real file, or undefined with the reason to skip where the folder is not there. */
export function realFile(path: string): { bytes: Buffer } | { missing: string } {
  const full = join(REAL, path);
  return existsSync(full)
    ? { bytes: readFileSync(full) }
    : { missing: `übersprungen: ../shared/realdata/${path} gibt es hier nicht` };
}

/** Where a real file lies, for what opens it itself. */
export function realPath(path: string): string | undefined {
  const full = join(REAL, path);
  return existsSync(full) ? full : undefined;
}

/** Everything an import can write, counted and summed: equal before and after = nothing was written. */
export async function writtenState(db: Database) {
  const count = async (table: 'posting' | 'movement' | 'import' | 'budget_line' | 'history') =>
    (
      await db.read
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number | string>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  const sum = async (table: 'posting' | 'movement' | 'actual_month') =>
    (
      await db.read
        .selectFrom(table)
        .select((eb) => sumOfCents(eb.ref('cents')).as('cents'))
        .executeTakeFirstOrThrow()
    ).cents;
  return {
    postings: Number(await count('posting')),
    movements: Number(await count('movement')),
    imports: Number(await count('import')),
    lines: Number(await count('budget_line')),
    history: Number(await count('history')),
    postingCents: await sum('posting'),
    movementCents: await sum('movement'),
    monthCents: await sum('actual_month'),
  };
}
