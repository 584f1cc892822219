import { recordKey } from '#shared/imports/read-record.ts';
import { goneRecords } from '../../../db/gone-records.ts';
import { countRows } from '../../../db/sums.ts';
import { inSet } from '../record-set.sql.ts';
import { dayOf, stamp, textOf } from '../record-store.ts';
import type { RecordStore } from '../record-store.ts';

/** A measured value is a fact of its day: a changed one is a newer row, and the newest counts. */
export const indicatorStore: RecordStore = {
  brought: (read) =>
    read
      .selectFrom('indicator')
      .groupBy('import_id')
      .select(['import_id as importId', countRows().as('rows')])
      .execute(),
  existing: (read) =>
    read
      .selectFrom('indicator')
      .where('id', 'not in', goneRecords('indicators'))
      .select(['code', 'name', 'measured_on as measuredOn', 'value', 'unit', 'model', 'source'])
      .orderBy('id')
      .execute(),
  keyed: async (read, which) => {
    const rows = await read
      .selectFrom('indicator')
      .where(inSet('indicators', which))
      .orderBy('id')
      .select(['id', 'code', 'measured_on as measuredOn'])
      .execute();
    return rows.map(({ id, ...key }) => ({ id, key }));
  },
  add: async (tx, target, records) => {
    const rows = records.map(({ record: { values } }) => ({
      code: textOf(values, 'code'),
      name: textOf(values, 'name'),
      measured_on: dayOf(values, 'measuredOn'),
      value: textOf(values, 'value'),
      unit: textOf(values, 'unit'),
      model: textOf(values, 'model'),
      source: textOf(values, 'source'),
      ...stamp(tx, target),
    }));
    await tx.query.insertInto('indicator').values(rows).execute();
  },
  newer: async (read, seq) => {
    const rows = await read
      .selectFrom('indicator')
      .where('recorded_seq', '>', seq)
      .where('import_id', 'is not', null)
      .where('id', 'not in', goneRecords('indicators'))
      .orderBy('id')
      .select(['code', 'measured_on as measuredOn', 'import_id as importId'])
      .execute();
    const newer = new Map<string, number[]>();
    for (const { importId, ...row } of rows) {
      const key = recordKey('indicators', row);
      newer.set(key, [...(newer.get(key) ?? []), importId ?? 0]);
    }
    return newer;
  },
};
