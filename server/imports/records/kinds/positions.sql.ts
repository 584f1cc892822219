import { counted } from '#shared/counted.ts';
import { AppError } from '#shared/errors.ts';
import { parseFte, toFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import { goneRecords } from '../../../db/gone-records.ts';
import { countRows } from '../../../db/sums.ts';
import { addPositions, endPositionVersions, setPosition } from '../../../positions/write-positions.sql.ts';
import { inSet } from '../record-set.sql.ts';
import { dayOf, Needs, PLACE_COLUMNS, placeColumns, stamp, textOf } from '../record-store.ts';
import type { RecordStore, RecordTarget, Values } from '../record-store.ts';

/** A share as canonical decimal text: 7500 → `0.75`. */
function fteText(fte: Fte): string {
  const digits = String(toFte(fte)).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/u, '');
  return fraction === '' ? digits.slice(0, -4) : `${digits.slice(0, -4)}.${fraction}`;
}

function columnsOf(target: RecordTarget, values: Values) {
  const fte = parseFte(textOf(values, 'fte'));
  if (fte === undefined) throw new AppError('internal', 'Ein Stellenanteil ging verloren.');
  return {
    number: textOf(values, 'number'),
    title: textOf(values, 'title'),
    grade: textOf(values, 'grade'),
    fte_ten_thousandths: fte,
    ...placeColumns(target, values),
    authorised_on: dayOf(values, 'authorisedOn'),
    planned_start: dayOf(values, 'plannedStart'),
    kw_on: textOf(values, 'kwOn') === '' ? null : dayOf(values, 'kwOn'),
  };
}

export const positionStore: RecordStore = {
  brought: (read) =>
    read
      .selectFrom('position')
      .groupBy('import_id')
      .select(['import_id as importId', countRows().as('rows')])
      .execute(),
  existing: async (read) => {
    const rows = await read
      .selectFrom('position as p')
      .innerJoin('office as o', 'o.id', 'p.office_id')
      .innerJoin('field_of_action as f', 'f.id', 'p.field_id')
      .innerJoin('stage as s', 's.id', 'p.stage_id')
      .where('p.id', 'not in', goneRecords('positions'))
      .select(['p.number', 'p.title', 'p.grade', 'p.fte_ten_thousandths as fte', 'p.kw_on as kwOn'])
      .select(['p.authorised_on as authorisedOn', 'p.planned_start as plannedStart'])
      .select(['o.code as office', 'f.code as field', 's.code as stage'])
      .execute();
    return rows.map(({ fte, kwOn, ...row }) => ({ ...row, fte: fteText(fte), kwOn: kwOn ?? '' }));
  },
  keyed: async (read, which) => {
    const rows = await read
      .selectFrom('position')
      .where(inSet('positions', which))
      .orderBy('id')
      .select(['id', 'number'])
      .execute();
    return rows.map(({ id, number }) => ({ id, key: { number } }));
  },
  add: (tx, target, records) =>
    addPositions(
      tx,
      records.map(({ record: { values } }) => ({
        ...columnsOf(target, values),
        project_id: null,
        council_paper_id: null,
        ...stamp(tx, target),
      })),
    ),
  bringBack: (tx, target, id, values) => setPosition(tx, id, columnsOf(target, values)),
  change: (tx, target, id, { record }) =>
    setPosition(tx, id, { ...columnsOf(target, record.values), recorded_seq: tx.seq }),
  columns: {
    number: 'number',
    title: 'title',
    grade: 'grade',
    fte: 'fte_ten_thousandths',
    ...PLACE_COLUMNS,
    authorisedOn: 'authorised_on',
    plannedStart: 'planned_start',
    kwOn: 'kw_on',
  },
  restore: async (tx, { rows }) => {
    for (const { id, columns } of rows) await setPosition(tx, id, columns);
  },
  endVersions: endPositionVersions,
  neededBy: async (read) => {
    const needs = new Needs();
    const rows = await read
      .selectFrom('position_event')
      .groupBy('position_id')
      .select(['position_id as id', countRows().as('count')])
      .execute();
    for (const { id, count } of rows) needs.add(id, counted(count, 'Ereignis', 'Ereignisse'));
    return needs.byId;
  },
};
