import * as z from 'zod';
import { idField, instantField, longText, originField } from '../fields.ts';
import { RequestEffect } from './effect.ts';
import { REQUEST_KINDS, REQUEST_STATES } from './terms.ts';

/** Why the change is wanted; stays with every fact it brings. */
export const reasonField = z
  .string()
  .trim()
  .min(1, 'Bitte begründen Sie den Antrag.')
  .max(1000, 'Höchstens 1000 Zeichen.');
const noteField = longText().max(1000, 'Höchstens 1000 Zeichen.');

/** POST /api/requests. The payload's schema belongs to the kind (server/request-kinds.ts). */
export const RequestInput = z.strictObject({
  kind: z.enum(REQUEST_KINDS),
  payload: z.unknown(),
  reason: reasonField,
});
export type RequestInput = z.infer<typeof RequestInput>;

/** POST /api/requests/preview : what it would do; nothing is written. */
export const RequestPreviewInput = RequestInput.omit({ reason: true });
export const RequestPreview = z.strictObject({ title: z.string(), effect: RequestEffect });
export type RequestPreview = z.infer<typeof RequestPreview>;

/** What POST /api/requests answers. */
export const SubmittedRequest = z.strictObject({ id: idField, title: z.string(), version: z.int() });
export type SubmittedRequest = z.infer<typeof SubmittedRequest>;

/** PATCH /api/requests/:id : a new wording; approval starts anew, and its author decides no more. */
export const RequestEdit = RequestInput.omit({ kind: true });
export type RequestEdit = z.infer<typeof RequestEdit>;

export const RequestApproval = z.strictObject({ note: noteField.default('') });
export const RequestRejection = z.strictObject({
  note: noteField.min(1, 'Bitte sagen Sie, warum der Antrag abgelehnt wird.'),
});

export const RequestRow = z.strictObject({
  id: idField,
  kind: z.enum(REQUEST_KINDS),
  title: z.string(),
  reason: z.string(),
  state: z.enum(REQUEST_STATES),
  revision: z.int(),
  version: z.int(),
  origin: originField,
  createdBy: z.string(),
  createdAt: instantField,
  /** Everybody who wrote a wording of it: none of them decides. */
  authors: z.array(z.string()),
  decision: z.strictObject({ by: z.string(), at: instantField, note: z.string() }).nullable(),
  /** Whether the reader may decide about it; if not and it is open, `whyNot` says why. */
  mayDecide: z.boolean(),
  whyNot: z.string().nullable(),
});
export type RequestRow = z.infer<typeof RequestRow>;

/** GET /api/requests?state=&page= : newest first. */
export const RequestList = z.strictObject({
  requests: z.array(RequestRow),
  /** Open requests, whatever is listed, and those of them the reader may decide. */
  open: z.int(),
  toDecide: z.int(),
  total: z.int(),
  page: z.int(),
  perPage: z.int(),
});
export type RequestList = z.infer<typeof RequestList>;

/** GET /api/requests/:id */
export const RequestDetail = z.strictObject({
  request: RequestRow,
  payload: z.unknown(),
  /** While open: computed now. Decided: what was shown to whoever decided. Null when it would not fit now, or was not kept. */
  effect: RequestEffect.nullable(),
  /** Why it could not be approved as things stand; empty when it could. */
  faults: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  revisions: z.array(
    z.strictObject({
      revision: z.int(),
      author: z.string(),
      at: instantField,
      reason: z.string(),
      payload: z.unknown(),
    }),
  ),
  mayEdit: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type RequestDetail = z.infer<typeof RequestDetail>;
