import { loginField } from '#shared/accounts/accounts.ts';
import { roleOfGroups } from '#shared/accounts/group-rules.ts';
import type { GroupRow } from '#shared/accounts/groups.ts';
import type { Clock } from '#shared/calendar.ts';
import { lineText } from '#shared/fields.ts';
import type { Role } from '#shared/permissions.ts';
import { SIGN_IN_WAY_WORDS } from '#shared/session/session.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { ProviderIdentity } from '../http/identity-provider.ts';
import { endSessions, listSessions } from '../session/open-sessions.sql.ts';
import { changeAccount, findAccount } from './accounts.sql.ts';
import { listGroups } from './groups.sql.ts';

/** What came of a sign-in at the provider: an account, or why nobody gets in. */
export type ProviderSignIn =
  | { in: true; id: number; changed: 'added' | 'role' | 'name' | null }
  | { in: false; why: 'none' | 'several' | 'disabled'; id: number | null };

/** The history names the provider: nobody of ours decides about these changes. */
const WRITER = { id: null, name: SIGN_IN_WAY_WORDS.oidc };
const LONGEST_LOGIN = 64;

interface ProviderAccount {
  id: number;
  name: string;
  role: Role;
  office: string | null;
  version: number;
  disabled: 0 | 1;
}

/** By issuer and subject alone: names and mail addresses pass from one person to another. */
function accountOf(
  read: Queries,
  { issuer, subject }: ProviderIdentity,
): Promise<ProviderAccount | undefined> {
  return read
    .selectFrom('app_user')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .select(['id', 'name', 'role', 'office_code as office', 'version', 'disabled'])
    .executeTakeFirst();
}

async function groupsOf(read: Queries, groups: readonly string[]): Promise<GroupRow[]> {
  const own = new Set(groups);
  return (await listGroups(read)).filter(({ group }) => own.has(group));
}

/** The name the provider gives as far as it is one here, and otherwise the login. */
function nameOf({ name, login }: ProviderIdentity, otherwise: string): string {
  const field = lineText().min(1).max(120);
  for (const text of [name, login]) {
    const { success, data } = field.safeParse(text?.slice(0, 120));
    if (success) return data;
  }
  return otherwise;
}

/** A login that nobody has: as the provider gives it, with a number where that one is taken. */
async function freeLogin(read: Queries, { login }: ProviderIdentity): Promise<string> {
  const plain = (login ?? '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._@-]+/gu, '.')
    .slice(0, LONGEST_LOGIN)
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const base = loginField.safeParse(plain).success ? plain : 'konto';
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : `-${number}`;
    const tried = `${base.slice(0, LONGEST_LOGIN - end.length)}${end}`;
    if (!(await findAccount(read, tried))) return tried;
  }
}

async function addAccount(
  tx: Tx,
  identity: ProviderIdentity,
  { role, office }: Pick<GroupRow, 'role' | 'office'>,
): Promise<{ id: number; login: string }> {
  const login = await freeLogin(tx.query, identity);
  const { issuer, subject } = identity;
  const said = { login, name: nameOf(identity, login), role, office_code: office, recorded_seq: tx.seq };
  const { id } = await tx.query
    .insertInto('app_user')
    .values({ ...said, issuer, subject })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, login };
}

interface Given {
  role: Role;
  office: string | null;
  /** Which groups gave it, for the history. */
  reason: string;
}

async function bringUpToDate(
  tx: Tx,
  identity: ProviderIdentity,
  { role, office, reason }: Given,
): Promise<{ result: ProviderSignIn; change: Change }> {
  const standing = await accountOf(tx.query, identity);
  const about = { entity: 'app_user', reason };
  if (!standing) {
    const { id, login } = await addAccount(tx, identity, { role, office });
    const change = { ...about, action: 'account.add', entityId: id, after: { login, role, office } };
    return { result: { in: true, id, changed: 'added' }, change };
  }
  const { id } = standing;
  await changeAccount(tx, standing, { name: nameOf(identity, standing.name), role, office_code: office });
  if (standing.role === role && standing.office === office)
    return {
      result: { in: true, id, changed: 'name' },
      change: { entity: 'app_user', entityId: id, action: 'account.rename' },
    };
  const before = { role: standing.role, office: standing.office };
  const change = { ...about, action: 'account.role', entityId: id, before, after: { role, office } };
  return { result: { in: true, id, changed: 'role' }, change };
}

/**
 * Makes or finds the account of whoever signed in at the provider and gives it the role of its groups. Whoever has no
 * role any more, or two, gets none: sessions of the account that are open end too.
 */
export async function signInByGroups(
  db: Database,
  clock: Clock,
  identity: ProviderIdentity,
): Promise<ProviderSignIn> {
  const by = { clock, writer: WRITER };
  const { account, rows } = await db.snapshot(async (read) => ({
    account: await accountOf(read, identity),
    rows: await groupsOf(read, identity.groups),
  }));
  if (account?.disabled === 1) return { in: false, why: 'disabled', id: account.id };
  const given = roleOfGroups(rows);
  if (typeof given === 'string') {
    if (account && (await listSessions(db.read, clock.now(), account.id)).length > 0)
      await endSessions(db, by, account.id);
    return { in: false, why: given, id: account?.id ?? null };
  }
  const isSame =
    account?.role === given.role &&
    account.office === given.office &&
    account.name === nameOf(identity, account.name);
  if (isSame) return { in: true, id: account.id, changed: null };
  const reason = `Gruppe ${rows.map(({ group }) => `„${group}“`).join(', ')}`;
  return transact(db, by, (tx) => bringUpToDate(tx, identity, { ...given, reason }));
}
