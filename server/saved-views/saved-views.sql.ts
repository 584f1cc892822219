import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import type {
  NewSavedView,
  SavedView,
  SavedViewChange,
  SavedViewList,
} from '#shared/saved-views/saved-views.ts';
import { MOST_PRIVATE_VIEWS, VIEW_PAGES } from '#shared/saved-views/view-query.ts';
import type { ViewPage, ViewScope } from '#shared/saved-views/view-query.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';

const NO_VIEW = 'Diese Ansicht gibt es nicht.';

interface Stored {
  scope: ViewScope;
  ownerId: number;
}

/** One's own, and for whoever shares what is for others as well. */
function mayChange(actor: Actor, { scope, ownerId }: Stored): boolean {
  return scope === 'private' ? ownerId === actor.id : can(actor, 'views:share');
}

function requirePage(actor: Actor, page: ViewPage): void {
  if (!can(actor, VIEW_PAGES[page])) throw new AppError('forbidden');
}

function standing(read: Queries) {
  return read
    .selectFrom('saved_view')
    .where('ended', '=', 0)
    .select(['id', 'page', 'name', 'query', 'scope', 'role', 'owner_id as ownerId', 'version']);
}

/** The views of a page that this reader sees: own, shared, the default of their role; all defaults for whoever sets them. */
export async function listViews(read: Queries, actor: Actor, page: ViewPage): Promise<SavedViewList> {
  requirePage(actor, page);
  const rows = await standing(read)
    .where('page', '=', page)
    .where((eb) => eb.or([eb('scope', '<>', 'private'), eb('owner_id', '=', actor.id)]))
    .orderBy('name')
    .orderBy('id')
    .execute();
  const seen = rows.filter(
    ({ scope, role }) => scope !== 'role' || role === actor.role || can(actor, 'views:share'),
  );
  const views = seen.map(({ page: _page, ownerId, ...view }): SavedView => ({
    ...view,
    mayChange: mayChange(actor, { scope: view.scope, ownerId }),
  }));
  return {
    views,
    defaultId: views.find(({ scope, role }) => scope === 'role' && role === actor.role)?.id ?? null,
  };
}

/** Names a view. Throws `forbidden` for what is not theirs to share, `rule-violated` with the field. */
export async function addView<A>(
  db: Database,
  by: By,
  actor: Actor,
  input: NewSavedView,
  answer: (query: Queries) => Promise<A>,
): Promise<A> {
  requirePage(actor, input.page);
  if (input.scope !== 'private' && !can(actor, 'views:share')) throw new AppError('forbidden');
  return transact(
    db,
    by,
    async (tx) => {
      const rows = await standing(tx.query)
        .where('page', '=', input.page)
        .where('scope', '=', input.scope)
        .execute();
      const beside = input.scope === 'private' ? rows.filter(({ ownerId }) => ownerId === actor.id) : rows;
      const refuse = (path: string, message: string): never => {
        throw new AppError('rule-violated', 'Die Ansicht wurde nicht gespeichert.', {
          errors: [{ path, message }],
        });
      };
      if (input.scope === 'private' && beside.length >= MOST_PRIVATE_VIEWS)
        refuse(
          'name',
          `Mehr als ${MOST_PRIVATE_VIEWS} eigene Ansichten hat eine Seite nicht. Bitte zuerst eine beenden.`,
        );
      if (input.scope !== 'role' && beside.some(({ name }) => name === input.name))
        refuse('name', 'Eine Ansicht dieses Namens gibt es schon.');
      if (input.scope === 'role' && beside.some(({ role }) => role === input.role))
        refuse(
          'role',
          'Diese Rolle hat auf dieser Seite schon eine Vorgabe. Bitte jene überschreiben oder beenden.',
        );
      const { id } = await tx.query
        .insertInto('saved_view')
        .values({ ...input, owner_id: actor.id, recorded_seq: tx.seq })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { scope: viewScope, ...rest } = input;
      const after = { ...rest, viewScope };
      return {
        result: id,
        change: { action: 'saved-view.add', entity: 'saved_view', entityId: id, after },
      };
    },
    answer,
  );
}

/** Another name, another content, or its end. Throws `not-found` also for somebody else's private one, `stale`, `forbidden`. */
export async function changeView<A>(
  db: Database,
  by: By,
  actor: Actor,
  { id, version, change }: { id: number; version: number; change: SavedViewChange | 'end' },
  answer: (query: Queries, page: ViewPage) => Promise<A>,
): Promise<A> {
  // The page of a view never changes, and is told only to whoever sees the view.
  const page = await pageOf(db.read, actor, id);
  return transact(
    db,
    by,
    async (tx) => {
      const row = await standing(tx.query).where('id', '=', id).executeTakeFirst();
      if (!row) throw new AppError('not-found', NO_VIEW);
      if (!mayChange(actor, row)) throw new AppError('forbidden');
      if (row.version !== version) throw new AppError('stale');
      const name = change === 'end' ? undefined : change.name;
      if (name !== undefined && name !== row.name && row.scope !== 'role') {
        const same = await standing(tx.query)
          .where('page', '=', row.page)
          .where('scope', '=', row.scope)
          .where('name', '=', name)
          .execute();
        if (same.some(({ ownerId }) => row.scope === 'shared' || ownerId === actor.id))
          throw new AppError('rule-violated', 'Die Ansicht wurde nicht geändert.', {
            errors: [{ path: 'name', message: 'Eine Ansicht dieses Namens gibt es schon.' }],
          });
      }
      const next = change === 'end' ? { ended: 1 as const } : change;
      await tx.query
        .updateTable('saved_view')
        .set({ ...next, version: version + 1, recorded_seq: tx.seq })
        .where('id', '=', id)
        .execute();
      const { name: oldName, query } = row;
      const deed = { entity: 'saved_view', entityId: id, before: { name: oldName, query } };
      return {
        result: undefined,
        change:
          change === 'end'
            ? { ...deed, action: 'saved-view.end' }
            : { ...deed, action: 'saved-view.change', after: { name: oldName, query, ...change } },
      };
    },
    (query) => answer(query, page),
  );
}

async function pageOf(read: Queries, actor: Actor, id: number): Promise<ViewPage> {
  const row = await standing(read).where('id', '=', id).executeTakeFirst();
  const page = row?.page as ViewPage | undefined;
  const isSeen =
    row !== undefined &&
    page !== undefined &&
    can(actor, VIEW_PAGES[page]) &&
    (row.scope === 'private'
      ? row.ownerId === actor.id
      : row.scope === 'shared' || row.role === actor.role || can(actor, 'views:share'));
  if (!isSeen) throw new AppError('not-found', NO_VIEW);
  return page;
}
