import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import type { MasterAnswer, NewRecord, RecordChange, RecordEnd } from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import type { Values } from '#shared/master-data/master-rules.ts';
import {
  changedFields,
  changeFaults,
  creationFaults,
  endFaults,
  recordOf,
} from '#shared/master-data/record-rules.ts';
import type { Beside } from '#shared/master-data/record-rules.ts';
import { addMasterFacts } from '../dated-names/master-facts.sql.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { datedRecords, listRecords, valuesOn } from './list-records.ts';
import type { DatedRecord } from './list-records.ts';
import { masterStore } from './master-stores.ts';
import { addSuccessors, withdrawSuccessors } from './successors.sql.ts';

/** Which record is meant, as which version it is seen. */
interface Meant {
  kind: MasterKind;
  id: number;
  version: number;
}

function requireNone(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
}

/** What the rules look at beside a record. */
interface DatedBeside extends Beside {
  records: readonly DatedRecord[];
}

export async function besideOf(read: Queries, kind: MasterKind): Promise<DatedBeside> {
  const choices: Record<string, DatedRecord[]> = {};
  for (const [name, { refers }] of Object.entries(masterRules(kind).fields))
    if (refers) choices[name] = await datedRecords(read, refers);
  return { records: await datedRecords(read, kind), choices };
}

/** The record as it stands. Throws `not-found`, then `stale` before any rule is asked. */
async function requireRecord(
  tx: Tx,
  { kind, id, version }: Meant,
): Promise<{ record: DatedRecord; beside: DatedBeside }> {
  const beside = await besideOf(tx.query, kind);
  const record = beside.records.find((one) => one.id === id);
  if (!record) throw new AppError('not-found', `${masterRules(kind).words.one}: gibt es nicht.`);
  if (record.version !== version) {
    const { rows } = await listRecords(tx.query, kind, businessDate(tx.at), true);
    throw new AppError('stale', undefined, { current: { row: rows.find((row) => row.id === id) } });
  }
  return { record, beside };
}

/** The record of a code as it is today. */
async function answerOf(read: Queries, by: By, kind: MasterKind, code: string): Promise<MasterAnswer> {
  const { rows } = await listRecords(read, kind, businessDate(by.clock.now()), true);
  const newest = recordOf(rows, code);
  const row = rows.find(({ id }) => id === newest?.id);
  if (!row) throw new AppError('internal', `„${code}“ ist verschwunden.`);
  return { row };
}

/** Makes a record. Throws `rule-violated` with every reason. */
export async function createRecord(
  db: Database,
  by: By,
  kind: MasterKind,
  { values, from, reason }: NewRecord,
): Promise<MasterAnswer> {
  const { add } = masterStore(kind);
  const code = values['code'] ?? '';
  return transact(
    db,
    by,
    async (tx) => {
      const beside = await besideOf(tx.query, kind);
      requireNone(creationFaults(kind, { values, from }, beside));
      await add(tx, [{ values, from, origin: 'live' }]);
      const after = { ...values, validFrom: from };
      const change = { action: 'master-data.add', entity: kind, entityId: code, after };
      return { result: undefined, change: reason === '' ? change : { ...change, reason } };
    },
    (read) => answerOf(read, by, kind, code),
  );
}

const only = (values: Values, fields: readonly string[]): Values =>
  Object.fromEntries(fields.map((name) => [name, values[name] ?? '']));

/** Writes what changed: dated fields as facts, and into the row whatever no later fact says otherwise. */
async function writeChange(
  tx: Tx,
  kind: MasterKind,
  record: DatedRecord,
  { values, on, reason }: RecordChange,
): Promise<Change> {
  const { set } = masterStore(kind);
  const { fields } = masterRules(kind);
  const before = valuesOn(record, on);
  const changed = changedFields(before, values);
  const dated = changed.filter((name) => fields[name]?.dated);
  const later = new Set(record.facts.filter((fact) => fact.on > on).map(({ field }) => field));
  const newest = changed.filter((name) => !later.has(name));
  await addMasterFacts(tx, { kind, id: record.id, on }, only(values, dated));
  await set(tx, record.id, { ...record.values, ...only(values, newest) });
  return {
    ...{ action: 'master-data.change', entity: kind, entityId: record.values['code'] ?? '', reason },
    before: only(before, changed),
    after: { ...only(values, changed), ...(dated.length > 0 ? { effectiveOn: on } : {}) },
  };
}

/** Gives a record other values. Throws `not-found`, `stale`, `rule-violated` with every reason. */
export async function changeRecord(
  db: Database,
  by: By,
  meant: Meant,
  change: RecordChange,
): Promise<MasterAnswer> {
  const { kind } = meant;
  return transact(
    db,
    by,
    async (tx) => {
      const { record, beside } = await requireRecord(tx, meant);
      const standing = { record, before: valuesOn(record, change.on) };
      requireNone(changeFaults(kind, standing, change, beside));
      const written = await writeChange(tx, kind, record, change);
      return { result: record.values['code'] ?? '', change: written };
    },
    (read, code) => answerOf(read, by, kind, code),
  );
}

/** Ends a record with a last day. Throws `not-found`, `stale`, `rule-violated` with every reason and what still uses it. */
export async function endRecord(
  db: Database,
  by: By,
  meant: Meant,
  { on, successors, reason }: RecordEnd,
): Promise<MasterAnswer> {
  const { kind, id } = meant;
  const { setEnd, uses } = masterStore(kind);
  return transact(
    db,
    by,
    async (tx) => {
      const { record, beside } = await requireRecord(tx, meant);
      const { records } = beside;
      const around = {
        records,
        uses: (await uses(tx.query, on)).get(id) ?? [],
        lastChange: record.facts.at(-1)?.on ?? null,
      };
      requireNone(endFaults(kind, record, { on, successors }, around));
      await setEnd(tx, id, on);
      const followed = successors.flatMap((code) => recordOf(records, code)?.id ?? []);
      await addSuccessors(tx, kind, id, followed);
      const code = record.values['code'] ?? '';
      const after = { validTo: on, ...(successors.length > 0 ? { successors } : {}) };
      const change = {
        action: 'master-data.end',
        entity: kind,
        entityId: code,
        reason,
        before: { validTo: null },
      };
      return { result: code, change: { ...change, after } };
    },
    (read, code) => answerOf(read, by, kind, code),
  );
}

/** Takes an end back: the record goes on as before. Throws `not-found`, `stale`, `rule-violated` where none ends. */
export async function reopenRecord(db: Database, by: By, meant: Meant): Promise<MasterAnswer> {
  const { kind, id } = meant;
  const { setEnd } = masterStore(kind);
  return transact(
    db,
    by,
    async (tx) => {
      const { record } = await requireRecord(tx, meant);
      if (record.to === null)
        throw new AppError(
          'rule-violated',
          `${masterRules(kind).words.the} hat kein Ende, das sich zurücknehmen ließe.`,
        );
      await setEnd(tx, id, null);
      await withdrawSuccessors(tx, kind, id);
      const code = record.values['code'] ?? '';
      const change = { action: 'master-data.reopen', entity: kind, entityId: code };
      return {
        result: code,
        change: { ...change, before: { validTo: record.to }, after: { validTo: null } },
      };
    },
    (read, code) => answerOf(read, by, kind, code),
  );
}
