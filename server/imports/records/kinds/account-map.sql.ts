import * as z from 'zod';
import type { Ledger, LineKind } from '#shared/budget/terms.ts';
import { MONEY_KINDS } from '#shared/imports/terms.ts';
import { goneRecords } from '../../../db/gone-records.ts';
import { countRows } from '../../../db/sums.ts';
import { inSet } from '../record-set.sql.ts';
import { dayOf, Needs, stamp, textOf } from '../record-store.ts';
import type { RecordStore, Values } from '../record-store.ts';

const columnsOf = (values: Values) => ({
  frame: textOf(values, 'frame'),
  account_prefix: textOf(values, 'prefix'),
  // Both were read as one of the known words (shared/imports/records/account-map.ts).
  ledger: textOf(values, 'ledger') as Ledger,
  kind: textOf(values, 'kind') as LineKind,
  name: textOf(values, 'name'),
  valid_from: dayOf(values, 'validFrom'),
  valid_to: null,
});

const ReadFrame = z.object({ accountFrame: z.string() });

/** Account maps say what an account is; they are only added to. */
export const accountMapStore: RecordStore = {
  brought: (read) =>
    read
      .selectFrom('account_map')
      .groupBy('import_id')
      .select(['import_id as importId', countRows().as('rows')])
      .execute(),
  existing: (read) =>
    read
      .selectFrom('account_map')
      .where('id', 'not in', goneRecords('account-map'))
      .select(['frame', 'account_prefix as prefix', 'valid_from as validFrom', 'ledger', 'kind', 'name'])
      .execute(),
  keyed: async (read, which) => {
    const rows = await read
      .selectFrom('account_map')
      .where(inSet('account-map', which))
      .orderBy('id')
      .select(['id', 'frame', 'account_prefix as prefix', 'valid_from as validFrom'])
      .execute();
    return rows.map(({ id, ...key }) => ({ id, key }));
  },
  add: async (tx, target, records) => {
    const rows = records.map(({ record: { values } }) => ({ ...columnsOf(values), ...stamp(tx, target) }));
    await tx.query.insertInto('account_map').values(rows).execute();
  },
  bringBack: async (tx, _target, id, values) => {
    await tx.query
      .updateTable('account_map')
      .set(columnsOf(values))
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },
  /** Files that were read by the account map of a frame since, unless they were taken back whole. */
  neededBy: async (read, made, seq) => {
    const needs = new Needs();
    const imports = await read
      .selectFrom('import as i')
      .where('i.recorded_seq', '>', seq)
      .where('i.kind', 'in', MONEY_KINDS)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('import_undo as n')
              .whereRef('n.import_id', '=', 'i.id')
              .where('n.left_rows', '=', 0)
              .select('n.id'),
          ),
        ),
      )
      .orderBy('i.id')
      .select(['i.id', 'i.profile_json as profile'])
      .execute();
    const byFrame = Map.groupBy(
      imports.map(({ id, profile }) => ({ id, frame: ReadFrame.parse(JSON.parse(profile)).accountFrame })),
      (row) => row.frame,
    );
    const frames = await read.selectFrom('account_map').select(['id', 'frame']).execute();
    const frameOf = new Map(frames.map((row) => [row.id, row.frame]));
    for (const { id } of made)
      for (const one of byFrame.get(frameOf.get(id) ?? '') ?? []) needs.add(id, `Einlesung ${one.id}`);
    return needs.byId;
  },
};
