import type { RequestEffect } from '#shared/approvals/effect.ts';
import { figuresOf, sumFigures } from '#shared/budget/figures.ts';
import type { Figures, LineParts } from '#shared/budget/figures.ts';
import { sideOf } from '#shared/budget/sides.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { envelopeUse } from '../ledger/envelopes.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import type { Queries } from '../db/database.ts';

/** What a request would add to a recorded part of a line (A N E B Z U S O I), in cents. */
export interface HypotheticalChange {
  lineId: number;
  part: keyof LineParts;
  cents: Cents;
}

/** What to look at: the changes, on the state of a business date. */
export interface Hypothesis {
  asOf: IsoDate;
  changes: readonly HypotheticalChange[];
  /** Lines the request would make, with no figures yet and ids that no stored line has. */
  newLines?: readonly LineWithFigures[];
}

interface BeforeAfter {
  before: Figures;
  after: Figures;
}
export interface LineEffect extends BeforeAfter {
  line: LineWithFigures;
}
export interface GroupEffect extends BeforeAfter {
  code: string;
  year: number;
  ledger: Ledger;
}

/** Before and after of the lines touched and of their cover groups, and all lines both ways. */
export interface HypotheticalState {
  lines: LineEffect[];
  groups: GroupEffect[];
  before: LineWithFigures[];
  after: LineWithFigures[];
}

function changed(figures: Figures, changes: readonly HypotheticalChange[]): Figures {
  const parts: LineParts = { ...figures };
  for (const change of changes) parts[change.part] = toCents(parts[change.part] + change.cents);
  return figuresOf({
    ...{ A: parts.A, N: parts.N, E: parts.E, B: parts.B, Z: parts.Z },
    ...{ U: parts.U, S: parts.S, O: parts.O, I: parts.I },
  });
}

/** A cover group is what is spent: neither expected income nor the cover reserve is money of the group. */
function inGroup(group: Omit<GroupEffect, keyof BeforeAfter>) {
  return (line: LineWithFigures): boolean =>
    line.coverGroup === group.code &&
    line.year === group.year &&
    line.ledger === group.ledger &&
    sideOf(line.kind) === 'expense';
}

function groupsOf(state: Pick<HypotheticalState, 'lines' | 'before' | 'after'>): GroupEffect[] {
  const touched = state.lines.flatMap(({ line: { coverGroup, year, ledger, kind } }) =>
    coverGroup === null || sideOf(kind) !== 'expense' ? [] : [{ code: coverGroup, year, ledger }],
  );
  const keys = new Map(touched.map((group) => [`${group.year}/${group.ledger}/${group.code}`, group]));
  const sum = (lines: LineWithFigures[]): Figures => sumFigures(lines.map((line) => line.figures));
  return [...keys.values()].map((group) => ({
    ...group,
    before: sum(state.before.filter(inGroup(group))),
    after: sum(state.after.filter(inGroup(group))),
  }));
}

/**
 * What lines and cover groups would be if the changes were booked: on every line of the years touched, so that groups
 * are whole. Four statements, however many lines. `years` keeps other years out where no envelope is asked for,
 * `lineIds` all other lines where no group is.
 */
export async function hypotheticalState(
  read: Queries,
  hypothesis: Hypothesis & { years?: readonly number[]; lineIds?: readonly number[] },
): Promise<HypotheticalState> {
  const { asOf, changes, newLines = [], years, lineIds } = hypothesis;
  const stored = await lineFigures(read, {
    asOf,
    ...(years ? { years } : {}),
    ...(lineIds ? { lineIds } : {}),
  });
  const byLine = Map.groupBy(changes, (change) => change.lineId);
  const after = [...stored, ...newLines].map((line) => {
    const own = byLine.get(line.id);
    return own ? { ...line, figures: changed(line.figures, own) } : line;
  });
  const old = new Map([...stored, ...newLines].map((line) => [line.id, line]));
  const lines = after.flatMap((line) => {
    const before = byLine.has(line.id) ? old.get(line.id) : undefined;
    return before ? [{ line, before: before.figures, after: line.figures }] : [];
  });
  const state = { lines, before: stored, after };
  return { ...state, groups: groupsOf(state) };
}

/** The envelopes the touched lines are in; free against the ceiling = ceiling − S − O − I. Never added. */
async function envelopesOf(
  read: Queries,
  asOf: IsoDate,
  state: HypotheticalState,
): Promise<RequestEffect['envelopes']> {
  const touched = new Set(state.lines.map(({ line }) => line.id));
  const [before, after] = [
    await envelopeUse(read, asOf, state.before),
    await envelopeUse(read, asOf, state.after),
  ];
  const old = new Map(before.map((envelope) => [envelope.id, envelope.availableCents]));
  return after
    .filter((envelope) => envelope.lineIds.some((id) => touched.has(id)))
    .map((envelope) => ({
      name: envelope.name,
      ceilingCents: envelope.ceilingCents,
      beforeFreeCents: old.get(envelope.id) ?? envelope.ceilingCents,
      afterFreeCents: envelope.availableCents,
    }));
}

/**
 * The effect of hypothetical changes at a business date, for the preview, the page *Freigaben* and the approval: on
 * the lines they touch, their cover groups and their envelopes. `notes` are passed through.
 */
export async function effectOf(
  read: Queries,
  hypothesis: Hypothesis,
  notes: readonly string[] = [],
): Promise<RequestEffect> {
  return effectView(read, hypothesis.asOf, await hypotheticalState(read, hypothesis), notes);
}

/** As `effectOf`, for a state that was computed already (of all years: envelopes span them). */
export async function effectView(
  read: Queries,
  asOf: IsoDate,
  state: HypotheticalState,
  notes: readonly string[],
): Promise<RequestEffect> {
  return {
    lines: state.lines.map(({ line: { number, name, year }, before, after }) => ({
      ...{ number, name, year },
      ...{ before, after },
    })),
    groups: state.groups,
    envelopes: await envelopesOf(read, asOf, state),
    notes: [...notes],
  };
}
