import * as z from 'zod';
import { codeText, lineText } from '../fields.ts';
import { NewRecord, RecordChange } from './master-data.ts';
import { masterRules } from './master-kinds.ts';
import type { MasterKind } from './master-kinds.ts';
import type { MasterField, Values } from './master-rules.ts';

function wholeText({ title, least = 0, most }: MasterField): z.ZodString {
  return lineText().refine(
    (text) => text === '' || (/^\d{1,9}$/u.test(text) && Number(text) >= least && Number(text) <= most),
    `${title}: eine ganze Zahl von ${least} bis ${most}.`,
  );
}

function fieldSchema(field: MasterField): z.ZodString {
  const base =
    field.type === 'whole'
      ? wholeText(field)
      : (field.type === 'code' ? codeText('own') : lineText()).max(
          field.most,
          `${field.title}: höchstens ${field.most} Zeichen.`,
        );
  return field.required ? base.min(1, `${field.title} fehlt.`) : base;
}

/** What a record of a kind holds: every field, each judged by itself and all of them together. */
export function valuesOf(kind: MasterKind): z.ZodType<Values, Values> {
  const { fields, together } = masterRules(kind);
  const shape = Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)] as const);
  return z.strictObject(Object.fromEntries(shape)).superRefine((values, context) => {
    for (const { path, message } of together?.(values) ?? [])
      context.addIssue({ code: 'custom', path: [path], message });
  });
}

/** `NewRecord` of one kind: what a form and the server judge by. */
export function newRecord(kind: MasterKind) {
  return NewRecord.extend({ values: valuesOf(kind) });
}

/** `RecordChange` of one kind: all of its fields, those that stay as well. */
export function recordChange(kind: MasterKind) {
  return RecordChange.extend({ values: valuesOf(kind) });
}
