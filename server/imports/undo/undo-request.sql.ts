import { businessDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { AppError } from '#shared/errors.ts';
import { takenSum, leftSum, undoNotes, UndoImport, undoOf } from '#shared/imports/undo.ts';
import type { UndoAccount, UndoDecision } from '#shared/imports/undo.ts';
import { isMoneyKind } from '#shared/imports/money/money-kinds.ts';
import { hasBasket, LEFT_REASONS } from '#shared/imports/terms.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import { recordUndoOf } from '#shared/imports/undo-records.ts';
import { formatEuro, toCents, ZERO_CENTS } from '#shared/money.ts';
import { effectOf } from '../../movements/effect.ts';
import type { ApprovedRequest, RequestHandler } from '../../requests/request-handler.ts';
import type { Queries } from '../../db/database.ts';
import type { Tx } from '../../db/transact.ts';
import { periodStates } from '../../periods/periods.sql.ts';
import {
  countLinesMade,
  countMoved,
  countOpenConflicts,
  importToUndo,
  lastDay,
  releasesOf,
} from './undo-facts.sql.ts';
import type { UndoneImport } from './undo-facts.sql.ts';
import type { MoneyStore } from '../money/money-store.ts';
import { moneyStore } from '../money/money-stores.ts';
import { takeBackRecords } from '../records/take-back-records.sql.ts';
import type { RecordsTaken } from '../records/take-back-records.sql.ts';
import { recordKindOf, recordUndoRows } from '../records/undo-records.sql.ts';

interface UndoPlan {
  undone: UndoneImport;
  /** Of a file of records: what is taken back. */
  records?: RecordsTaken;
  decision: UndoDecision;
  account: UndoAccount;
}

async function importOf(read: Queries, { importId }: UndoImport): Promise<UndoneImport> {
  const undone = await importToUndo(read, importId);
  if (!undone) throw new AppError('not-found', `Eine Einlesung ${importId} gibt es nicht.`);
  return undone;
}

/** What taking the import back would do now; nothing is written. Throws `not-found`, `rule-violated`. */
export async function planUndo(read: Queries, payload: UndoImport): Promise<UndoPlan> {
  const undone = await importOf(read, payload);
  const { id, fileName } = undone;
  const records = recordKindOf(undone);
  if (records) return planRecordUndo(read, undone, records);
  const actuals = hasBasket(undone.kind);
  const rows = await storeOf(undone).undoRows(read, id);
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

/** The same for a file of records: what can go goes, everything else is named with its reason. */
async function planRecordUndo(read: Queries, undone: UndoneImport, kind: RecordKind): Promise<UndoPlan> {
  const { taken, account: records } = recordUndoOf(await recordUndoRows(read, undone, kind));
  const [none, cents] = [{ rows: 0, cents: ZERO_CENTS }, ZERO_CENTS];
  const left = LEFT_REASONS.map((reason) => ({
    ...{ reason, cents, rows: records.kept.filter((row) => row.reason === reason).length },
  })).filter((row) => row.rows > 0);
  const reversed = { rows: taken.length, cents };
  const countsOn = businessDate(undone.appliedAt);
  return {
    undone,
    records: { kind, taken },
    decision: { taken: taken.map(({ id }) => ({ id, countsOn })), staying: [], reversed, later: [], left },
    account: {
      ...{ importId: undone.id, fileName: undone.fileName, reversed, later: [], left, records },
      ...{ moved: 0, releases: none, openConflicts: 0, linesKept: 0 },
    },
  };
}

/** The store of a file of amounts. */
function storeOf({ kind }: UndoneImport): MoneyStore {
  if (isMoneyKind(kind)) return moneyStore(kind);
  throw new AppError('internal', `Eine Einlesung der Art ${kind} hat keine Beträge.`);
}

/** What each line would lose, and of which part. */
async function lossOf(read: Queries, { undone, records, decision }: UndoPlan) {
  if (records) return { part: 'A' as const, lines: [] };
  const store = storeOf(undone);
  return { part: store.part, lines: await store.lossByLine(read, undone.id, decision.staying) };
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
  const { undone, records, decision, account } = plan;
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
  if (records) {
    await takeBackRecords(tx, { importId: undone.id, importSeq: undone.recordedSeq, undoId }, records);
    return account;
  }
  const cents = await storeOf(undone).takeBack(tx, decision.taken, { undoId, request });
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
    const what = account.records
      ? counted(rows, 'Datensatz', 'Datensätze')
      : `${rows.toLocaleString('de-DE')} Zeilen, ${formatEuro(cents)} €`;
    return `Rücknahme der Einlesung ${account.importId} (${account.fileName}): ${what}`;
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
