import { levelValue } from '#shared/indicators/values.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';

interface Head {
  id: number;
  code: string;
  kind: 'count' | 'share' | 'level';
  basis: 'measured' | 'elements' | 'offices';
  startsOn: string;
}

async function factFaults(read: Queries, heads: readonly Head[]): Promise<string[]> {
  const facts = await read
    .selectFrom('indicator_fact')
    .select(['indicator_id as id', 'effective_on as on', 'model'])
    .execute();
  const byHead = Map.groupBy(facts, ({ id }) => id);
  return heads.flatMap(({ id, code, kind, startsOn }) => {
    const own = byHead.get(id) ?? [];
    const days = own.map(({ on }) => on).toSorted();
    return [
      ...(days[0] === startsOn ? [] : [`${code}: ohne Angaben am ersten Tag`]),
      ...(own.every(({ model }) => (model !== null) === (kind === 'level'))
        ? []
        : [`${code}: das Modell passt nicht zur Art`]),
    ];
  });
}

async function endFaults(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('indicator_end as e')
    .innerJoin('indicator_head as h', 'h.id', 'e.indicator_id')
    .whereRef('e.ends_on', '<', 'h.starts_on')
    .select('h.code')
    .execute();
  return rows.map(({ code }) => `${code}: endet vor dem Beginn`);
}

/** A measurement is of the shape of its kind, within its model, and of nothing that is counted from a list. */
async function measurementFaults(read: Queries, heads: ReadonlyMap<number, Head>): Promise<string[]> {
  const facts = await read
    .selectFrom('indicator_fact')
    .where('model', 'is not', null)
    .select(['indicator_id as id', 'model', 'lowest', 'highest'])
    .execute();
  const bounds = new Map(
    facts.map(({ id, model, lowest, highest }) => [`${id} ${model}`, { lowest, highest }]),
  );
  const rows = await read
    .selectFrom('indicator_measurement')
    .orderBy('id')
    .select(['id', 'indicator_id as indicatorId', 'value', 'total', 'model'])
    .execute();
  return rows.flatMap(({ id, indicatorId, value, total, model }) => {
    const head = heads.get(indicatorId);
    const name = `${head?.code ?? indicatorId}, Messwert ${id}`;
    if (head?.basis !== 'measured') return [`${name}: gemessen, obwohl gezählt wird`];
    if ((total !== null) !== (head.kind === 'share')) return [`${name}: passt nicht zur Art`];
    if (head.kind !== 'level') return model === null ? [] : [`${name}: hat ein Modell`];
    const within = bounds.get(`${indicatorId} ${model}`);
    const isWithin =
      within?.lowest != null &&
      within.highest !== null &&
      value >= levelValue(within.lowest) &&
      value <= levelValue(within.highest);
    return isWithin ? [] : [`${name}: liegt nicht in seinem Modell`];
  });
}

/** Each element belongs to a list of its kind and has a state since some day. */
async function elementFaults(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('indicator_element as e')
    .innerJoin('indicator_head as h', 'h.id', 'e.indicator_id')
    .select(['e.id', 'h.code', 'h.basis', 'e.office_id as officeId'])
    .select((eb) =>
      eb
        .selectFrom('indicator_element_state as s')
        .whereRef('s.element_id', '=', 'e.id')
        .select((inner) => inner.fn.min('s.id').as('first'))
        .as('first'),
    )
    .execute();
  return rows.flatMap(({ id, code, basis, officeId, first }) => {
    const name = `${code}, Eintrag ${id}`;
    const fits = basis === (officeId === null ? 'elements' : 'offices');
    return [
      ...(fits ? [] : [`${name}: gehört nicht in diese Liste`]),
      ...(first === null ? [`${name}: ohne Stand`] : []),
    ];
  });
}

/**
 * Indicators are said something of since their first day, measurements are of their kind and within their model, and
 * what a list counts has a state. Their values are counted when they are asked for: there is no stored one to differ.
 */
export async function indicatorsSound(read: Queries): Promise<Finding> {
  const heads = await read
    .selectFrom('indicator_head')
    .orderBy('id')
    .select(['id', 'code', 'kind', 'basis', 'starts_on as startsOn'])
    .execute();
  const byId = new Map(heads.map((head) => [head.id, head]));
  const faults = [
    ...(await factFaults(read, heads)),
    ...(await endFaults(read)),
    ...(await measurementFaults(read, byId)),
    ...(await elementFaults(read)),
  ];
  return finding(faults, `${heads.length} Kennzahlen`);
}
