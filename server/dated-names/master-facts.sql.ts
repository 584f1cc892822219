import type { IsoDate } from '#shared/calendar.ts';
import { codeKey } from '#shared/codes.ts';
import { MASTER_KINDS } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import type { Queries } from '../db/database.ts';
import { keptPart, marksOf } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import type { Tx } from '../db/transact.ts';
import { ALWAYS } from './project-facts.sql.ts';

/** A dated value of a record of master data; the first of each field counts from the beginning of time. */
export interface MasterFact {
  kind: MasterKind;
  id: number;
  field: string;
  value: string;
  on: IsoDate;
  seq: number;
}

/** The facts of the fields that were ever changed, in the order in which they take effect. */
export async function changedMasterFacts(read: Queries): Promise<MasterFact[]> {
  return read
    .selectFrom('master_fact as f')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('master_fact as later')
          .whereRef('later.kind', '=', 'f.kind')
          .whereRef('later.record_id', '=', 'f.record_id')
          .whereRef('later.field', '=', 'f.field')
          .where('later.effective_on', '>', ALWAYS)
          .select('later.id'),
      ),
    )
    .orderBy('f.effective_on')
    .orderBy('f.recorded_seq')
    .orderBy('f.id')
    .select(['f.kind', 'f.record_id as id', 'f.field', 'f.value', 'f.effective_on as on'])
    .select('f.recorded_seq as seq')
    .execute();
}

/** A value of a field from a day on; what was before stays readable on earlier days. */
export async function addMasterFacts(
  tx: Tx,
  { kind, id, on }: { kind: MasterKind; id: number; on: IsoDate },
  values: Readonly<Record<string, string>>,
): Promise<void> {
  const rows = Object.entries(values).map(([field, value]) => ({
    ...{ kind, record_id: id, field, value, effective_on: on },
    recorded_seq: tx.seq,
  }));
  if (rows.length > 0) await tx.query.insertInto('master_fact').values(rows).execute();
}

const TABLES = {
  offices: 'office',
  fields: 'field_of_action',
  stages: 'stage',
  'sub-budgets': 'sub_budget',
} as const satisfies Record<MasterKind, string>;

type Renamed = MasterFact & { code: string };

/** The names that were ever changed, with the code of whoever bears them. Hardly any are. */
async function renamed(read: Queries): Promise<Renamed[]> {
  const facts = (await changedMasterFacts(read)).filter(({ field }) => field === 'name');
  const named: Renamed[] = [];
  for (const kind of MASTER_KINDS) {
    const own = facts.filter((fact) => fact.kind === kind);
    if (own.length === 0) continue;
    const ids = [...new Set(own.map(({ id }) => id))];
    const rows = await read.selectFrom(TABLES[kind]).where('id', 'in', ids).select(['id', 'code']).execute();
    const codes = new Map(rows.map(({ id, code }) => [id, code]));
    for (const fact of own) named.push({ ...fact, code: codes.get(fact.id) ?? '' });
  }
  return named;
}

const RENAMED: Part<Renamed[]> = { tables: ['master_fact'], read: renamed };

/** What records of master data are called on a day, where that is not what they are called at last. */
export interface MasterNames {
  /** The name by kind and code, or `newest`, the name the record's own row has. */
  of(kind: MasterKind, code: string | null, newest: string): string;
  /** What tells two days apart on which something is called differently; '' where nothing ever was renamed. */
  readonly key: string;
}

/** The names on a day, as far as known after a row of the history. One statement, none where facts are kept. */
export async function masterNames(
  read: Queries,
  { asOf, knownSeq }: { asOf: IsoDate; knownSeq?: number | undefined },
): Promise<MasterNames> {
  const kept = await keptPart(read, RENAMED);
  const known = knownSeq ?? (await marksOf(read))?.history ?? Number.MAX_SAFE_INTEGER;
  return namesOf(kept ?? (await renamed(read)), asOf, known);
}

/** What a row calls its office and field, as they are called on a day. */
export function placeNames(
  row: { office: string; officeName: string; field: string; fieldName: string },
  names: MasterNames,
): { officeName: string; fieldName: string } {
  return {
    officeName: names.of('offices', row.office, row.officeName),
    fieldName: names.of('fields', row.field, row.fieldName),
  };
}

function namesOf(facts: readonly Renamed[], asOf: IsoDate, known: number): MasterNames {
  const counted = facts.filter((fact) => fact.on <= asOf && fact.seq <= known);
  const names = new Map(counted.map((fact) => [`${fact.kind}:${codeKey(fact.code)}`, fact.value]));
  return {
    of: (kind, code, newest) =>
      names.size === 0 || code === null ? newest : (names.get(`${kind}:${codeKey(code)}`) ?? newest),
    key: counted.map(({ on, seq }) => `${on}/${seq}`).join(),
  };
}
