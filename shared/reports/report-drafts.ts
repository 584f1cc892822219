import * as z from 'zod';
import { asOfField, dateField, idField, instantField, lineText, longText } from '../fields.ts';
import { PAPER_PURPOSES, PUBLICITIES } from '../papers/terms.ts';
import { CouncilReport, IssuedReportBrief, referenceField } from './reports.ts';
import { ALWAYS, SECTIONS } from './sections.ts';

/** What a report is to the council: it decides, or it takes note. */
export const REPORT_PAPER_KINDS = ['decision', 'information'] as const;
export type ReportPaperKind = (typeof REPORT_PAPER_KINDS)[number];

export const DRAFT_STATES = ['open', 'issued', 'dropped'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** Vorlage an / zur / Sitzungsart / Sitzungstermin. */
export const AgendaEntry = z.strictObject({
  sessionId: z.int('Bitte eine Sitzung wählen.').positive('Bitte eine Sitzung wählen.'),
  purpose: z.enum(PAPER_PURPOSES, 'Bitte wählen, wozu.'),
  publicity: z.enum(PUBLICITIES, 'Bitte die Sitzungsart wählen.'),
});
export type AgendaEntry = z.infer<typeof AgendaEntry>;

/** A section where it stands, with what the author adds to it in their own words. */
export const SectionWording = z.strictObject({
  key: z.enum(SECTIONS),
  included: z.boolean(),
  text: longText().max(4000, 'Höchstens 4000 Zeichen.'),
});
export type SectionWording = z.infer<typeof SectionWording>;

const sectionsField = z
  .array(SectionWording)
  .refine(
    (sections) => SECTIONS.every((key) => sections.filter((one) => one.key === key).length === 1),
    'Jeder Abschnitt steht genau einmal da.',
  )
  .refine((sections) => {
    const last = sections.at(-1);
    return last !== undefined && ALWAYS.includes(last.key) && last.included;
  }, 'Woher die Zahlen stammen, steht immer am Ende.');

/** A remark on one figure: table, row and column, and what the row is called, so that a moved row is found again. */
export const Remark = z.strictObject({
  table: z.string().min(1).max(60),
  row: z.int().min(0).max(100_000),
  column: z.string().min(1).max(60),
  label: z.string().max(300),
  text: lineText().min(1, 'Bitte sagen, was zu der Zahl zu bemerken ist.').max(500, 'Höchstens 500 Zeichen.'),
});
export type Remark = z.infer<typeof Remark>;

/** A point of the check that stays as it is, and why; it counts only as long as the point says the same. */
export const Acknowledgement = z.strictObject({
  point: z.string().min(1).max(60),
  count: z.int().min(0),
  sentence: lineText()
    .min(1, 'Bitte in einem Satz sagen, warum es so bleibt.')
    .max(500, 'Höchstens 500 Zeichen.'),
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

export const Correction = z.strictObject({
  reportId: idField,
  reason: lineText().min(1, 'Bitte sagen, warum berichtigt wird.').max(500, 'Höchstens 500 Zeichen.'),
});

/** Everything an author says about a report. */
export const ReportWording = z.strictObject({
  asOf: asOfField,
  reference: referenceField,
  kind: z.enum(REPORT_PAPER_KINDS),
  /** '' = the one that follows from programme and Stichtag. */
  title: lineText().max(200, 'Höchstens 200 Zeichen.'),
  department: lineText().max(160, 'Höchstens 160 Zeichen.'),
  agenda: z.array(AgendaEntry).max(10, 'Höchstens zehn Sitzungen.'),
  sections: sectionsField,
  remarks: z.array(Remark).max(200, 'Höchstens 200 Anmerkungen.'),
  acknowledged: z.array(Acknowledgement).max(50),
  corrects: Correction.nullable(),
});
export type ReportWording = z.infer<typeof ReportWording>;

/** What a draft begins with; the rest is added to it. */
export const NewReportDraft = ReportWording.pick({
  ...({ asOf: true, reference: true, kind: true, title: true, department: true } as const),
  ...({ agenda: true, corrects: true } as const),
});
export type NewReportDraft = z.infer<typeof NewReportDraft>;

/** PATCH /api/report-drafts/:draft: what is named replaces what stood there. */
export const ReportDraftEdit = ReportWording.partial();
export type ReportDraftEdit = z.infer<typeof ReportDraftEdit>;

export const ReportDraftHead = z.strictObject({
  id: idField,
  reference: z.string(),
  asOf: dateField,
  title: z.string(),
  state: z.enum(DRAFT_STATES),
  createdBy: z.string(),
  changedAt: instantField,
  version: z.int().min(1),
  /** The open request that asks to release it. */
  requestId: idField.nullable(),
  /** The report it was issued as. */
  reportId: idField.nullable(),
});
export type ReportDraftHead = z.infer<typeof ReportDraftHead>;

/** GET /api/report-drafts: what is being composed, newest first. */
export const ReportDraftList = z.strictObject({ drafts: z.array(ReportDraftHead) });
export type ReportDraftList = z.infer<typeof ReportDraftList>;

/** A point of the check before release. */
export const ReleasePoint = z.strictObject({
  point: z.string(),
  title: z.string(),
  /** What is found, in a sentence with its number. */
  found: z.string(),
  count: z.int().min(0),
  /** Where it is put right: a page of the application. */
  path: z.string(),
  /** Why it stays as it is; null = nobody has said so of what is found now. */
  sentence: z.string().nullable(),
  /** It must be put right: no sentence helps. */
  mustBeFixed: z.boolean(),
});
export type ReleasePoint = z.infer<typeof ReleasePoint>;

/** GET /api/report-drafts/:draft: the draft, the report as it would be now, and what is missing. */
export const ReportDraftDetail = z.strictObject({
  draft: ReportDraftHead,
  wording: ReportWording,
  report: CouncilReport,
  points: z.array(ReleasePoint),
});
export type ReportDraftDetail = z.infer<typeof ReportDraftDetail>;

/** What a change of a draft answers. */
export const ReportDraftView = z.strictObject({ draft: ReportDraftHead, wording: ReportWording });
export type ReportDraftView = z.infer<typeof ReportDraftView>;

export const FairCopyBrief = z.strictObject({
  id: idField,
  draftId: idField,
  sha256: z.string(),
  madeAt: instantField,
  madeBy: z.string(),
});
export type FairCopyBrief = z.infer<typeof FairCopyBrief>;

/** GET /api/report-fair-copies/:copy: the report as it will be issued. */
export const FairCopy = z.strictObject({
  copy: FairCopyBrief,
  report: CouncilReport,
  /** The report it was issued as. */
  issued: IssuedReportBrief.nullable(),
});
export type FairCopy = z.infer<typeof FairCopy>;

/** Payload of a request of the kind `report`: the fair copy that is to be issued. */
export const ReleasePayload = z.strictObject({ copyId: idField });
export type ReleasePayload = z.infer<typeof ReleasePayload>;
