import { toIsoDate } from '#shared/calendar.ts';
import { batches } from '../db/batches.ts';
import type { Tx } from '../db/transact.ts';
import type { DemoMovement } from './demo-money-files.ts';
import { readBudgetLines, readMovements } from './demo-money-files.ts';
import { keysByCode, lineKeys, paperKeys, projectKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

/** The excess appropriation's line exists from its decision on, all others from the double budget on. */
const LATER_LINE = { number: '102', recordedOn: toIsoDate('2021-06-17') };
const DOUBLE_BUDGET = toIsoDate('2019-12-20');

async function insertLines(tx: Tx, later: boolean): Promise<number> {
  const query = tx.query;
  const [subBudgets, offices, stages, fields, groups, projects] = [
    await keysByCode(query, 'sub_budget'),
    await keysByCode(query, 'office'),
    await keysByCode(query, 'stage'),
    await keysByCode(query, 'field_of_action'),
    await keysByCode(query, 'cover_group'),
    await projectKeys(query),
  ];
  const orNull = (keys: ReadonlyMap<string, number>, key: string | null) =>
    key === null ? null : idFrom(keys, key);
  const rows = readBudgetLines()
    .filter((line) => (line.number === LATER_LINE.number) === later)
    .map((line) => ({
      number: line.number,
      name: line.name,
      year: line.year,
      ledger: line.ledger,
      kind: line.kind,
      funding: line.funding,
      sub_budget_id: idFrom(subBudgets, line.subBudget),
      office_id: idFrom(offices, line.office),
      stage_id: orNull(stages, line.stage),
      field_id: orNull(fields, line.field),
      project_id: orNull(projects, line.project),
      cover_group_id: orNull(groups, line.coverGroup),
      account: line.account,
      cost_object: line.costObject,
      transferable: line.transferable ? (1 as const) : (0 as const),
      import_id: null,
      origin: line.origin,
      recorded_seq: tx.seq,
    }));
  for (const part of batches(rows)) await query.insertInto('budget_line').values(part).execute();
  return rows.length;
}

async function insertMovements(tx: Tx, movements: readonly DemoMovement[]): Promise<void> {
  const [lines, papers] = [await lineKeys(tx.query), await paperKeys(tx.query)];
  const rows = movements.map((movement) => ({
    line_id: idFrom(lines, `${movement.year}|${movement.line}`),
    kind: movement.kind,
    cents: movement.cents,
    effective_on: movement.effectiveOn,
    reason: movement.reason,
    council_paper_id: movement.paper === null ? null : idFrom(papers, movement.paper),
    counter_line_id:
      movement.counterLine === null
        ? null
        : idFrom(lines, `${movement.counterLine.year}|${movement.counterLine.line}`),
    pair_key: movement.pairKey,
    import_id: null,
    row_key: null,
    occurrence: null,
    reverses_id: null,
    origin: movement.origin,
    recorded_seq: tx.seq,
  }));
  for (const part of batches(rows)) await tx.query.insertInto('movement').values(part).execute();
}

function linesStep(later: boolean): DemoStep {
  const at = instantOf(later ? LATER_LINE.recordedOn : DOUBLE_BUDGET, later ? '08:00' : '15:30');
  return writing(at, 'controlling1', async (tx) => {
    const lines = await insertLines(tx, later);
    const entityId = later ? '2021' : '2020/2021';
    return { action: 'budget-line.record', entity: 'budget', entityId, after: { lines } };
  });
}

/** Budget lines, then their movements: one transaction per day, kind and paper. */
export function budgetSteps(): DemoStep[] {
  const dayKindPaper = (m: DemoMovement) => `${m.recordedOn}|${m.kind}|${m.paper ?? m.pairKey ?? ''}`;
  const movements = groupedBy(readMovements(), dayKindPaper).flatMap(([, group]) => {
    const [first] = group;
    if (!first) return [];
    return writing(instantOf(first.recordedOn, '16:00'), 'controlling1', async (tx) => {
      await insertMovements(tx, group);
      const cents = group.reduce((sum, movement) => sum + movement.cents, 0);
      const after = { kind: first.kind, movements: group.length, cents, paper: first.paper };
      const entityId = first.pairKey ?? `${first.kind}-${first.recordedOn}`;
      return { action: 'movement.record', entity: 'movement', entityId, reason: first.reason, after };
    });
  });
  return [linesStep(false), linesStep(true), ...movements];
}
