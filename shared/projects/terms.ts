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

/** The four questions a status answers. */
export const DIMENSIONS = ['overall', 'time', 'cost', 'scope'] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const DIMENSION_WORDS: Record<Dimension, string> = {
  overall: 'Gesamt',
  time: 'Termin',
  cost: 'Kosten',
  scope: 'Umfang',
};
