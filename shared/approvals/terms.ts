/** What a second person decides about. Apart from the schemas, so that a page does not load them for its words. */
export const REQUEST_KINDS = [
  'movement',
  'carry-over',
  'authorisation',
  'import',
  'undo-import',
  'conflict',
  'reopen-period',
  'source',
  'role',
  'baseline',
  'report',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const REQUEST_KIND_WORDS: Record<RequestKind, string> = {
  movement: 'Bewegung',
  'carry-over': 'Ermächtigungsübertragung',
  authorisation: 'Verpflichtungsermächtigung',
  import: 'Einlesen von Ansätzen',
  'undo-import': 'Rücknahme einer Einlesung',
  conflict: 'Geänderte SAP-Zeile',
  'reopen-period': 'Wiederöffnen einer Periode',
  source: 'Quelle',
  role: 'Zugang und Rolle',
  baseline: 'Neue Basis von Meilensteinen',
  report: 'Herausgabe eines Berichts',
};

export const REQUEST_STATES = ['open', 'approved', 'rejected', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const REQUEST_STATE_WORDS: Record<RequestState, string> = {
  open: 'wartet auf Freigabe',
  approved: 'freigegeben',
  rejected: 'abgelehnt',
  withdrawn: 'zurückgezogen',
};

/** Nothing is to be decided about any more. */
export const DECIDED: readonly RequestState[] = ['approved', 'rejected', 'withdrawn'];
