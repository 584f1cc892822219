import { codeKey } from '#shared/codes.ts';
import { toFte } from '#shared/fte.ts';
import type { Fte } from '#shared/fte.ts';
import { recordKey } from '#shared/imports/read-record.ts';
import type { Reference } from '#shared/imports/record-fields.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';

type Values = Record<string, string>;

const TABLES = { office: 'office', field: 'field_of_action', stage: 'stage' } as const;

/** Key of a code → id of everything a record may point to; of a code that changed over time the newest. */
export async function referenceIds(read: Queries): Promise<Record<Reference, ReadonlyMap<string, number>>> {
  const idsOf = async (reference: Reference): Promise<ReadonlyMap<string, number>> => {
    const rows = await read
      .selectFrom(TABLES[reference])
      .select(['id', 'code'])
      .orderBy('valid_from')
      .orderBy('id')
      .execute();
    return new Map(rows.map((row) => [codeKey(row.code), row.id]));
  };
  return { office: await idsOf('office'), field: await idsOf('field'), stage: await idsOf('stage') };
}

/** A share as canonical decimal text: 7500 → `0.75`. */
function fteText(fte: Fte): string {
  const digits = String(toFte(fte)).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/u, '');
  return fraction === '' ? digits.slice(0, -4) : `${digits.slice(0, -4)}.${fraction}`;
}

const places = (row: { office: string; field: string; stage: string }): Values => ({
  office: row.office,
  field: row.field,
  stage: row.stage,
});

async function projects(read: Queries): Promise<Values[]> {
  const rows = await read
    .selectFrom('project as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .innerJoin('field_of_action as f', 'f.id', 'p.field_id')
    .innerJoin('stage as s', 's.id', 'p.stage_id')
    .where('p.id', 'not in', goneRecords('projects'))
    .select(['p.number', 'p.name', 'p.description', 'p.starts_on as startsOn', 'p.ends_on as endsOn'])
    .select(['o.code as office', 'f.code as field', 's.code as stage'])
    .execute();
  return rows.map(({ number, name, description, startsOn, endsOn, ...at }) => ({
    ...{ number, name, description, ...places(at), startsOn, endsOn },
  }));
}

async function positions(read: Queries): Promise<Values[]> {
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
  return rows.map(({ number, title, grade, fte, kwOn, authorisedOn, plannedStart, ...at }) => ({
    number,
    title,
    grade,
    fte: fteText(fte),
    ...places(at),
    authorisedOn,
    plannedStart,
    kwOn: kwOn ?? '',
  }));
}

/** The newest value of each indicator and day. */
async function indicators(read: Queries): Promise<Values[]> {
  const rows = await read
    .selectFrom('indicator')
    .where('id', 'not in', goneRecords('indicators'))
    .select(['code', 'name', 'measured_on as measuredOn', 'value', 'unit', 'model', 'source'])
    .orderBy('id')
    .execute();
  return rows;
}

async function accountRules(read: Queries): Promise<Values[]> {
  const rows = await read
    .selectFrom('account_map')
    .where('id', 'not in', goneRecords('account-map'))
    .select(['frame', 'account_prefix as prefix', 'valid_from as validFrom', 'ledger', 'kind', 'name'])
    .execute();
  return rows;
}

const READERS: Record<RecordKind, (read: Queries) => Promise<Values[]>> = {
  projects,
  positions,
  indicators,
  'account-map': accountRules,
};

/** All records of a kind by key, with the values their fields have now. */
export async function existingRecords(read: Queries, kind: RecordKind): Promise<ReadonlyMap<string, Values>> {
  return new Map((await READERS[kind](read)).map((values) => [recordKey(kind, values), values]));
}
