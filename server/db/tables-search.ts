import type { Generated } from 'kysely';
import type { IndexedKind } from '#shared/search/terms.ts';

/** The tables of this file, by name. */
export interface SearchTables {
  search_text: SearchTextTable;
  search_due: SearchDueTable;
  search_vendor: SearchVendorTable;
}

export interface SearchTextTable {
  kind: IndexedKind;
  ref_id: number;
  number: string;
  name: string;
  year: number | null;
  folded: string;
}

export interface SearchDueTable {
  kind: IndexedKind;
  ref_id: number;
}

export interface SearchVendorTable {
  id: Generated<number>;
  name: string;
}
