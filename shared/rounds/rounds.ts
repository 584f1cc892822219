import * as z from 'zod';
import { dateField, idField, instantField, longText } from '../fields.ts';
import { DECISIONS, REPORT_STATES, ROUND_STATES } from './terms.ts';

/** As many reports as are decided about at once. */
export const MOST_DECIDED = 5000;

const noteText = longText().max(500, 'Der Hinweis ist länger als 500 Zeichen.');

/** POST /api/rounds: opens the round of a reporting date. */
export const NewRound = z.strictObject({ reportingDate: dateField, dueOn: dateField, note: noteText });
export type NewRound = z.infer<typeof NewRound>;

/** PATCH /api/rounds/:id: another due date or note, while it is open. */
export const RoundEdit = z.strictObject({ dueOn: dateField, note: noteText });
export type RoundEdit = z.infer<typeof RoundEdit>;

/** POST /api/rounds/:id/decisions: accepts reports, or gives them back with the sentence their leads read. */
export const RoundDecision = z
  .strictObject({
    decision: z.enum(DECISIONS),
    /** The reports that were seen, not the projects: a newer one is not decided about unseen. */
    reportIds: z
      .array(idField)
      .min(1, 'Bitte mindestens einen Bericht wählen.')
      .max(MOST_DECIDED, `Auf einmal gehen höchstens ${MOST_DECIDED} Berichte.`),
    /** Only with `returned`. */
    sentence: longText().max(500, 'Der Satz ist länger als 500 Zeichen.'),
  })
  .refine(({ decision, sentence }) => decision === 'accepted' || sentence !== '', {
    path: ['sentence'],
    message: 'Bitte schreiben, was fehlt; die Projektleitung liest es am Formular.',
  })
  .refine(({ decision, sentence }) => decision === 'returned' || sentence === '', {
    path: ['sentence'],
    message: 'Ein angenommener Bericht braucht keinen Satz.',
  });
export type RoundDecision = z.infer<typeof RoundDecision>;

export const RoundCountsView = z.strictObject({
  total: z.int().min(0),
  open: z.int().min(0),
  submitted: z.int().min(0),
  returned: z.int().min(0),
  accepted: z.int().min(0),
  overdue: z.int().min(0),
});

/** Berichtsrunde: until when the projects report for a reporting date, and how many have. */
export const Round = z.strictObject({
  id: idField,
  reportingDate: dateField,
  dueOn: dateField,
  note: z.string(),
  state: z.enum(ROUND_STATES),
  version: z.int().min(1),
  /** Of the projects that this reader sees. */
  counts: RoundCountsView,
});
export type Round = z.infer<typeof Round>;

/** GET /api/rounds?asOf= : every round, the newest reporting date first. */
export const RoundList = z.strictObject({
  /** The day by which "overdue" is judged. */
  asOf: dateField,
  rounds: z.array(Round),
  /** What to open next. */
  proposal: z.strictObject({ reportingDate: dateField, dueOn: dateField }),
});
export type RoundList = z.infer<typeof RoundList>;

/** A project in a round: what it owes and where its report stands. */
export const RoundProject = z.strictObject({
  projectId: idField,
  number: z.string(),
  name: z.string(),
  office: z.string(),
  officeName: z.string(),
  state: z.enum(REPORT_STATES),
  overdue: z.boolean(),
  /** The newest report for the date, and when it was sent. */
  reportId: idField.nullable(),
  sentAt: instantField.nullable(),
  /** What its report says in one sentence. */
  report: z.string().nullable(),
  /** Why it was given back. */
  sentence: z.string().nullable(),
});
export type RoundProject = z.infer<typeof RoundProject>;

/** GET /api/rounds/:id?asOf= : a round with its projects, by number; a bound role sees its own. */
export const RoundDetail = z.strictObject({
  asOf: dateField,
  round: Round,
  projects: z.array(RoundProject),
});
export type RoundDetail = z.infer<typeof RoundDetail>;

/** A report that somebody who may send it still owes, or waits for an answer to. */
export const OwedReport = z.strictObject({
  projectId: idField,
  number: z.string(),
  name: z.string(),
  reportingDate: dateField,
  dueOn: dateField,
  state: z.enum(REPORT_STATES).exclude(['accepted']),
  overdue: z.boolean(),
  sentence: z.string().nullable(),
  /** What the programme office wrote to the round. */
  note: z.string(),
});
export type OwedReport = z.infer<typeof OwedReport>;

/** GET /api/rounds/owed?asOf=[&project=] : what this person owes in open rounds, the earliest due first. */
export const OwedList = z.strictObject({
  asOf: dateField,
  /** To be sent, or to be sent again. */
  toSend: z.int().min(0),
  /** Of these past their day. */
  overdue: z.int().min(0),
  /** Sent and not yet decided about. */
  waiting: z.int().min(0),
  /** The first of them. */
  reports: z.array(OwedReport),
});
export type OwedList = z.infer<typeof OwedList>;
