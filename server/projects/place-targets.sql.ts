import type { IsoDate } from '#shared/calendar.ts';
import type { PlaceTarget } from '#shared/projects/move-rules.ts';
import type { ProjectChoices } from '#shared/projects/new-project.ts';
import type { PlaceField } from '#shared/projects/terms.ts';
import { hasCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';

/** A place with the id its column holds; a lead that is nobody has none. */
export type FoundPlace = PlaceTarget & { ref: number | null };

const TABLES = { office: 'office', field: 'field_of_action', stage: 'stage' } as const;

const WORDS: Record<keyof typeof TABLES, (code: string, name: string) => string> = {
  office: (code, name) => `${/^\d/u.test(code) ? `Amt ${code}` : code} ${name}`,
  field: (_, name) => name,
  stage: (_, name) => name,
};

/** The row of a code that is there on a day; of one that is not, the newest. */
async function coded(
  read: Queries,
  field: keyof typeof TABLES,
  code: string,
  on: IsoDate,
): Promise<FoundPlace | undefined> {
  const rows = await read
    .selectFrom(TABLES[field])
    .where((eb) => hasCode(eb.ref('code'), code))
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .select(['id as ref', 'code as key', 'name', 'valid_from as validFrom', 'valid_to as validTo'])
    .execute();
  const isThere = ({ validFrom, validTo }: (typeof rows)[number]): boolean =>
    validFrom <= on && (validTo === null || on <= validTo);
  const row = rows.find(isThere) ?? rows[0];
  return row && { ...row, words: WORDS[field](row.key, row.name) };
}

async function lead(read: Queries, login: string): Promise<FoundPlace | undefined> {
  const always = { validFrom: null, validTo: null };
  if (login === '') return { ref: null, key: '', words: 'niemand', ...always };
  const row = await read
    .selectFrom('app_user')
    .where('login', '=', login)
    .where('role', '=', 'project-lead')
    .where('disabled', '=', 0)
    .select(['id as ref', 'login as key', 'name as words'])
    .executeTakeFirst();
  return row && { ...row, ...always };
}

/** What a project shall belong to, by its code or the login of its lead ('' = nobody); undefined = unknown. */
export function placeTarget(
  read: Queries,
  field: PlaceField,
  value: string,
  on: IsoDate,
): Promise<FoundPlace | undefined> {
  return field === 'lead' ? lead(read, value) : coded(read, field, value, on);
}

/** Everything a project can be given, in the order in which it is offered. */
export async function projectChoices(read: Queries): Promise<ProjectChoices> {
  const all = (field: keyof typeof TABLES) =>
    read
      .selectFrom(TABLES[field])
      .orderBy('code')
      .orderBy('valid_from')
      .select(['code', 'name', 'valid_from as validFrom', 'valid_to as validTo'])
      .execute();
  const leads = await read
    .selectFrom('app_user')
    .where('role', '=', 'project-lead')
    .where('disabled', '=', 0)
    .orderBy('name')
    .select(['login', 'name'])
    .execute();
  return { offices: await all('office'), fields: await all('field'), stages: await all('stage'), leads };
}
