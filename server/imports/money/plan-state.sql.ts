import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import type { Queries } from '../../db/database.ts';
import { lastHistory } from '../../db/transact.ts';
import { planUpload } from './plan-import.ts';
import type { PlannedImport, ReadUpload } from './plan-import.ts';
import type { StagedSums } from './staged-columns.ts';

/** A plan with the last change it knows, made outside the transaction that may apply it. */
export interface StatedPlan extends PlannedImport {
  knownSeq: number;
  /** What its new postings amount to; of other kinds nothing. */
  sums: StagedSums | null;
}

/**
 * Changes that no plan of amounts depends on: they write no posting, movement, order, line, rule, source, profile,
 * period or import. Anything that is not named here outdates a plan.
 */
const WITHOUT_EFFECT = [
  ...(['project.report-status', 'project.edit', 'forecast.report', 'risk.open'] as const),
  ...(['risk.assess', 'risk.close', 'position.create', 'position.change'] as const),
  ...(['position.withdraw-event', 'indicator.add', 'indicator.change', 'indicator.end'] as const),
  ...(['indicator.reopen', 'indicator.target', 'indicator.measure', 'indicator.withdraw'] as const),
  ...(['indicator.element', 'indicator.paste'] as const),
  ...(['milestone.record', 'milestone.reach', 'milestone.correct', 'baseline.set'] as const),
  ...(['position.record', 'position.event', 'grade-rate.record', 'paper.record', 'report.issue'] as const),
  ...(['report.compose', 'report.edit', 'report.drop', 'report.fair-copy'] as const),
  ...(['tie-out.confirm', 'control-total.enter', 'control-total.read'] as const),
  ...(['request.submit', 'request.edit', 'request.withdraw'] as const),
] as const;

/** Whether nothing a plan depends on was changed after `knownSeq`, so that planning again would give the same. */
export async function stillHolds(query: Queries, { knownSeq }: { knownSeq: number }): Promise<boolean> {
  const other = await query
    .selectFrom('history')
    .where('seq', '>', knownSeq)
    .where('action', 'not in', WITHOUT_EFFECT)
    .select('seq')
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}

/** Plans an upload and says what state of the data that was; whether it still was one in the end, `stillHolds` says. */
export async function planStated(read: Queries, upload: ReadUpload): Promise<StatedPlan> {
  const { seq } = await lastHistory(read);
  const planned = await planUpload(read, upload);
  const brings = moneyRules(upload.profile.kind).nature === 'posting' && planned.plan.counts.add > 0;
  return { ...planned, knownSeq: seq, sums: brings ? upload.rows.sums() : null };
}
