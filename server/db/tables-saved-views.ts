import type { Generated } from 'kysely';
import type { Role } from '#shared/permissions.ts';
import type { ViewScope } from '#shared/saved-views/view-query.ts';

/** Names for what addresses of pages say; data/migrations/0054-saved-views.sql. */
export interface SavedViewsTables {
  saved_view: SavedViewTable;
}

export interface SavedViewTable {
  id: Generated<number>;
  page: string;
  name: string;
  query: string;
  scope: ViewScope;
  role: Role | null;
  owner_id: number;
  ended: Generated<0 | 1>;
  version: Generated<number>;
  recorded_seq: number;
}
