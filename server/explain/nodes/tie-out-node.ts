import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { figureText } from '#shared/explain/address.ts';
import type { PageFigure, TieOutFigure } from '#shared/explain/page-figures.ts';
import type { ExplainPart, ExplainSource } from '#shared/explain/explain.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import type { TieOut, TieOutPart } from '#shared/periods/tie-out.ts';
import type { Queries } from '../../db/database.ts';
import { importsOfPeriod, tieOuts } from '../../periods/tie-out.sql.ts';
import type { PlacedTieOut } from '../../periods/tie-out.sql.ts';
import { node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

type TieOutAddress = PageFigure & { of: 'tieOut' };

const WORDS: Record<TieOutFigure, string> = {
  difference: 'Differenz',
  sap: 'SAP',
  assigned: 'zugeordnet',
  open: 'offen',
  excluded: 'ausgeschlossen',
};
const KEYS = {
  difference: 'differenceCents',
  sap: 'sapCents',
  assigned: 'assignedCents',
  open: 'openCents',
  excluded: 'excludedCents',
} as const satisfies Record<TieOutFigure, keyof TieOut>;
const OURS = ['assigned', 'open', 'excluded'] as const;

const placeText = ({ subBudget, account }: TieOutPart): string =>
  `THH ${subBudget === null ? 'alle' : subBudget || '–'}, Konto ${account ?? 'alle'}`;

const FORMULA = {
  letters: 'SAP − zugeordnet − offen − ausgeschlossen',
  words: 'Kontrollsumme aus SAP gegen alles, was eingelesen ist: muss 0,00 sein',
};

/** Signed parts of the difference: SAP's side and ours. */
function differenceParts(tieOut: TieOut, address: TieOutAddress): ExplainPart[] {
  return (['sap', ...OURS] as const).map((figure) =>
    part({
      ...{ sign: figure === 'sap' ? 1 : -1, label: WORDS[figure], value: tieOut[KEYS[figure]] },
      explain: tieOut[KEYS[figure]] === 0 ? null : figureText({ ...address, figure }),
    }),
  );
}

/** By sub-budget and account; what SAP said only about the whole, or twice, stands as a part of its own. */
function placeParts(tieOut: TieOut, figure: TieOutFigure, sources: ExplainSource[]): ExplainPart[] {
  const parts = tieOut.parts
    .map((one) => part({ label: placeText(one), value: one[KEYS[figure]] ?? 0, sources }))
    .filter((one) => one.value !== 0);
  const rest = tieOut[KEYS[figure]] - sumParts(parts);
  const label =
    figure === 'sap' ? 'ohne Aufteilung auf Teilhaushalt und Konto' : 'in mehreren Angaben enthalten';
  return rest === 0 ? parts : [...parts, part({ label, value: rest, sources })];
}

async function periodNode(
  read: Queries,
  placed: PlacedTieOut,
  address: TieOutAddress & { period: string },
  query: NodeQuery,
): Promise<Node> {
  const { year, ledger, figure, period } = address;
  const about = {
    label: `${WORDS[figure]}, Periode ${period}/${year}, ${LEDGER_WORDS[ledger]}`,
    value: placed.tieOut[KEYS[figure]],
  };
  if (figure === 'difference')
    return node({ ...about, formula: FORMULA, ...onePage(differenceParts(placed.tieOut, address)) });
  const imports = await importsOfPeriod(read, { year, ledger, period, knownSeq: query.knownSeq });
  const sources = imports.map((one): ExplainSource => ({
    kind: 'import',
    id: one.id,
    label: `Einlesung ${one.id}`,
    detail: one.fileName,
  }));
  const parts = placeParts(placed.tieOut, figure, sources);
  return node({
    ...about,
    formula: { letters: `Σ ${WORDS[figure]}`, words: 'je Teilhaushalt und Konto der SAP-Periode' },
    note: 'Der Stichtag dieser Zahl ist die Periode selbst.',
    ...pageOf(parts, query.page, sumParts),
  });
}

/** A figure of the tie-out with SAP: one period, or the sum of a year's. */
export async function tieOutNode(read: Queries, address: TieOutAddress, query: NodeQuery): Promise<Node> {
  const { year, period, ledger, figure } = address;
  const scope = { year, ledger, knownSeq: query.knownSeq, ...(period === null ? {} : { period }) };
  const all = await tieOuts(read, scope);
  const [first] = all;
  if (!first) return noSuchFigure('Eine Abstimmung dieser Periode');
  if (period !== null) return periodNode(read, first, { ...address, period }, query);
  const parts = all.map((one) =>
    part({
      label: `Periode ${one.period}`,
      value: one.tieOut[KEYS[figure]],
      explain: figureText({ ...address, period: one.period }),
    }),
  );
  return node({
    label: `${WORDS[figure]}, alle Perioden ${year}, ${LEDGER_WORDS[ledger]}`,
    value: sumParts(parts),
    formula: { letters: 'Σ Perioden', words: 'jede Periode muss für sich aufgehen' },
    ...pageOf(parts, query.page, sumParts),
  });
}
