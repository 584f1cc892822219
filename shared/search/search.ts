import * as z from 'zod';
import { idField } from '../fields.ts';

export const SEARCH_KINDS = ['project', 'line', 'position', 'paper'] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** One thing that was found: its number as people say it, and what it is. */
export const SearchHit = z.strictObject({
  kind: z.enum(SEARCH_KINDS),
  id: idField,
  number: z.string(),
  name: z.string(),
  /** For a line its year; null for what belongs to none. */
  year: z.int().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** GET /api/search?q= : at most 20 of each kind; `more` says that there are others. */
export const SearchResult = z.strictObject({ hits: z.array(SearchHit), more: z.boolean() });
export type SearchResult = z.infer<typeof SearchResult>;
