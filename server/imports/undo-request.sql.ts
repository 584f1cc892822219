import { AppError } from '#shared/errors.ts';
import { takenSum, leftSum, undoNotes, UndoImport, undoOf, whyNotUndone } from '#shared/imports/undo.ts';
import type { UndoAccount, UndoDecision, UndoRow } from '#shared/imports/undo.ts';
import { formatEuro, toCents } from '#shared/money.ts';
import { effectOf } from '../approvals/effect.sql.ts';
import type { ApprovedRequest, RequestHandler } from '../approvals/request-handler.sql.ts';
import type { Queries } from '../db/database.ts';
import type { Tx } from '../db/transact.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { reconciledPostings } from '../periods/reconciled.sql.ts';
import { takeBack } from './take-back.sql.ts';
import { takeBackMovements } from './take-back-movements.sql.ts';
import { orderUndoRows, ordersByLineOf, takeBackOrders } from './undo-orders.sql.ts';
import {
  actualsByLineOf,
  appropriationsByLineOf,
  countLinesMade,
  countMoved,
  countOpenConflicts,
  importToUndo,
  lastDay,
  movementUndoRows,
  postingUndoRows,
  releasesOf,
} from './undo-facts.sql.ts';
import type { UndoneImport } from './undo-facts.sql.ts';

interface UndoPlan {
  undone: UndoneImport;
  decision: UndoDecision;
  account: UndoAccount;
}

async function importOf(read: Queries, { importId }: UndoImport): Promise<UndoneImport> {
  const undone = await importToUndo(read, importId);
  if (!undone) throw new AppError('not-found', `Eine Einlesung ${importId} gibt es nicht.`);
  const stays = whyNotUndone(undone.kind);
  if (stays !== null) throw new AppError('rule-violated', `${stays} Diese Einlesung bleibt, wie sie ist.`);
  return undone;
}

/** What taking the import back would do now; nothing is written. Throws `not-found`, `rule-violated`. */
export async function planUndo(read: Queries, payload: UndoImport): Promise<UndoPlan> {
  const undone = await importOf(read, payload);
  const { id, fileName } = undone;
  const actuals = undone.kind === 'actuals';
  const rows = await rowsOf(read, undone);
  const decision = undoOf(rows, await periodStates(read));
  const { reversed, later, left } = decision;
  const account: UndoAccount = {
    importId: id,
    fileName,
    reversed,
    later,
    left,
    moved: actuals ? await countMoved(read, id) : 0,
    releases: actuals ? await releasesOf(read, id) : { rows: 0, cents: toCents(0) },
    openConflicts: await countOpenConflicts(read, id),
    linesKept: await countLinesMade(read, id),
  };
  return { undone, decision, account };
}

async function rowsOf(read: Queries, { id, kind }: UndoneImport): Promise<UndoRow[]> {
  if (kind === 'actuals') return withReconciled(read, await postingUndoRows(read, id));
  return kind === 'commitments' ? orderUndoRows(read, id) : movementUndoRows(read, id);
}

/** What each line would lose, and of which part. */
async function lossOf(read: Queries, { undone, decision }: UndoPlan) {
  if (undone.kind === 'actuals')
    return { part: 'I' as const, lines: await actualsByLineOf(read, undone.id, decision.staying) };
  if (undone.kind === 'commitments')
    return { part: 'O' as const, lines: await ordersByLineOf(read, undone.id, decision.staying) };
  return { part: 'A' as const, lines: await appropriationsByLineOf(read, undone.id, decision.staying) };
}

/** What is tied out with SAP stays as it is. */
async function withReconciled(read: Queries, rows: UndoRow[]): Promise<UndoRow[]> {
  const free = rows.filter((row) => row.left === null).map((row) => row.id);
  const locked = await reconciledPostings(read, free);
  if (locked.size === 0) return rows;
  return rows.map((row) => (locked.has(row.id) ? { ...row, left: 'reconciled' } : row));
}

/** Never a success about nothing. */
function requireSomething({ account, decision }: UndoPlan): void {
  if (decision.taken.length > 0) return;
  throw new AppError('rule-violated', 'Von dieser Einlesung lässt sich nichts zurücknehmen.', {
    errors: undoNotes(account)
      .filter((note) => note.startsWith('Bleibt'))
      .map((message) => ({ path: 'importId', message })),
  });
}

async function applyUndo(tx: Tx, payload: UndoImport, request: ApprovedRequest): Promise<UndoAccount> {
  const plan = await planUndo(tx.query, payload);
  requireSomething(plan);
  const { undone, decision, account } = plan;
  const [taken, left] = [takenSum(account), leftSum(account)];
  const { id: undoId } = await tx.query
    .insertInto('import_undo')
    .values({
      import_id: undone.id,
      request_id: request.id,
      reversed: taken.rows,
      reversed_cents: taken.cents,
      left_rows: left.rows,
      left_cents: left.cents,
      account: JSON.stringify(account),
      recorded_seq: tx.seq,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const because = { undo_id: undoId, conflict_id: null };
  const cents =
    undone.kind === 'actuals'
      ? await takeBack(tx, decision.taken, () => because)
      : undone.kind === 'commitments'
        ? await takeBackOrders(tx, decision.taken, request)
        : await takeBackMovements(tx, decision.taken, request);
  if (cents !== taken.cents)
    throw new AppError(
      'internal',
      `Zurückgenommen ${formatEuro(cents)} €, geplant ${formatEuro(taken.cents)} €.`,
    );
  return account;
}

/**
 * Rücknahme einer Einlesung: approving it takes back what can be taken back and says what could not and why. What
 * was shown is what happens: both run `planUndo` on the state they are given.
 */
export const undoImportRequest: RequestHandler<UndoImport> = {
  payload: UndoImport,
  title: async (read, payload) => {
    const { account } = await planUndo(read, payload);
    const { rows, cents } = takenSum(account);
    return `Rücknahme der Einlesung ${account.importId} (${account.fileName}): ${rows.toLocaleString('de-DE')} Zeilen, ${formatEuro(cents)} €`;
  },
  effect: async (read, payload) => {
    const plan = await planUndo(read, payload);
    requireSomething(plan);
    const { decision, account } = plan;
    const { part, lines } = await lossOf(read, plan);
    const changes = lines.map(({ lineId, cents }) => ({ lineId, part, cents: toCents(-cents) }));
    return effectOf(read, { asOf: lastDay(decision.taken), changes }, undoNotes(account));
  },
  apply: applyUndo,
};
