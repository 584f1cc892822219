import { sql } from 'kysely';
import type { AccountRow, RolePayload } from '#shared/accounts/accounts.ts';
import { roleFaults } from '#shared/accounts/role-rules.ts';
import type { StandingAccount, Surroundings } from '#shared/accounts/role-rules.ts';
import { AppError } from '#shared/errors.ts';
import type { SignInWay } from '#shared/session/session.ts';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import { masterNames } from '../dated-names/master-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { countRows } from '../db/sums.ts';
import type { Tx } from '../db/transact.ts';

/** An account with the version whoever changes it must have seen. */
export interface StoredAccount extends StandingAccount {
  id: number;
  login: string;
  version: number;
}

async function storedBy(
  read: Queries,
  by: 'id' | 'login',
  value: number | string,
): Promise<StoredAccount | undefined> {
  const row = await read
    .selectFrom('app_user')
    .where(by, '=', value)
    .select(['id', 'login', 'name', 'role', 'office_code as office', 'disabled', 'version', 'issuer'])
    .select('break_glass as breakGlass')
    .executeTakeFirst();
  if (!row) return undefined;
  const { issuer, disabled, breakGlass, ...account } = row;
  return {
    ...account,
    disabled: disabled === 1,
    breakGlass: breakGlass === 1,
    fromProvider: issuer !== null,
  };
}

/** The account of that login; undefined when there is none. */
export function findAccount(read: Queries, login: string): Promise<StoredAccount | undefined> {
  return storedBy(read, 'login', login);
}

/** The same by its id. */
export function accountById(read: Queries, id: number): Promise<StoredAccount | undefined> {
  return storedBy(read, 'id', id);
}

/** Offices as they are called on a day, by code. */
export async function officesOn(read: Queries, day: IsoDate): Promise<{ code: string; name: string }[]> {
  const names = await masterNames(read, { asOf: day });
  const rows = await read
    .selectFrom('office')
    .where('valid_from', '<=', day)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', day)]))
    .orderBy('code')
    .select(['code', 'name'])
    .execute();
  return rows.map(({ code, name }) => ({ code, name: names.of('offices', code, name) }));
}

/** What a role is judged beside. */
export async function surroundings(read: Queries): Promise<Surroundings> {
  const offices = await read.selectFrom('office').select('code').distinct().orderBy('code').execute();
  const { admins } = await read
    .selectFrom('app_user')
    .where('role', '=', 'admin')
    .where('disabled', '=', 0)
    .where('break_glass', '=', 0)
    .select(countRows().as('admins'))
    .executeTakeFirstOrThrow();
  return { offices: offices.map(({ code }) => code), admins };
}

/** The account as it stands, when the role can be given. Throws `rule-violated` with every reason. */
export async function requireSoundRole(
  read: Queries,
  payload: RolePayload,
): Promise<{ standing: StoredAccount | null; admins: number }> {
  const standing = (await findAccount(read, payload.login)) ?? null;
  const beside = await surroundings(read);
  const errors = roleFaults(payload, standing, beside);
  if (errors.length > 0) throw new AppError('rule-violated', 'Der Zugang wurde nicht geändert.', { errors });
  return { standing, admins: beside.admins };
}

/** Adds the account or gives it the role; returns its id. Whoever calls has judged it (`requireSoundRole`). */
export async function writeRole(
  tx: Tx,
  payload: RolePayload,
  standing: StoredAccount | null,
): Promise<number> {
  const { login, name, role, office } = payload;
  const said = { name, role, office_code: office, recorded_seq: tx.seq };
  if (!standing) {
    const { id } = await tx.query
      .insertInto('app_user')
      .values({ login, ...said })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }
  await changeAccount(tx, standing, said);
  return standing.id;
}

/** Changes an account from the version that was seen. Throws `stale` when another was faster. */
export async function changeAccount(
  tx: Tx,
  { id, version }: Pick<StoredAccount, 'id' | 'version'>,
  columns: {
    name?: string;
    role?: StoredAccount['role'];
    office_code?: string | null;
    disabled?: 0 | 1;
    break_glass?: 0 | 1;
  },
): Promise<void> {
  // A link that was handed out was for the account as it stood.
  await tx.query.deleteFrom('activation').where('user_id', '=', id).execute();
  const changed = await tx.query
    .updateTable('app_user')
    .set({ ...columns, version: version + 1, recorded_seq: tx.seq })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) throw new AppError('stale');
}

/** How each account can prove who it is, by its id. */
async function waysOf(read: Queries): Promise<Map<number, SignInWay[]>> {
  const found = await sql<{ user_id: number; way: SignInWay }>`
    select id as user_id, 'oidc' as way from app_user where issuer is not null
    union all select distinct user_id, 'passkey' from passkey
    union all select p.user_id, 'password' from password p join one_time_code c
      on c.user_id = p.user_id and c.confirmed_at is not null`.execute(read);
  const ways = new Map<number, SignInWay[]>();
  for (const { user_id, way } of found.rows) ways.set(user_id, [...(ways.get(user_id) ?? []), way]);
  return ways;
}

/** Every account, enabled ones first, as administrators see them; sessions that are open at `now` are counted. */
export async function listAccounts(read: Queries, now: Instant): Promise<AccountRow[]> {
  const rows = await read
    .selectFrom('app_user as u')
    .leftJoin('last_sign_in as s', 's.user_id', 'u.id')
    .select(['u.id', 'u.login', 'u.name', 'u.role', 'u.office_code as office', 'u.disabled', 'u.version'])
    .select(['u.break_glass as breakGlass', 'u.issuer', 's.at as lastSignInAt', 's.way as lastSignInWay'])
    .select((eb) =>
      eb
        .selectFrom('session as o')
        .whereRef('o.user_id', '=', 'u.id')
        .where('o.expires_at', '>', now)
        .select(countRows().as('n'))
        .as('openSessions'),
    )
    .orderBy('u.disabled')
    .orderBy('u.login')
    .execute();
  const ways = await waysOf(read);
  return rows.map(({ issuer, disabled, breakGlass, openSessions, ...row }) => ({
    ...row,
    disabled: disabled === 1,
    breakGlass: breakGlass === 1,
    fromProvider: issuer !== null,
    ways: ways.get(row.id) ?? [],
    openSessions: openSessions ?? 0,
  }));
}
