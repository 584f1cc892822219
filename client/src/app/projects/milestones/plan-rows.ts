import { formatDate } from '#shared/calendar.ts';
import { formatEuro } from '#shared/money.ts';
import type { BaselineView, MilestonePlan, PlannedMilestone } from '#shared/milestones/milestone-plan.ts';

/** What can be done with a milestone from its row. */
export type Deed = 'forecast' | 'reach' | 'name' | 'link' | 'end' | 'return' | 'rebase' | 'hold';

/** How far behind a predecessor it comes; nothing where it is the same day. */
export const lagText = (days: number): string =>
  days === 0 ? '' : days > 0 ? ` und ${days} T` : ` abzüglich ${-days} T`;

/** What stands below the name: the slip, the evidence, what it waits for, how often it was re-baselined. */
export function noteOf({ row, predecessors }: PlannedMilestone): string {
  const slip = row.slipDays ?? 0;
  const parts = [
    ...(row.reachedOn === null ? [] : [`erreicht, Nachweis: ${row.evidence ?? 'keiner'}`]),
    ...(slip === 0 ? [] : [`${slip > 0 ? '+' : '−'}${Math.abs(slip)} T`]),
    ...(row.baselines > 1 ? [`${row.baselines}. Basis`] : []),
    ...predecessors.map(({ milestone, lagDays }) => {
      const where = milestone.project.id === row.project.id ? '' : `${milestone.project.number} `;
      return `folgt auf ${where}„${milestone.name}“${lagText(lagDays)}`;
    }),
  ];
  return parts.join(' · ');
}

/** What the reader may do with a milestone, in the order of the buttons. */
export function deedsOf(
  { mayEdit, mayReport }: MilestonePlan,
  { row }: PlannedMilestone,
): { kind: Deed; word: string }[] {
  const isOpen = row.reachedOn === null;
  return [
    ...(mayReport ? [{ kind: 'reach' as const, word: isOpen ? 'Erreicht' : 'Berichtigen' }] : []),
    ...(mayEdit ? [{ kind: 'name' as const, word: 'Ändern' }] : []),
  ];
}

/** Every baseline of the milestones that had more than one. */
export function earlierBaselines(
  milestones: readonly PlannedMilestone[],
): (BaselineView & { name: string })[] {
  return milestones
    .filter(({ baselines }) => baselines.length > 1)
    .flatMap(({ row, baselines }) => baselines.map((one) => ({ ...one, name: row.name })));
}

export function milestoneOf(plan: MilestonePlan, id: number): PlannedMilestone | undefined {
  return plan.milestones.find(({ row }) => row.id === id);
}

/** What its predecessors allow, while it is not reached; '' where it waits for none. */
export function earliestText({ row, earliestOn }: PlannedMilestone): string {
  return row.reachedOn !== null || earliestOn === null ? '' : `frühestens ${formatDate(earliestOn)}`;
}

/** `72.000,00 € auf Zeile 105 sind gesperrt, bis „…“ erreicht ist.` */
export function heldTexts(plan: MilestonePlan | undefined) {
  return (plan?.held ?? []).flatMap(({ milestoneId, lineNumber, cents }) => {
    const row = plan && milestoneOf(plan, milestoneId)?.row;
    if (!row) return [];
    const isReached = row.reachedOn !== null;
    const until = isReached
      ? `„${row.name}“ ist erreicht; eine zweite Person kann sie freigeben.`
      : `bis „${row.name}“ erreicht und von einer zweiten Person bestätigt ist.`;
    const text = `${formatEuro(cents)} € auf Zeile ${lineNumber} sind gesperrt${isReached ? ': ' : ', '}${until}`;
    return { milestoneId, name: row.name, text, releasable: isReached && plan.lines.length > 0 };
  });
}
