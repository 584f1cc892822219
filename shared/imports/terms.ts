/** What a file can bring. Apart from the schemas, so that a page does not load the schema library for its words. */
export const IMPORT_KINDS = [
  'appropriations',
  'actuals',
  'commitments',
  'projects',
  'positions',
  'indicators',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const IMPORT_KIND_WORDS: Record<ImportKind, string> = {
  appropriations: 'Haushaltsansätze',
  actuals: 'Ist-Buchungen',
  commitments: 'Bestellungen',
  projects: 'Projekte',
  positions: 'Stellen',
  indicators: 'Kennzahlen',
};
