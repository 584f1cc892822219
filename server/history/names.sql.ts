import { referencesOf } from '#shared/history/references.ts';
import type { Names, Reference, Referring } from '#shared/history/references.ts';
import type { Queries } from '../db/database.ts';

function numbers(ids: readonly string[]): number[] {
  return ids.map(Number).filter((id) => Number.isSafeInteger(id));
}

function entries(
  reference: Reference,
  rows: readonly { id: number | string; name: string }[],
): [string, string][] {
  return rows.map(({ id, name }) => [`${reference}:${id}`, name]);
}

async function people(read: Queries, logins: string[], ids: number[]): Promise<[string, string][]> {
  const query = read.selectFrom('app_user').select(['id', 'login', 'name']);
  const byLogin = logins.length === 0 ? [] : await query.where('login', 'in', logins).execute();
  const byId = ids.length === 0 ? [] : await query.where('id', 'in', ids).execute();
  return [
    ...byLogin.map(({ login, name }): [string, string] => [`user:${login}`, name]),
    ...entries('userId', byId),
  ];
}

type Named = readonly { id: number; name: string }[];

/** How the things behind a number are found; each is asked for only where a page names one. */
const FINDERS: readonly (readonly [Reference, (read: Queries, ids: number[]) => Promise<Named>])[] = [
  [
    'project',
    async (read, ids) => {
      const rows = await read
        .selectFrom('project')
        .select(['id', 'number', 'name'])
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, number, name }) => ({ id, name: `${number} ${name}` }));
    },
  ],
  [
    'line',
    async (read, ids) => {
      const rows = await read
        .selectFrom('budget_line')
        .select(['id', 'number', 'name'])
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, number, name }) => ({ id, name: `${number} ${name}` }));
    },
  ],
  [
    'milestone',
    (read, ids) => read.selectFrom('milestone').select(['id', 'name']).where('id', 'in', ids).execute(),
  ],
  [
    'rule',
    (read, ids) =>
      read.selectFrom('mapping_rule').select(['id', 'code as name']).where('id', 'in', ids).execute(),
  ],
];

/** The names of what entries of the history refer to, as they are today. */
export async function historyNames(read: Queries, page: readonly Referring[]): Promise<Names> {
  const found = referencesOf(page);
  const named = [await people(read, found.user, numbers(found.userId))];
  named.push(found.request.map((id) => [`request:${id}`, `Antrag ${id}`]));
  for (const [reference, find] of FINDERS) {
    const ids = numbers(found[reference]);
    if (ids.length > 0) named.push(entries(reference, await find(read, ids)));
  }
  return Object.fromEntries(named.flat());
}
