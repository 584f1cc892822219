import { monthOf, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { conflictState, TakeConflicts, takeConflictsTitle } from '#shared/imports/conflict.ts';
import { formatEuro, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { countedRow, countingDay } from '#shared/periods/periods.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import { effectOf } from '../../movements/effect.ts';
import type { ApprovedRequest, RequestHandler } from '../../requests/request-handler.ts';
import { resettlePostings } from '../../orders/release-orders.sql.ts';
import type { Queries } from '../../db/database.ts';
import type { Tx } from '../../db/transact.ts';
import { periodStates } from '../../periods/periods.sql.ts';
import { currentParts, reassign } from '../../reconciliation/assign.sql.ts';
import { blockedReasons, rowOf, storedConflicts } from './conflict-list.sql.ts';
import type { StoredConflict } from './conflict-list.sql.ts';
import { countPostings, takeBack } from '../undo/take-back.sql.ts';
import type { CountedPosting } from '../undo/take-back.sql.ts';
import { postingRow } from '../money/write-postings.sql.ts';

/** One changed row as it would be booked: the old posting taken back, the new one where the old one is. */
interface Takeover {
  conflict: StoredConflict;
  oldParts: Part[];
  /** Where the new posting stands; null = the basket. */
  lineId: number | null;
  excluded: boolean;
  oldCountsOn: IsoDate;
  newCountsOn: IsoDate;
  newIsLate: boolean;
}

/**
 * The new posting follows the old one while both speak of the same object and account and the old one stands in one
 * place; otherwise it goes where the rules of its import put it.
 */
function placeOfNew(conflict: StoredConflict, oldParts: readonly Part[]) {
  const row = rowOf(conflict);
  const [only, ...others] = oldParts;
  const same =
    row.object === conflict.oldObject &&
    row.account === conflict.oldAccount &&
    row.ledger === conflict.oldLedger &&
    row.fiscalYear === conflict.oldYear;
  if (!same || !only || others.length > 0 || only.target === 'open')
    return { lineId: conflict.line_id, excluded: false };
  return { lineId: only.lineId, excluded: only.target === 'excluded' };
}

/** Every conflict of the payload as it would be taken over. Throws `not-found`, `rule-violated` with every fault. */
async function planTakeovers(read: Queries, payload: TakeConflicts): Promise<Takeover[]> {
  const found = await storedConflicts(read, payload.conflictIds);
  const states = await periodStates(read);
  const blocked = await blockedReasons(read, found, states);
  const missing = payload.conflictIds.filter((id) => !found.some((one) => one.id === id));
  const errors: FieldError[] = missing.map((id) => ({
    path: 'conflictIds',
    message: `Eine geänderte Zeile ${id} gibt es nicht.`,
  }));
  for (const conflict of found) {
    const { state, note } = conflictState({
      decision: conflict.decision,
      reason: conflict.reason,
      postingTakenBack: conflict.takenBack !== null,
      importUndone: conflict.undone > 0,
      requestId: null,
      blocked: blocked.get(conflict.id) ?? null,
    });
    if (state === 'open') continue;
    const why = state === 'taken' || state === 'kept' ? 'Darüber ist schon entschieden.' : (note ?? '');
    errors.push({ path: 'conflictIds', message: `Zeile ${conflict.row_number} der Datei: ${why}` });
  }
  const twice = found.filter((one, at) => found.findIndex((o) => o.posting_id === one.posting_id) !== at);
  for (const conflict of twice)
    errors.push({
      path: 'conflictIds',
      message: `Buchung ${conflict.posting_id} steht in zwei geänderten Zeilen; nur eine kann sie ersetzen.`,
    });
  if (errors.length > 0)
    throw new AppError('rule-violated', `${errors[0]?.message ?? ''} Es bleibt alles, wie es ist.`, {
      errors,
    });
  const places = await currentParts(
    read,
    found.map((one) => one.posting_id),
  );
  return found.map((conflict) => {
    const oldParts = places.get(conflict.posting_id)?.parts ?? [];
    const fresh = countedRow(states, rowOf(conflict));
    return {
      conflict,
      oldParts,
      ...placeOfNew(conflict, oldParts),
      oldCountsOn: countingDay(states, conflict.oldCountsOn),
      newCountsOn: fresh.countsOn,
      newIsLate: fresh.late,
    };
  });
}

function lineChanges(takeovers: readonly Takeover[]) {
  const sums = new Map<number, number>();
  const add = (lineId: number | null, cents: number): void => {
    if (lineId !== null) sums.set(lineId, (sums.get(lineId) ?? 0) + cents);
  };
  for (const { conflict, oldParts, lineId } of takeovers) {
    for (const part of oldParts) add(part.lineId, -part.cents);
    add(lineId, conflict.cents);
  }
  return [...sums]
    .filter(([, cents]) => cents !== 0)
    .map(([lineId, cents]) => ({ lineId, part: 'I' as const, cents: toCents(cents) }));
}

function german(day: IsoDate): string {
  return `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

function notesOf(takeovers: readonly Takeover[]): string[] {
  return takeovers.map(({ conflict, oldParts, lineId, excluded, newCountsOn, oldCountsOn }) => {
    const row = rowOf(conflict);
    const document = [row.documentNumber, row.lineItem].filter((text) => text !== '').join('/');
    const later =
      monthOf(newCountsOn) === monthOf(row.postedOn) && oldCountsOn === conflict.oldCountsOn
        ? ''
        : ` Zählt ab ${german(newCountsOn)}, weil eine Periode geschlossen ist.`;
    const place =
      oldParts.length > 1
        ? ' Die alte Buchung war geteilt; die neue steht ungeteilt, wo die Regeln sie hinstellen.'
        : lineId === null && !excluded
          ? ' Die neue Buchung ist noch keiner Zeile zugeordnet.'
          : '';
    return `Beleg ${document || conflict.row_key}: ${formatEuro(conflict.oldCents)} € vom ${german(conflict.oldPostedOn)} wird durch ${formatEuro(conflict.cents)} € vom ${german(row.postedOn)} ersetzt.${later}${place}`;
  });
}

/** The occurrence after the last one the key ever had. */
async function nextOccurrence(tx: Tx, source: string, key: string): Promise<number> {
  const { last } = await tx.query
    .selectFrom('posting')
    .where('source', '=', source)
    .where('row_key', '=', key)
    .select((eb) => eb.fn.max<number | null>('occurrence').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

/** Writes the new posting of a takeover, on no account yet. */
async function insertNew(tx: Tx, takeover: Takeover): Promise<CountedPosting> {
  const { conflict, lineId, newCountsOn, newIsLate } = takeover;
  const row = rowOf(conflict);
  const { import_id: importId, source, origin } = conflict;
  const keyed = { row, key: conflict.row_key, content: conflict.content_sha256, seq: 1 };
  const posting = {
    ...postingRow(tx, { importId, source, origin }, keyed),
    occurrence: await nextOccurrence(tx, source, conflict.row_key),
    line_id: lineId,
    posted_on: newCountsOn,
    sap_posted_on: newIsLate ? row.postedOn : null,
  };
  const { id } = await tx.query
    .insertInto('posting')
    .values(posting)
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ...posting, id };
}

/** New postings of what was left out as not ours are left out too. */
async function exclude(
  tx: Tx,
  takeovers: readonly Takeover[],
  fresh: readonly CountedPosting[],
): Promise<void> {
  const changes = takeovers.flatMap((takeover, at) => {
    const posting = fresh[at];
    if (!takeover.excluded || !posting) return [];
    const to = [{ target: 'excluded' as const, lineId: null, cents: takeover.conflict.cents }];
    return [{ postingId: posting.id, to, method: 'conflict' as const, reason: 'wie die ersetzte Buchung' }];
  });
  if (changes.length > 0) await reassign(tx, changes);
}

async function takeOver(tx: Tx, takeovers: readonly Takeover[], request: ApprovedRequest): Promise<void> {
  const byPosting = new Map(takeovers.map(({ conflict }) => [conflict.posting_id, conflict.id]));
  await takeBack(
    tx,
    takeovers.map(({ conflict, oldCountsOn }) => ({ id: conflict.posting_id, countsOn: oldCountsOn })),
    (postingId) => ({ undo_id: null, conflict_id: byPosting.get(postingId) ?? 0 }),
  );
  const fresh: CountedPosting[] = [];
  for (const takeover of takeovers) fresh.push(await insertNew(tx, takeover));
  for (const group of Map.groupBy(fresh, (posting) => posting.source).values())
    await countPostings(tx, group);
  await exclude(tx, takeovers, fresh);
  await tx.query
    .insertInto('import_conflict_decision')
    .values(
      takeovers.map(({ conflict }, at) => ({
        conflict_id: conflict.id,
        decision: 'taken' as const,
        reason: request.reason,
        new_posting_id: fresh[at]?.id ?? 0,
        request_id: request.id,
        decided_by: request.by.id,
        recorded_seq: tx.seq,
      })),
    )
    .execute();
  const [first] = fresh;
  const ids = fresh.map((posting) => posting.id);
  if (first) await resettlePostings(tx, ids, first.origin);
}

/** Ends of the years anything counts in; figures are shown with all that is known about the last of them. */
function endOfYears(takeovers: readonly Takeover[]): IsoDate {
  const days = takeovers.flatMap((one) => [one.oldCountsOn, one.newCountsOn]).sort();
  return toIsoDate(`${days.at(-1)?.slice(0, 4) ?? '2100'}-12-31`);
}

/**
 * Geänderte SAP-Zeile übernehmen: the old posting is reversed, the row as read becomes a new one (promises.md I2, I5).
 * Neither the old posting nor the conflict's row is changed.
 */
export const conflictRequest: RequestHandler<TakeConflicts> = {
  payload: TakeConflicts,
  title: async (read, payload) => {
    const takeovers = await planTakeovers(read, payload);
    return takeConflictsTitle(takeovers.map((one) => one.conflict.difference_cents));
  },
  effect: async (read, payload) => {
    const takeovers = await planTakeovers(read, payload);
    return effectOf(
      read,
      { asOf: endOfYears(takeovers), changes: lineChanges(takeovers) },
      notesOf(takeovers),
    );
  },
  apply: async (tx, payload, request) => {
    const takeovers = await planTakeovers(tx.query, payload);
    await takeOver(tx, takeovers, request);
    const cents: Cents = toCents(takeovers.reduce((sum, one) => sum + one.conflict.difference_cents, 0));
    return { taken: payload.conflictIds, differenceCents: cents };
  },
};
