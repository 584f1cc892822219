import { sumFigures } from '#shared/budget/figures.ts';
import type { Figures } from '#shared/budget/figures.ts';
import type { PreCommitment } from '#shared/budget/budget.ts';
import { SIDES, SIDE_WORDS, grossParts, sideOf } from '#shared/budget/sides.ts';
import type { Side } from '#shared/budget/sides.ts';
import { FIGURES, LEDGER_SHORT, LEDGER_WORDS, shownLedgers } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { formatEuro, sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { asOfOption, dateOption } from '../cli/options.ts';
import type { Verb } from '../cli/verb.ts';
import type { Queries } from '../db/database.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { envelopeUse } from '../ledger/envelopes.sql.ts';
import { lineFigures, unassignedActuals, unassignedCommitments } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import { preCommitments } from '../ledger/pre-commitments.sql.ts';

interface Totals {
  asOf: IsoDate;
  /** Over every line of every year and ledger, expense less income: for tie-out against a file only, never a budget figure. */
  sum: Figures;
  /** Gross and apart: expense, reserve (where there is one), income; their sum is no budget figure. */
  byLedger: Partial<Record<Ledger, Partial<Record<Side, Figures>>>>;
  /** Vorbelastung: open orders due after the line's year, neither in O nor in V. */
  precommitment: PreCommitment[];
  lines: ({ line: string; year: number; ledger: string; kind: string } & Figures)[];
  envelopes: {
    name: string;
    ceiling: Cents;
    F: Cents;
    S: Cents;
    O: Cents;
    I: Cents;
    V: Cents;
    free: Cents;
  }[];
  unassigned: { actual: Cents; commitment: Cents };
}

/** Expense and income always, the reserve only where there is one. */
function grossOf(lines: readonly LineWithFigures[], ledger: Ledger): Partial<Record<Side, Figures>> {
  const own = lines.filter((line) => line.ledger === ledger);
  const parts = grossParts(own, (line) => ({ side: sideOf(line.kind), parts: line.figures }));
  const none = sumFigures([]);
  return {
    expense: none,
    income: none,
    ...Object.fromEntries(parts.map(({ side, figures }) => [side, figures])),
  };
}

async function totalsAt(read: Queries, asOf: IsoDate, knownSeq?: number): Promise<Totals> {
  const lines = await lineFigures(read, { asOf, knownSeq });
  const unassigned = await unassignedActuals(read, asOf, knownSeq);
  const envelopes = await envelopeUse(read, asOf, lines, knownSeq);
  return {
    asOf,
    sum: sumFigures(lines.map((line) => line.figures)),
    byLedger: Object.fromEntries(shownLedgers(lines).map((ledger) => [ledger, grossOf(lines, ledger)])),
    precommitment: await preCommitments(read, { asOf, knownSeq }),
    lines: lines.map((l) => ({ line: l.number, year: l.year, ledger: l.ledger, kind: l.kind, ...l.figures })),
    envelopes: envelopes.map(({ name, ceilingCents, figures, availableCents }) => ({
      name,
      ceiling: ceilingCents,
      F: figures.F,
      S: figures.S,
      O: figures.O,
      I: figures.I,
      V: figures.V,
      free: availableCents,
    })),
    unassigned: {
      actual: sumCents(unassigned.map((u) => u.cents)),
      commitment: await unassignedCommitments(read, asOf, knownSeq),
    },
  };
}

function textOf(totals: Totals): string {
  const figures = (label: string, sum: Figures): string[] => [
    label,
    ...FIGURES.map((name) => `  ${name} ${formatEuro(sum[name]).padStart(20)} €`),
  ];
  return [
    `Stand ${formatDate(totals.asOf)}, ${totals.lines.length} Zeilen`,
    ...(Object.keys(totals.byLedger) as Ledger[]).flatMap((ledger) =>
      SIDES.flatMap((side) => {
        const sum = totals.byLedger[ledger]?.[side];
        return sum ? figures(`${LEDGER_WORDS[ledger]}, ${SIDE_WORDS[ledger][side]}`, sum) : [];
      }),
    ),
    ...totals.precommitment.map(
      ({ ledger, year, dueYear, cents }) =>
        `Vorbelastung ${dueYear} aus Zeilen ${year} (${LEDGER_SHORT[ledger]}): ${formatEuro(cents)} €, nicht in O und V`,
    ),
    ...totals.envelopes.map(
      (e) =>
        `${e.name}: Rahmen ${formatEuro(e.ceiling)} €, frei ${formatEuro(e.free)} € (Rahmen nicht addieren)`,
    ),
    `nicht zugeordnet: Ist ${formatEuro(totals.unassigned.actual)} €, Obligo ${formatEuro(totals.unassigned.commitment)} €`,
  ].join('\n');
}

export const totalsVerb: Verb = {
  name: 'totals',
  usage: 'totals --as-of DATE [--known-on DATE]',
  help: [
    'Alle Zeilen mit A N E B Z U F S O I V zum Stichtag, mit --json in ganzen Cent:',
    '{asOf, sum, byLedger, precommitment, lines, envelopes, unassigned}. sum geht über alle Jahre, Haushalte, Aufwand',
    'und Ertrag und dient nur dem Abstimmen mit einer Datei. byLedger ist brutto: {result: {expense, income,',
    'reserve?}, cash: {…}, costing?}; costing ist die Kostenrechnung außerhalb des Haushalts. precommitment ist die',
    'Vorbelastung späterer Jahre je Haushalt. Rahmen: V = F − S − O − I der Zeilen darin, free = Rahmen − S − O − I.',
    '--known-on rechnet mit dem, was bis zum Ende dieses Tages erfasst war.',
  ].join('\n'),
  options: { 'as-of': { type: 'string' }, 'known-on': { type: 'string' } },
  database: 'existing',
  run: async ({ db, values }) => {
    const asOf = asOfOption(values);
    const knownOn = dateOption(values, 'known-on');
    const totals = await db.snapshot(async (read) => totalsAt(read, asOf, await knownSeqOn(read, knownOn)));
    return { data: totals, text: textOf(totals) };
  },
};
