import type { SapSum } from './test-model.ts';
import type { Simulation } from './test-simulation.ts';

interface PeriodsAnswer {
  periods: {
    period: string;
    ledgers: { ledger: string; sapCents: number; lateCents: number; latePostings: number }[];
  }[];
}

/** The sum of every SAP period of the year as Abgleich shows it, without cash. */
export async function sapSums(sim: Simulation): Promise<Map<string, SapSum>> {
  const { periods } = await sim.read<PeriodsAnswer>('/api/periods?year=2021');
  return new Map(
    periods.flatMap(({ period, ledgers }) =>
      ledgers
        .filter(({ ledger }) => ledger === 'result')
        .map(({ sapCents: cents, lateCents, latePostings }) => [period, { cents, lateCents, latePostings }]),
    ),
  );
}

/** What SAP's periods of a month came to, without what came after it was closed. */
export async function inTimeOf(sim: Simulation, month: string): Promise<number> {
  let sum = 0;
  for (const [period, { cents, lateCents }] of await sapSums(sim))
    if (month === sim.model.sapMonth({ period, year: 2021 })) sum += cents - lateCents;
  return sum;
}
