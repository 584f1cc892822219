/** Where a posting can be: on a line, in the basket, or left out with a reason because it is not ours. */
export const ASSIGNMENT_TARGETS = ['line', 'open', 'excluded'] as const;
export type AssignmentTarget = (typeof ASSIGNMENT_TARGETS)[number];

/** How a posting came to its place after its import. */
export const ASSIGNMENT_METHODS = [
  'rule',
  'suggestion',
  'manual',
  'split',
  'exclude',
  'undo',
  'conflict',
] as const;
export type AssignmentMethod = (typeof ASSIGNMENT_METHODS)[number];

/** Keys of the stored months (0006) that are no line. */
export const UNASSIGNED_LINE = 0;
export const EXCLUDED_LINE = -1;
/** Key of the stored days (0020) under which stands what all lines together have. */
export const ALL_LINES = -2;
