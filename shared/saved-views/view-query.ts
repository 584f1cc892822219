import type { Action } from '../permissions.ts';

export const VIEW_SCOPES = ['private', 'shared', 'role'] as const;
export type ViewScope = (typeof VIEW_SCOPES)[number];
export const VIEW_SCOPE_WORDS: Record<ViewScope, string> = {
  private: 'nur mich',
  shared: 'alle, die diese Seite sehen',
  role: 'Vorgabe einer Rolle',
};

/** Pages that have views, by their address, with the right to see them. */
export const VIEW_PAGES = {
  projekte: 'projects:read',
  meilensteine: 'milestones:read',
  risiken: 'risks:read',
  stellen: 'positions:read',
  berichtsrunden: 'rounds:read',
  beschluesse: 'papers:read',
  freigaben: 'requests:read',
  'budget/bestellungen': 'ledger:read',
} as const satisfies Record<string, Action>;
export type ViewPage = keyof typeof VIEW_PAGES;
export const VIEW_PAGE_KEYS = Object.keys(VIEW_PAGES) as ViewPage[];

/** How many private views one account has of one page at the most. */
export const MOST_PRIVATE_VIEWS = 50;
export const MOST_QUERY = 2000;

/** The business date and the second clock: of a view only where its maker says so. */
const CLOCKS: readonly string[] = ['stichtag', 'bekannt'];
/** What is open on a page, which page of a list, and that a default was left: no part of a view. */
const PASSING: readonly string[] = [
  ...['projekt', 'bericht', 'meilenstein', 'eintrag', 'antrag', 'bestellung', 've', 'runde', 'seite'],
  ...['trend', 'vorgabe'],
];

type Pair = readonly [name: string, value: string];

/** In one order, so that two addresses that say the same are the same text. */
function written(pairs: readonly Pair[]): string {
  const all = new URLSearchParams();
  for (const [name, value] of pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    all.append(name, value);
  return all.toString();
}

/** What of an address makes a view, as it is stored; '' = nothing is set. */
export function viewQuery(pairs: readonly Pair[], withDate: boolean): string {
  return written(
    pairs.filter(
      ([name, value]) => value !== '' && !PASSING.includes(name) && (withDate || !CLOCKS.includes(name)),
    ),
  );
}

/** The parameters of a stored view. */
export function viewParameters(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** Whether a stored view names a Stichtag of its own. */
export function isDated(query: string): boolean {
  return CLOCKS.some((name) => name in viewParameters(query));
}

/** Whether an address says nothing of its own: then the default of a role may apply. */
export function isPlain(names: readonly string[]): boolean {
  return names.every((name) => CLOCKS.includes(name));
}

/** What is wrong with a query as a view; null = nothing. */
export function queryFault(query: string): string | null {
  const pairs = [...new URLSearchParams(query)];
  if (pairs.length === 0)
    return 'An der Liste ist nichts eingestellt: Eine Ansicht hält Filter, Reihenfolge oder Spalten fest.';
  if (pairs.some(([name]) => !/^[\w.-]{1,60}$/u.test(name))) return 'Diese Adresse gehört zu keiner Liste.';
  const names = new Set(pairs.map(([name]) => name));
  if (names.size < pairs.length) return 'In dieser Adresse steht eine Angabe zweimal.';
  if (viewQuery(pairs, true) !== query)
    return 'Diese Adresse hat eine andere Form, als eine Ansicht sie festhält.';
  return null;
}
