import type { HoldFacts } from '#shared/approvals/movement-rules.ts';
import type { MovementPayload } from '#shared/approvals/movement.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { sumOfCents } from '../db/sums.ts';
import type { Tx } from '../db/transact.ts';
import { milestoneFacts } from '../projects/milestone-facts.sql.ts';

/** Money of a line that is blocked until a milestone is reached: blocks less their releases, in cents. */
export interface Held {
  milestoneId: number;
  lineId: number;
  lineNumber: string;
  lineName: string;
  cents: Cents;
}

/** What hangs on milestones up to a day, by milestone and line; of a project's lines or of one line alone. */
export async function heldMoney(
  read: Queries,
  which: { projectId: number } | { lineId: number } | Record<string, never>,
  asOf: IsoDate = '9999-12-31' as IsoDate,
): Promise<Held[]> {
  let query = read
    .selectFrom('milestone_hold as h')
    .innerJoin('movement as m', 'm.request_id', 'h.request_id')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'S')
    .where('m.effective_on', '<=', asOf);
  if ('projectId' in which) query = query.where('l.project_id', '=', which.projectId);
  if ('lineId' in which) query = query.where('l.id', '=', which.lineId);
  return query
    .groupBy(['h.milestone_id', 'l.id', 'l.number', 'l.name'])
    .select([
      'h.milestone_id as milestoneId',
      'l.id as lineId',
      'l.number as lineNumber',
      'l.name as lineName',
    ])
    .select((eb) => sumOfCents(eb.ref('m.cents')).as('cents'))
    .orderBy('l.number')
    .execute();
}

async function projectOf(
  read: Queries,
  table: 'milestone' | 'budget_line',
  id: number,
): Promise<number | null> {
  const row = await read.selectFrom(table).where('id', '=', id).select('project_id as id').executeTakeFirst();
  return row?.id ?? null;
}

async function namedMilestone(
  read: Queries,
  { milestoneId, lineId, effectiveOn }: { milestoneId: number; lineId: number; effectiveOn: IsoDate },
  held: readonly Held[],
): Promise<HoldFacts['milestone']> {
  const projectId = await projectOf(read, 'milestone', milestoneId);
  if (projectId === null) return null;
  const facts = await milestoneFacts(read, { asOf: effectiveOn, projectIds: [projectId] });
  const one = facts.find(({ id }) => id === milestoneId);
  if (!one) return null;
  return {
    name: one.name,
    isReached: one.reachedOn !== null && (one.evidence ?? '') !== '',
    isOfLine: (await projectOf(read, 'budget_line', lineId)) === projectId,
    heldCents: sumCents(held.filter((part) => part.milestoneId === milestoneId).map(({ cents }) => cents)),
  };
}

/** What a block or its release must know of milestones; null for any other movement. */
export async function holdFacts(read: Queries, payload: MovementPayload): Promise<HoldFacts | null> {
  if (payload.movement !== 'S') return null;
  const { milestoneId, lineId, effectiveOn } = payload;
  const held = await heldMoney(read, { lineId });
  const onLineCents = sumCents(held.map(({ cents }) => cents));
  if (milestoneId === undefined) return { onLineCents };
  return { onLineCents, milestone: await namedMilestone(read, { milestoneId, lineId, effectiveOn }, held) };
}

/** Notes that what a request blocks or releases hangs on a milestone. */
export async function addHold(tx: Tx, requestId: number, milestoneId: number): Promise<void> {
  await tx.query
    .insertInto('milestone_hold')
    .values({ request_id: requestId, milestone_id: milestoneId, recorded_seq: tx.seq })
    .execute();
}

/** No more is released at a milestone than was blocked at it. */
export async function holdsBalance(read: Queries): Promise<Finding> {
  const held = await heldMoney(read, {});
  const faults = held
    .filter(({ cents }) => cents < 0)
    .map((one) => `Zeile ${one.lineNumber}, Meilenstein ${one.milestoneId}: mehr aufgehoben als gesperrt`);
  return finding(faults, `${held.length} Sperren an Meilensteinen`);
}
