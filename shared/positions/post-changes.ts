import * as z from 'zod';
import { codeText, dateField, fteField, idField, lineText } from '../fields.ts';
import { NO_PERSON, namesPerson } from '../text/person-words.ts';
import { PositionRow } from './positions.ts';
import { POSITION_EVENTS } from './terms.ts';

const unnamed = (text: z.ZodString): z.ZodString => text.refine((value) => !namesPerson(value), NO_PERSON);
const positiveFte = fteField.refine((fte) => fte > 0 && fte <= 1_000_000, 'Zwischen 0,0001 und 100 VZÄ.');

/** What may change of a post without an event. Codes name what is chosen; '' = none. */
const changeable = {
  title: unnamed(lineText().min(3, 'Bitte die Stelle bezeichnen.').max(200)),
  office: z.string().min(1, 'Bitte ein Amt wählen.').max(40),
  field: z.string().min(1, 'Bitte ein Handlungsfeld wählen.').max(40),
  stage: z.string().min(1, 'Bitte eine Umsetzungsstufe wählen.').max(40),
  project: z.string().trim().max(40),
  paper: z.string().trim().max(40),
  plannedStart: dateField,
};

/** POST /api/positions: a new post, authorised by the council on a day. */
export const PostInput = z.strictObject({
  number: codeText('own').min(1, 'Bitte eine Nummer angeben.').max(40),
  grade: lineText().min(1, 'Bitte die Gruppe angeben.').max(20),
  fte: positiveFte,
  authorisedOn: dateField,
  kwOn: dateField.nullable(),
  ...changeable,
});
export type PostInput = z.infer<typeof PostInput>;

/** PATCH /api/positions/:id with If-Match. Grade, kw date and end change by events, number and share never. */
export const PostChange = z.strictObject({
  ...changeable,
  reason: unnamed(lineText().min(3, 'Bitte kurz begründen.').max(300)),
});
export type PostChange = z.infer<typeof PostChange>;

/** One event for all the posts named; each with the version that was seen. */
export const EventInput = z.strictObject({
  posts: z
    .array(z.strictObject({ id: idField, version: z.int().min(1) }))
    .min(1, 'Bitte mindestens eine Stelle wählen.')
    .max(500, 'Höchstens 500 Stellen auf einmal.'),
  kind: z.enum(POSITION_EVENTS),
  effectiveOn: dateField,
  /** Of `filled`, in FTE of each post; null = the whole post. */
  share: fteField.nullable(),
  gradeTo: lineText().max(20).nullable(),
  dateTo: dateField.nullable(),
  note: unnamed(lineText().max(300)),
});
export type EventInput = z.infer<typeof EventInput>;

/** POST /api/positions/events/preview: row by row what would be. */
export const EventPreview = z.strictObject({
  rows: z.array(
    z.strictObject({
      id: idField,
      number: z.string(),
      title: z.string(),
      before: z.string(),
      after: z.string(),
      faults: z.array(z.string()),
    }),
  ),
});
export type EventPreview = z.infer<typeof EventPreview>;

/** What was written, to be taken back by. */
export const EventsWritten = z.strictObject({ eventIds: z.array(idField), posts: z.int() });
export type EventsWritten = z.infer<typeof EventsWritten>;

/** POST /api/positions/events/withdrawal: takes events back; the rows stay and count no more. */
export const EventWithdrawal = z.strictObject({
  eventIds: z.array(idField).min(1).max(500),
  reason: unnamed(lineText().min(3, 'Bitte kurz begründen.').max(300)),
});
export type EventWithdrawal = z.infer<typeof EventWithdrawal>;

/** GET /api/positions/:id/course (ETag = version): a post with everything that was ever said to happen to it. */
export const PostCourse = z.strictObject({
  asOf: dateField,
  version: z.int().min(1),
  post: PositionRow,
  authorisedOn: dateField,
  events: z.array(
    z.strictObject({
      id: idField,
      kind: z.enum(POSITION_EVENTS),
      effectiveOn: dateField,
      share: fteField.nullable(),
      gradeTo: z.string().nullable(),
      dateTo: dateField.nullable(),
      note: z.string(),
      /** It counts; else a newer row took it back, for this reason. */
      counts: z.boolean(),
      reason: z.string().nullable(),
    }),
  ),
});
export type PostCourse = z.infer<typeof PostCourse>;

const Choice = z.strictObject({ code: z.string(), name: z.string() });
/** GET /api/position-choices: what a new post may be given. */
export const PostChoices = z.strictObject({
  offices: z.array(Choice),
  fields: z.array(Choice),
  stages: z.array(Choice),
  projects: z.array(Choice),
  grades: z.array(z.string()),
});
export type PostChoices = z.infer<typeof PostChoices>;
