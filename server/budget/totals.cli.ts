import { sumFigures } from '#shared/budget/figures.ts';
import type { Figures } from '#shared/budget/figures.ts';
import { FIGURES, LEDGERS } from '#shared/budget/terms.ts';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { formatEuro, sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Verb } from '../cli/verb.ts';
import type { Queries } from '../db/database.ts';
import { envelopeUse } from './envelopes.sql.ts';
import { lineFigures, unassignedActuals, unassignedCommitments } from './figures.sql.ts';

interface Totals {
  asOf: IsoDate;
  /** Over every line of every year and ledger: for tie-out against a file only, never a budget figure. */
  sum: Figures;
  byLedger: Record<string, Figures>;
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

async function totalsAt(read: Queries, asOf: IsoDate): Promise<Totals> {
  const lines = await lineFigures(read, { asOf });
  const figuresOf = (ledger: string): Figures =>
    sumFigures(lines.filter((l) => l.ledger === ledger).map((l) => l.figures));
  const unassigned = await unassignedActuals(read, asOf);
  const envelopes = await envelopeUse(read, asOf, lines);
  return {
    asOf,
    sum: sumFigures(lines.map((line) => line.figures)),
    byLedger: Object.fromEntries(LEDGERS.map((ledger) => [ledger, figuresOf(ledger)])),
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
      commitment: await unassignedCommitments(read, asOf),
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
    ...Object.entries(totals.byLedger).flatMap(([ledger, sum]) =>
      figures(ledger === 'result' ? 'Ergebnishaushalt' : 'Finanzhaushalt', sum),
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
  usage: 'totals --as-of DATE',
  help: [
    'Alle Zeilen mit A N E B Z U F S O I V zum Stichtag, mit --json in ganzen Cent:',
    '{asOf, sum, byLedger, lines, envelopes, unassigned}. sum geht über alle Jahre und beide Bücher und dient nur',
    'dem Abstimmen mit einer Datei. Rahmen: V = F − S − O − I der Zeilen darin, free = Rahmen − S − O − I.',
  ].join('\n'),
  options: { 'as-of': { type: 'string' } },
  database: 'existing',
  run: async ({ db, values }) => {
    const asOf = parseDate(String(values['as-of'] ?? ''));
    if (!asOf)
      throw new AppError(
        'invalid-parameter',
        '--as-of braucht ein Datum, zum Beispiel 2021-06-30 oder 30.06.2021.',
      );
    const totals = await db.snapshot((read) => totalsAt(read, asOf));
    return { data: totals, text: textOf(totals) };
  },
};
