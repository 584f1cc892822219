import { coverVerdict } from '#shared/approvals/movement-cover.ts';
import type { CoverState, CoverVerdict } from '#shared/approvals/movement-cover.ts';
import { NEW_LINE, plannedMovements } from '#shared/approvals/movement-plan.ts';
import type { PlannedMovement } from '#shared/approvals/movement-plan.ts';
import type { MovementFacts } from '#shared/approvals/movement-rules.ts';
import { excessNotes } from '#shared/approvals/excess-limit.ts';
import { askedExcess, movementFaults } from '#shared/approvals/movement-rules.ts';
import { movementTitle } from '#shared/approvals/movement-title.ts';
import { MovementPayload } from '#shared/approvals/movement.ts';
import { endOfMonth, formatDate, monthsBetween, toIsoDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { formatEuro } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { bookMovements } from './book-movements.ts';
import { effectView, hypotheticalState } from './effect.ts';
import type { HypotheticalState } from './effect.ts';
import { closedPeriodFaults, movementFacts, newLineFacts } from './movement-facts.sql.ts';
import type { NewLineFacts } from './movement-facts.sql.ts';
import type { AboutRequest, RequestHandler } from '../requests/request-handler.ts';
import { pushAll } from '#shared/largest.ts';
import { paperFaults } from '../papers/papers.sql.ts';
import { daysMoved, numbersOfLines } from './movement-facts.sql.ts';

/** A movement that can be booked, and what was looked up for it. */
interface MovementPlan {
  movements: PlannedMovement[];
  newLine: NewLineFacts | null;
  year: number;
  /** What the rules say beside the figures. */
  notes: string[];
}

/** A closed period alone is a conflict with the state (409); anything else makes the request itself wrong (422). */
function refuse(faults: FieldError[], closed: FieldError[]): void {
  const errors = [...faults, ...closed];
  if (faults.length > 0) throw new AppError('rule-violated', undefined, { errors });
  if (closed.length > 0) throw new AppError('period-closed', closed[0]?.message, { errors });
}

function notesOf(payload: MovementPayload, facts: MovementFacts): string[] {
  return payload.movement === 'B' && facts.excess
    ? excessNotes(facts.excess, askedExcess(payload, facts))
    : [];
}

/** The movements of a payload, once every rule but the cover group's holds. Throws `rule-violated`, `period-closed`. */
async function planMovements(
  read: Queries,
  payload: MovementPayload,
  about?: AboutRequest,
): Promise<MovementPlan> {
  const newLine = await newLineFacts(read, payload);
  const facts = await movementFacts(read, payload, newLine, about);
  const faults = [
    ...movementFaults(payload, facts),
    ...(newLine?.faults ?? []),
    ...(await paperFaults(read, payload.paper)),
  ];
  refuse(faults, await closedPeriodFaults(read, payload.effectiveOn));
  const movements = plannedMovements(payload, facts.lines);
  const [first] = movements;
  const year = first && facts.lines.get(first.lineId)?.year;
  if (year === undefined) throw new AppError('rule-violated', 'Der Antrag nennt keine Haushaltszeile.');
  return { movements, newLine, year, notes: notesOf(payload, facts) };
}

function coverStates({ lines, groups }: HypotheticalState): CoverState[] {
  return lines.map(({ line, before, after }) => ({
    line,
    before,
    after,
    group:
      groups.find(
        (group) => group.code === line.coverGroup && group.year === line.year && group.ledger === line.ledger,
      ) ?? null,
  }));
}

function hypothesisOf(plan: MovementPlan, asOf: IsoDate) {
  return {
    asOf,
    changes: plan.movements.map(({ lineId, kind, cents }) => ({ lineId, part: kind, cents })),
    newLines: plan.newLine ? [plan.newLine.line] : [],
  };
}

/** The lines a plan touches and all that share a cover group with one of them. */
function linesAround(onDay: HypotheticalState): number[] {
  const groups = new Set(onDay.groups.map(({ code, year, ledger }) => `${code}/${year}/${ledger}`));
  const near = onDay.before.filter(({ coverGroup, year, ledger }) =>
    groups.has(`${coverGroup ?? ''}/${year}/${ledger}`),
  );
  const touched = onDay.lines.map(({ line }) => line.id).filter((id) => id !== NEW_LINE);
  return [...new Set([...touched, ...near.map(({ id }) => id)])];
}

/**
 * What lines and their cover groups refuse on the days between effect and the end of the year: a block that is lifted
 * and set again later must not be released twice in between, and what a later supplement will bring must not be spent
 * before it is there. Looked at on every day a movement changes them, and at the end of every month for the rest.
 */
async function faultsBetween(
  read: Queries,
  payload: MovementPayload,
  plan: MovementPlan,
  onDay: HypotheticalState,
): Promise<FieldError[]> {
  const lineIds = linesAround(onDay);
  if (lineIds.length === 0) return [];
  const end = toIsoDate(`${plan.year}-12-31`);
  const moved = await daysMoved(read, lineIds, payload.effectiveOn, end);
  const months = monthsBetween(payload.effectiveOn, end).map(endOfMonth);
  const days = [...new Set([...moved, ...months])]
    .filter((on) => on > payload.effectiveOn && on < end)
    .sort();
  const faults: FieldError[] = [];
  for (const on of days) {
    const state = await hypotheticalState(read, { ...hypothesisOf(plan, on), lineIds });
    pushAll(faults, coverVerdict(payload, plan.movements, coverStates(state), on).faults);
  }
  return faults;
}

/** An appropriation dated before the one that is there would be a second one, unseen on its own day. */
function secondAppropriation(payload: MovementPayload, atEnd: HypotheticalState): FieldError[] {
  if (payload.movement !== 'A' || payload.lineId === null) return [];
  return atEnd.lines
    .filter(({ before }) => before.A !== 0)
    .map(({ line, before }) => ({
      path: 'payload.lineId',
      message: `Zeile ${line.number} hat im Lauf des Jahres schon einen Ansatz (${formatEuro(before.A)} €); er wird durch einen Nachtrag geändert (§ 82 GemO).`,
    }));
}

/**
 * Effect of a movement. Availability is tested when it takes effect, at the end of the year, where all that is known
 * about the year counts (what was carried out of it, what is dated later), and in between.
 */
async function movementEffect(read: Queries, payload: MovementPayload, about?: AboutRequest) {
  const plan = await planMovements(read, payload, about);
  const end = toIsoDate(`${plan.year}-12-31`);
  const atEnd = await hypotheticalState(read, hypothesisOf(plan, end));
  const onDay = await hypotheticalState(read, {
    ...hypothesisOf(plan, payload.effectiveOn),
    years: [plan.year],
  });
  const verdictOn = (state: HypotheticalState, day: IsoDate): CoverVerdict =>
    coverVerdict(payload, plan.movements, coverStates(state), day);
  const late = verdictOn(atEnd, end);
  const early = payload.effectiveOn === end ? late : verdictOn(onDay, payload.effectiveOn);
  const between = await faultsBetween(read, payload, plan, onDay);
  const all = [...secondAppropriation(payload, atEnd), ...early.faults, ...late.faults, ...between];
  const errors = all.filter((fault, index) => all.findIndex((one) => one.path === fault.path) === index);
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
  const notes = [
    `Zahlen zum ${formatDate(end)}: alles, was für ${plan.year} bekannt ist.`,
    ...new Set([...early.notes, ...late.notes]),
    ...plan.notes,
  ];
  return effectView(read, end, atEnd, notes);
}

/** Numbers of the lines a payload names, for its title. */
async function lineNumbers(read: Queries, payload: MovementPayload): Promise<ReadonlyMap<number, string>> {
  const newLine = payload.movement === 'A' || payload.movement === 'B' ? payload.newLine : null;
  const numbers = await numbersOfLines(read, Number(payload.effectiveOn.slice(0, 4)));
  if (newLine) numbers.set(NEW_LINE, newLine.number);
  return numbers;
}

/** Requests of the kind `movement`: A, N, B, Z, U and S with their rules (domain.md sections 2 and 3). */
export const movementRequest: RequestHandler<MovementPayload> = {
  payload: MovementPayload,
  title: async (read, payload) => movementTitle(payload, await lineNumbers(read, payload)),
  effect: movementEffect,
  apply: async (tx, payload, request) => {
    const plan = await planMovements(tx.query, payload, { id: request.id, isDecided: true });
    return bookMovements(tx, payload, plan, request);
  },
};
