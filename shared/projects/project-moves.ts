import * as z from 'zod';
import { dateField, idField, instantField, lineText } from '../fields.ts';
import { MOST_MOVED, MOVE_FIELDS } from './terms.ts';

/** Projects as somebody saw them. */
const seenProjects = z
  .array(z.strictObject({ id: idField, version: z.int().min(1) }))
  .min(1, 'Bitte mindestens ein Projekt wählen.')
  .max(MOST_MOVED, `Höchstens ${MOST_MOVED} Projekte in einem Schritt.`);

/**
 * POST /api/project-moves/preview: from a day on one or more projects have another office, field, stage, lead or state,
 * or go into another project. `value` is its code, its login (lead; '' = nobody), its state, or its number.
 */
export const MovePlan = z.strictObject({
  projects: seenProjects,
  field: z.enum(MOVE_FIELDS),
  value: z.string().max(120),
  on: dateField,
});
export type MovePlan = z.infer<typeof MovePlan>;

/** POST /api/project-moves: the same, done, with the reason. */
export const ProjectMove = MovePlan.extend({
  reason: lineText().min(3, 'Bitte kurz begründen.').max(300),
});
export type ProjectMove = z.infer<typeof ProjectMove>;

/** What a move would do, row by row; nothing is written. */
export const MovePreview = z.strictObject({
  /** What it does as a whole, in one sentence. */
  sentence: z.string(),
  rows: z.array(
    z.strictObject({
      id: idField,
      number: z.string(),
      name: z.string(),
      before: z.string(),
      after: z.string(),
      /** It stands like this already and is left as it is. */
      same: z.boolean(),
      /** Why it may not move. */
      fault: z.string().nullable(),
      /** What stays where it is, or counts until when. */
      note: z.string().nullable(),
    }),
  ),
});
export type MovePreview = z.infer<typeof MovePreview>;

/** A move that was done. */
export const MoveDone = z.strictObject({
  seq: z.int(),
  at: instantField,
  actor: z.string(),
  /** `Amt: 51 → 10, 3 Projekte, ab 01.03.2021` */
  summary: z.string(),
  reason: z.string().nullable(),
  /** How many projects moved. */
  count: z.int().min(1),
  /** Nothing was recorded since about the same field of the same projects: it can be taken back as a whole. */
  mayUndo: z.boolean(),
});
export type MoveDone = z.infer<typeof MoveDone>;

/** GET /api/project-moves: the newest ones, last first. */
export const MoveList = z.strictObject({ moves: z.array(MoveDone) });
export type MoveList = z.infer<typeof MoveList>;

/** POST /api/project-moves/:seq/undo */
export const MoveUndo = z.strictObject({ reason: lineText().min(3, 'Bitte kurz begründen.').max(300) });
export type MoveUndo = z.infer<typeof MoveUndo>;
