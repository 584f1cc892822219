import type { IsoDate } from '#shared/calendar.ts';
import type { AddedMilestones, MilestoneDependency } from '#shared/milestones/milestone-plan.ts';
import type { Cents } from '#shared/money.ts';
import type { Tx } from '../db/transact.ts';

/** A baseline as it is written down; `paper` is the id of the council paper behind it. */
export interface WrittenBaseline {
  milestoneId: number;
  baselineOn: IsoDate;
  weightCents: Cents;
  inForceOn: IsoDate;
  reason: string;
  paper: number | null;
}

/** Writes baselines down; earlier ones stay readable. */
export async function addBaselines(tx: Tx, baselines: readonly WrittenBaseline[]): Promise<void> {
  const rows = baselines.map(({ milestoneId, baselineOn, weightCents, inForceOn, reason, paper }) => ({
    ...{ milestone_id: milestoneId, baseline_on: baselineOn, weight_cents: weightCents },
    ...{ in_force_on: inForceOn, reason, council_paper_id: paper, recorded_seq: tx.seq },
  }));
  await tx.query.insertInto('milestone_baseline').values(rows).execute();
}

/** Why the first baseline of a milestone was set. */
const FIRST_BASELINE = 'Erste Basis';

/** Adds milestones behind those of the project, each with its first baseline. */
export async function insertMilestones(
  tx: Tx,
  projectId: number,
  milestones: AddedMilestones['milestones'],
  on: IsoDate,
): Promise<void> {
  const last = await tx.query
    .selectFrom('milestone')
    .where('project_id', '=', projectId)
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst();
  const first = (last?.position ?? 0) + 1;
  const made = await tx.query
    .insertInto('milestone')
    .values(
      milestones.map(({ name }, index) => ({
        ...{ project_id: projectId, position: first + index, name },
        ...{ origin: 'live' as const, recorded_seq: tx.seq },
      })),
    )
    .returning(['id', 'position'])
    .execute();
  const ids = new Map(made.map(({ id, position }) => [position, id]));
  const baselines = milestones.map(({ baselineOn, weightCents }, index) => ({
    ...{ milestoneId: ids.get(first + index) ?? 0, baselineOn, weightCents },
    ...{ inForceOn: on, reason: FIRST_BASELINE, paper: null },
  }));
  await addBaselines(tx, baselines);
}

/** What milestones are called and where they stand from a day on. */
export async function addFacts(
  tx: Tx,
  facts: readonly { id: number; name: string; rank: number }[],
  on: IsoDate,
): Promise<void> {
  const rows = facts.map(({ id, name, rank }) => ({
    ...{ milestone_id: id, name, rank, effective_on: on, recorded_seq: tx.seq },
  }));
  await tx.query.insertInto('milestone_fact').values(rows).execute();
}

/** Drops a milestone from a day on, or takes that back with null. */
export async function addEnd(
  tx: Tx,
  milestoneId: number,
  endsOn: IsoDate | null,
  reason: string,
): Promise<void> {
  await tx.query
    .insertInto('milestone_end')
    .values({ milestone_id: milestoneId, ends_on: endsOn, reason, recorded_seq: tx.seq })
    .execute();
}

/** Writes down that a milestone waits for another one, or with a lag of null that it does no more. */
export async function addLink(
  tx: Tx,
  successorId: number,
  { predecessorId, lagDays, reason }: MilestoneDependency,
): Promise<void> {
  await tx.query
    .insertInto('milestone_link')
    .values({
      ...{ predecessor_id: predecessorId, successor_id: successorId, lag_days: lagDays ?? 0 },
      ...{ ended: lagDays === null ? 1 : 0, reason, recorded_seq: tx.seq },
    })
    .execute();
}
