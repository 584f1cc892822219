/** Kinds whose texts are stored folded. */
export const INDEXED_KINDS = ['project', 'line', 'position', 'paper', 'order', 'vendor'] as const;
export type IndexedKind = (typeof INDEXED_KINDS)[number];

export const SEARCH_KINDS = ['project', 'line', 'position', 'paper', 'order', 'posting'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** The words above each group of hits. */
export const SEARCH_KIND_WORDS: Readonly<Record<SearchKind, string>> = {
  project: 'Projekte',
  line: 'Haushaltszeilen',
  position: 'Stellen',
  paper: 'Drucksachen',
  order: 'Bestellungen',
  posting: 'Buchungen',
};
