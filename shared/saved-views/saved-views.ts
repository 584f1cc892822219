import * as z from 'zod';
import { idField, lineText } from '../fields.ts';
import { ROLES } from '../permissions.ts';
import { MOST_QUERY, VIEW_PAGE_KEYS, VIEW_SCOPES, queryFault } from './view-query.ts';

const nameField = lineText().min(1, 'Bitte einen Namen angeben.').max(80, 'Höchstens 80 Zeichen.');
const queryField = z
  .string()
  .max(MOST_QUERY, `Höchstens ${MOST_QUERY} Zeichen: Die Ansicht ist zu umfangreich.`)
  .superRefine((query, context) => {
    const fault = queryFault(query);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
export const viewPageField = z.enum(VIEW_PAGE_KEYS, 'Diese Seite hat keine Ansichten.');

/** POST /api/saved-views */
export const NewSavedView = z
  .strictObject({
    page: viewPageField,
    name: nameField,
    query: queryField,
    scope: z.enum(VIEW_SCOPES),
    /** Of a default: whose. */
    role: z.enum(ROLES).nullable(),
  })
  .refine(({ scope, role }) => (scope === 'role') === (role !== null), {
    path: ['role'],
    message: 'Eine Vorgabe nennt genau eine Rolle, jede andere Ansicht keine.',
  });
export type NewSavedView = z.infer<typeof NewSavedView>;

/** PATCH /api/saved-views/:id with If-Match: another name, or another content. */
export const SavedViewChange = z
  .strictObject({ name: nameField.optional(), query: queryField.optional() })
  .refine(({ name, query }) => name !== undefined || query !== undefined, 'Es wurde nichts geändert.');
export type SavedViewChange = z.infer<typeof SavedViewChange>;

export const SavedView = z.strictObject({
  id: idField,
  name: z.string(),
  query: z.string(),
  scope: z.enum(VIEW_SCOPES),
  role: z.enum(ROLES).nullable(),
  version: z.int().min(1),
  /** This reader may rename, overwrite and end it. */
  mayChange: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;

/** GET /api/saved-views?page= and the answer to every change: own ones, shared ones, and the default of one's role. */
export const SavedViewList = z.strictObject({
  views: z.array(SavedView),
  /** What the page shows this reader who comes without parameters. */
  defaultId: idField.nullable(),
});
export type SavedViewList = z.infer<typeof SavedViewList>;
