import { inOrder } from '#shared/milestones/dependencies.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { countRows } from '../db/sums.ts';
import { standingLinks } from './plan.sql.ts';

/** What is said of a milestone that breaks a rule. */
const told = ({ number, name, id }: { number: string; name: string; id: number }, what: string): string =>
  `${number} „${name}“ (${id}): ${what}`;

async function circular(read: Queries): Promise<string[]> {
  const ids = inOrder(await standingLinks(read)).circular;
  if (ids.length === 0) return [];
  const rows = await read
    .selectFrom('milestone as m')
    .innerJoin('project as p', 'p.id', 'm.project_id')
    .where('m.id', 'in', ids)
    .select(['m.id', 'm.name', 'p.number'])
    .orderBy('m.id')
    .execute();
  return rows.map((row) => told(row, 'wartet im Kreis auf sich selbst'));
}

async function withoutBaseline(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('milestone as m')
    .innerJoin('project as p', 'p.id', 'm.project_id')
    .leftJoin('milestone_baseline as b', 'b.milestone_id', 'm.id')
    .where('b.id', 'is', null)
    .select(['m.id', 'm.name', 'p.number'])
    .orderBy('m.id')
    .execute();
  return rows.map((row) => told(row, 'keine Basis'));
}

async function negativeWeights(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('milestone_baseline as b')
    .innerJoin('milestone as m', 'm.id', 'b.milestone_id')
    .innerJoin('project as p', 'p.id', 'm.project_id')
    .where('b.weight_cents', '<', 0 as never)
    .select(['m.id', 'm.name', 'p.number'])
    .orderBy('m.id')
    .execute();
  return rows.map((row) => told(row, 'Gewicht unter 0'));
}

/** Forecasts for reporting dates at which the milestone was dropped already. */
async function forecastsAfterEnd(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('milestone_end as e')
    .innerJoin('milestone as m', 'm.id', 'e.milestone_id')
    .innerJoin('project as p', 'p.id', 'm.project_id')
    .innerJoin('milestone_forecast as f', 'f.milestone_id', 'm.id')
    .whereRef('f.reporting_date', '>=', 'e.ends_on')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('milestone_end as n')
            .whereRef('n.milestone_id', '=', 'e.milestone_id')
            .whereRef('n.recorded_seq', '>', 'e.recorded_seq')
            .select('n.id'),
        ),
      ),
    )
    .select(['m.id', 'm.name', 'p.number', 'f.reporting_date as on'])
    .orderBy('m.id')
    .execute();
  return rows.map((row) => told(row, `gestrichen, und doch eine Prognose zum ${row.on}`));
}

/** Milestones wait for each other in no circle, have a baseline that weighs no less than 0, and end when they end. */
export async function milestonesHold(read: Queries): Promise<Finding> {
  const faults = [
    ...(await circular(read)),
    ...(await withoutBaseline(read)),
    ...(await negativeWeights(read)),
    ...(await forecastsAfterEnd(read)),
  ];
  const { n } = await read.selectFrom('milestone').select(countRows().as('n')).executeTakeFirstOrThrow();
  return finding(faults, `${n} Meilensteine`);
}
