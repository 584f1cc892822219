import { MOST_PRIVATE_VIEWS, VIEW_PAGE_KEYS, queryFault } from '#shared/saved-views/view-query.ts';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';

/** Saved views stand on a page there is, in a form an address has, one default a role, and no account has too many. */
export async function viewsSound(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('saved_view')
    .where('ended', '=', 0)
    .select(['id', 'page', 'query', 'scope', 'role', 'owner_id as ownerId'])
    .execute();
  const pages = new Set<string>(VIEW_PAGE_KEYS);
  const owned = Map.groupBy(
    rows.filter(({ scope }) => scope === 'private'),
    ({ page, ownerId }) => `${page} ${ownerId}`,
  );
  const defaults = Map.groupBy(
    rows.filter(({ scope }) => scope === 'role'),
    ({ page, role }) => `${page} ${role ?? ''}`,
  );
  return finding(
    [
      ...rows
        .filter(({ page }) => !pages.has(page))
        .map(({ id }) => `Ansicht ${id}: eine Seite, die es nicht gibt`),
      ...rows
        .filter(({ query }) => queryFault(query) !== null)
        .map(({ id }) => `Ansicht ${id}: keine Adresse einer Liste`),
      ...[...owned]
        .filter(([, own]) => own.length > MOST_PRIVATE_VIEWS)
        .map(([whose]) => `Zu viele Ansichten: ${whose}`),
      ...[...defaults].filter(([, own]) => own.length > 1).map(([whose]) => `Zwei Vorgaben: ${whose}`),
    ],
    `${rows.length} Ansichten`,
  );
}
