import * as z from 'zod';
import { askedCode, codeText, dateField, idField, lineText, longText } from '../fields.ts';

/** States in which a project can be taken in. */
export const FIRST_STATES = ['planned', 'running'] as const;

/** POST /api/projects: a new project of the programme. */
export const NewProject = z.strictObject({
  number: codeText('own').min(1, 'Bitte eine Nummer angeben.').max(40),
  name: lineText().min(3, 'Der Name hat mindestens drei Zeichen.').max(120),
  description: longText().max(2000),
  office: askedCode('own').min(1, 'Bitte ein Amt wählen.').max(40),
  field: askedCode('own').min(1, 'Bitte ein Handlungsfeld wählen.').max(60),
  stage: askedCode('own').min(1, 'Bitte eine Umsetzungsstufe wählen.').max(40),
  /** Login of an account whose role is project lead; null = nobody yet. */
  lead: z.string().max(64).nullable(),
  flagship: z.boolean(),
  startsOn: dateField,
  endsOn: dateField,
  state: z.enum(FIRST_STATES),
});
export type NewProject = z.infer<typeof NewProject>;

/** What was made, to go to its page. */
export const MadeProject = z.strictObject({
  id: idField,
  number: z.string(),
  name: z.string(),
  /** It is seen from this day on. */
  startsOn: dateField,
});
export type MadeProject = z.infer<typeof MadeProject>;

const choice = z.strictObject({
  code: z.string(),
  name: z.string(),
  validFrom: dateField,
  validTo: dateField.nullable(),
});

/** GET /api/project-choices: where projects can belong and who can lead them. */
export const ProjectChoices = z.strictObject({
  offices: z.array(choice),
  fields: z.array(choice),
  stages: z.array(choice),
  leads: z.array(z.strictObject({ login: z.string(), name: z.string() })),
});
export type ProjectChoices = z.infer<typeof ProjectChoices>;
