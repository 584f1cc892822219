/** How a project stands; one state at a time, changed by the rules of project-states.ts. */
export const PROJECT_STATES = ['planned', 'running', 'paused', 'done', 'cancelled'] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];
export const PROJECT_STATE_WORDS: Record<ProjectState, string> = {
  planned: 'geplant',
  running: 'läuft',
  paused: 'ruht',
  done: 'abgeschlossen',
  cancelled: 'abgebrochen',
};

/** Where a project belongs; each is dated for itself. */
export const PLACE_FIELDS = ['office', 'field', 'stage', 'lead'] as const;
export type PlaceField = (typeof PLACE_FIELDS)[number];

/** What can be given to projects from a day on: where they belong, how they stand, or the project they go into. */
export const MOVE_FIELDS = [...PLACE_FIELDS, 'state', 'merge'] as const;
export type MoveField = (typeof MOVE_FIELDS)[number];
export const MOVE_FIELD_WORDS: Record<MoveField, string> = {
  office: 'Amt',
  field: 'Handlungsfeld',
  stage: 'Umsetzungsstufe',
  lead: 'Projektleitung',
  state: 'Stand',
  merge: 'Zusammenlegung',
};

/** How many projects move in one step at most. */
export const MOST_MOVED = 1000;

/** The four questions a status answers. */
export const DIMENSIONS = ['overall', 'time', 'cost', 'scope'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const DIMENSION_WORDS: Record<Dimension, string> = {
  overall: 'Gesamt',
  time: 'Termin',
  cost: 'Kosten',
  scope: 'Umfang',
};
