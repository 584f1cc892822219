import type { IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import { goneRecords } from '../db/gone-records.ts';
import type { Finding } from '../db/finding.ts';

/** Every project has a state: without one it would be on no page at any date. */
export async function projectStates(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('project as p')
    .leftJoin('project_state as st', 'st.project_id', 'p.id')
    .groupBy('p.number')
    .select((eb) => ['p.number', eb.fn.min('st.id').as('first')])
    .execute();
  const faults = inNaturalOrder(rows, (row) => row.number)
    .filter((row) => row.first === null)
    .map((row) => `${row.number}: kein Stand`);
  return finding(faults, `${rows.length} Projekte`);
}

/** A state that counts on its day: of several of one day the one recorded last. */
async function countingStates(read: Queries) {
  const rows = await read
    .selectFrom('project_state as st')
    .innerJoin('project as p', 'p.id', 'st.project_id')
    .where('st.project_id', 'not in', goneRecords('projects'))
    .orderBy('st.effective_on')
    .orderBy('st.recorded_seq')
    .orderBy('st.id')
    .select([
      'st.project_id as id',
      'p.number',
      'st.state',
      'st.merged_into as into',
      'st.effective_on as on',
    ])
    .execute();
  return Map.groupBy(rows, (row) => row.id);
}

/**
 * Whatever went into another project went into one that stands in the lists and went on that day, and whoever follows
 * from one to the next comes to an end.
 */
export async function mergesHold(read: Queries): Promise<Finding> {
  const states = await countingStates(read);
  const standing = (id: number, on: IsoDate) => states.get(id)?.findLast((row) => row.on <= on);
  const newest = new Map([...states].flatMap(([id, rows]) => [[id, rows.at(-1)?.into ?? null] as const]));
  const comesBack = (id: number): boolean => {
    const seen = new Set<number>();
    for (let at: number | null = id; at !== null; at = newest.get(at) ?? null) {
      if (seen.has(at)) return true;
      seen.add(at);
    }
    return false;
  };
  const merged = [...states.values()].flatMap((rows) =>
    rows.filter((row) => row.into !== null && standing(row.id, row.on) === row),
  );
  const faults = merged.flatMap(({ id, number, into, on }) => {
    const target = into === null ? undefined : standing(into, on);
    if (!target) return [`${number}: ging in ein Projekt auf, das es nicht gibt`];
    const ended = target.into !== null || target.state === 'done' || target.state === 'cancelled';
    if (ended) return [`${number}: ging in ${target.number} auf, das schon zu Ende war`];
    return comesBack(id) ? [`${number}: geht im Kreis in sich selbst auf`] : [];
  });
  return finding(faults, `${merged.length} Zusammenlegungen`);
}
