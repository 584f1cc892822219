import { NEW_LINE } from '#shared/approvals/movement-plan.ts';
import type { PlannedMovement } from '#shared/approvals/movement-plan.ts';
import type { MovementPayload } from '#shared/approvals/movement.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import type { Cents } from '#shared/money.ts';
import type { Tx } from '../db/transact.ts';
import type { NewLineFacts } from './movement-facts.sql.ts';
import type { ApprovedRequest } from '../requests/request-handler.ts';
import { addLines, addMovements } from '../ledger/write-ledger.sql.ts';
import { addHold } from './holds.sql.ts';
import { paperId } from '../papers/papers.sql.ts';

/** What the history shows of booked movements. */
export interface BookedMovements {
  movements: { lineId: number; kind: string; cents: Cents }[];
  newLineId: number | null;
}

async function insertLine(tx: Tx, newLine: NewLineFacts, origin: Origin): Promise<number> {
  const { line, keys } = newLine;
  if (!keys) throw new AppError('rule-violated', 'Die neue Zeile ist unvollständig.');
  const { number, name, year, ledger, kind, funding, account, costObject } = line;
  const [made] = await addLines(tx, [
    {
      ...{ number, name, year, ledger, kind, funding, account, origin },
      cost_object: costObject,
      sub_budget_id: keys.subBudgetId,
      office_id: keys.officeId,
      stage_id: keys.stageId,
      field_id: keys.fieldId,
      project_id: keys.projectId,
      cover_group_id: keys.groupId,
      import_id: null,
      recorded_seq: tx.seq,
    },
  ]);
  if (!made) throw new AppError('internal');
  return made.id;
}

/** Books planned movements of an approved request, in its transaction; pairs share a key that names the request. */
export async function bookMovements(
  tx: Tx,
  payload: MovementPayload,
  plan: { movements: readonly PlannedMovement[]; newLine: NewLineFacts | null; year: number },
  request: ApprovedRequest,
): Promise<BookedMovements> {
  const { origin } = request;
  const council_paper_id = await paperId(tx, payload.paper, origin);
  const newLineId = plan.newLine ? await insertLine(tx, plan.newLine, origin) : null;
  const lineId = (id: number): number => (id === NEW_LINE && newLineId !== null ? newLineId : id);
  const rows = plan.movements.map((movement) => ({
    line_id: lineId(movement.lineId),
    kind: movement.kind,
    cents: movement.cents,
    effective_on: payload.effectiveOn,
    reason: request.reason,
    council_paper_id,
    counter_line_id: movement.counterLineId === null ? null : lineId(movement.counterLineId),
    pair_key:
      movement.pair === null ? null : `${movement.kind}-${plan.year}-Antrag-${request.id}-${movement.pair}`,
    import_id: null,
    row_key: null,
    occurrence: null,
    reverses_id: null,
    request_id: request.id,
    origin,
    recorded_seq: tx.seq,
  }));
  await addMovements(tx, rows);
  if (payload.movement === 'S' && payload.milestoneId !== undefined)
    await addHold(tx, request.id, payload.milestoneId);
  const booked = rows.map((row) => ({ lineId: row.line_id, kind: row.kind, cents: row.cents }));
  return { movements: booked, newLineId };
}
