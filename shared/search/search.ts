import * as z from 'zod';
import { idField } from '../fields.ts';
import { SEARCH_KINDS } from './terms.ts';

/** One thing that was found: its number as people say it, and what it is. */
export const SearchHit = z.strictObject({
  kind: z.enum(SEARCH_KINDS),
  id: idField,
  number: z.string(),
  name: z.string(),
  /** For a line, an order or a posting its year; null for what belongs to none. */
  year: z.int().nullable(),
});
export type SearchHit = z.infer<typeof SearchHit>;

/** GET /api/search?q= : at most 20 of each kind; `more` names the kinds that have others. */
export const SearchResult = z.strictObject({
  hits: z.array(SearchHit),
  more: z.array(z.enum(SEARCH_KINDS)),
});
export type SearchResult = z.infer<typeof SearchResult>;
