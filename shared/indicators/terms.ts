/** What kind the value of an indicator is. */
export const INDICATOR_KINDS = ['count', 'share', 'level'] as const;
export type IndicatorKind = (typeof INDICATOR_KINDS)[number];
export const INDICATOR_KIND_WORDS: Record<IndicatorKind, string> = {
  count: 'Anzahl',
  share: 'Anteil (gezählt von gesamt)',
  level: 'Stufe nach einem Modell',
};

/** Where the value comes from: entered with its day, or counted from a list. */
export const INDICATOR_BASES = ['measured', 'elements', 'offices'] as const;
export type IndicatorBasis = (typeof INDICATOR_BASES)[number];
export const INDICATOR_BASIS_WORDS: Record<IndicatorBasis, string> = {
  measured: 'wird gemessen und eingetragen',
  elements: 'wird aus einer Liste gezählt',
  offices: 'wird aus der Liste der Ämter gezählt',
};

export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];
export const DIRECTION_WORDS: Record<Direction, string> = {
  up: 'mehr ist besser',
  down: 'weniger ist besser',
};

/** What an element of a list is in; `dropped` belongs to the list no more and is counted nowhere. */
export const ELEMENT_STATES = ['open', 'working', 'done', 'dropped'] as const;
export type ElementState = (typeof ELEMENT_STATES)[number];
export const ELEMENT_STATE_WORDS: Record<ElementState, string> = {
  open: 'offen',
  working: 'in Arbeit',
  done: 'erfüllt',
  dropped: 'entfällt',
};

/** How a value stands against its targets (standing.ts). */
export const STANDINGS = [
  'reached',
  'on-plan',
  'behind',
  'missed',
  'unconfirmed',
  'not-due',
  'other-model',
  'unmeasured',
  'no-target',
] as const;
export type Standing = (typeof STANDINGS)[number];
/** Symbol and word: never the colour alone. */
export const STANDING_MARKS: Record<Standing, { symbol: string; word: string }> = {
  reached: { symbol: '●', word: 'Ziel erreicht' },
  'on-plan': { symbol: '●', word: 'im Plan' },
  behind: { symbol: '▲', word: 'hinter dem Plan' },
  missed: { symbol: '■', word: 'Ziel verfehlt' },
  unconfirmed: { symbol: '▲', word: 'seit dem Zieltag nicht gemessen' },
  'not-due': { symbol: '○', word: 'noch kein Ziel fällig' },
  'other-model': { symbol: '○', word: 'anderes Modell als das Ziel' },
  unmeasured: { symbol: '○', word: 'noch nicht gemessen' },
  'no-target': { symbol: '○', word: 'ohne Ziel' },
};

/** Of these an overview and a report say that something has to be done. */
export const BEHIND: readonly Standing[] = ['missed', 'unconfirmed', 'behind'];
