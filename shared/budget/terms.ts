/**
 * Result budget (accrual) or cash budget: every budget line is in exactly one (§§ 2, 3 GemHVO); never add the two.
 * Cost accounting (imputed interest and the like) comes in the same files but is no part of the budget.
 */
export const LEDGERS = ['result', 'cash', 'costing'] as const;
export type Ledger = (typeof LEDGERS)[number];
export const LEDGER_WORDS: Record<Ledger, string> = {
  result: 'Ergebnishaushalt',
  cash: 'Finanzhaushalt',
  costing: 'Kostenrechnung',
};
export const LEDGER_SHORT: Record<Ledger, string> = { result: 'EH', cash: 'FH', costing: 'KoRe' };
/** What a ledger is about, in small words beside its name. */
export const LEDGER_NOTES: Record<Ledger, string> = {
  result: 'Aufwendungen und Erträge',
  cash: 'Auszahlungen und Einzahlungen',
  costing: 'außerhalb des Haushalts',
};

/** The ledgers to show: the two of the budget always, cost accounting only where something is in it. */
export function shownLedgers(used: Iterable<{ ledger: Ledger }>): Ledger[] {
  const found = new Set([...used].map((one) => one.ledger));
  return LEDGERS.filter((ledger) => ledger !== 'costing' || found.has(ledger));
}

/** What the money is for; from the account by the dated account map, never by code. */
export const LINE_KINDS = ['personnel', 'material', 'investment', 'reserve', 'income', 'other'] as const;
export type LineKind = (typeof LINE_KINDS)[number];
export const LINE_KIND_WORDS: Record<LineKind, string> = {
  personnel: 'Personal',
  material: 'Sachmittel',
  investment: 'Investition',
  reserve: 'Deckungsreserve',
  income: 'Ertrag',
  other: 'Sonstiges',
};

/** Which decision pays for a line: the approved package, a later decision beside it, or a reserve. */
export const FUNDINGS = ['package', 'additional', 'reserve'] as const;
export type Funding = (typeof FUNDINGS)[number];

/** The parts of the revised budget and the block (domain.md section 3). */
export const MOVEMENT_KINDS = ['A', 'N', 'E', 'B', 'Z', 'U', 'S'] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];
export const MOVEMENT_WORDS: Record<MovementKind, string> = {
  A: 'Haushaltsansatz',
  N: 'Nachtrag',
  E: 'Ermächtigungsübertragung',
  B: 'über-/außerplanmäßig',
  Z: 'zweckgebundene Mehrerträge',
  U: 'Umschichtung',
  S: 'Sperre',
};

/** The letters of a line, in the order of the formula A + N + E + B + Z + U = F − S − O − I = V. */
export const FIGURES = ['A', 'N', 'E', 'B', 'Z', 'U', 'F', 'S', 'O', 'I', 'V'] as const;
export type FigureName = (typeof FIGURES)[number];
export const FIGURE_WORDS: Record<FigureName, string> = {
  ...MOVEMENT_WORDS,
  F: 'fortgeschriebener Ansatz',
  O: 'Mittelbindung (Obligo)',
  I: 'Ist',
  V: 'verfügbar',
};
/** Short words for narrow tables, as the head of the budget table has them. */
export const FIGURE_SHORT: Record<FigureName, string> = {
  ...{ A: 'Ansatz', N: 'Nachtrag', E: 'Übertrag.', B: 'üpl./apl.', Z: 'Mehrertr.', U: 'Umsch.' },
  ...{ F: 'fortgeschr.', S: 'Sperre', O: 'Obligo', I: 'Ist', V: 'verfügbar' },
};
