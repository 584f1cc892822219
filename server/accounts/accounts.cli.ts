import { AccountInput } from '#shared/accounts/accounts.ts';
import type { AccountRow } from '#shared/accounts/accounts.ts';
import { roleNeedsTwo } from '#shared/accounts/role-rules.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { ROLES, ROLE_WORDS } from '#shared/permissions.ts';
import { SIGN_IN_WAY_WORDS } from '#shared/session/session.ts';
import type { Verb, VerbContext, VerbResult } from '../cli/verb.ts';
import { invalidInput } from '../http/parse-request.ts';
import { listSessions, endSessions } from '../session/open-sessions.sql.ts';
import { findAccount, listAccounts, requireSoundRole, surroundings } from './accounts.sql.ts';
import type { StoredAccount } from './accounts.sql.ts';
import { issueActivation } from './activation.sql.ts';
import { giveRole } from './add-or-request-role.ts';
import { setBreakGlass } from './break-glass.ts';
import { setDisabled } from './disable.ts';

async function accountNamed({ db, positionals }: VerbContext): Promise<StoredAccount> {
  const login = positionals[1] ?? '';
  const account = await findAccount(db.read, login);
  if (!account) throw new AppError('not-found', `Ein Konto „${login}“ gibt es nicht.`);
  return account;
}

function rowText(row: AccountRow): string {
  const role = `${ROLE_WORDS[row.role]}${row.office === null ? '' : ` (Amt ${row.office})`}`;
  const ways = row.ways.map((way) => SIGN_IN_WAY_WORDS[way]).join(', ') || 'nicht aktiviert';
  const last = row.lastSignInAt === null ? 'nie' : formatDate(businessDate(row.lastSignInAt));
  const marks = [row.disabled ? 'gesperrt' : '', row.breakGlass ? 'Notzugang' : ''].filter(Boolean);
  return [row.login.padEnd(20), role.padEnd(26), `${ways}; zuletzt ${last}`, ...marks].join('  ');
}

async function list({ db, by }: VerbContext): Promise<VerbResult> {
  const data = await db.snapshot((read) => listAccounts(read, by.clock.now()));
  return { data, text: data.map(rowText).join('\n') };
}

async function link(context: VerbContext, account: StoredAccount): Promise<VerbResult> {
  const { token, expiresAt } = await issueActivation(context.db, context.by, account);
  // Behind the hash: no server, log or proxy ever reads it.
  const url = new URL(`/aktivieren#${token}`, context.publicUrl).href;
  return {
    data: { login: account.login, url, expiresAt },
    text: `${account.login}: Der Link gilt einmal und eine Stunde lang. Nur dieser Person geben:\n${url}`,
  };
}

/**
 * What the command line may give alone: roles that decide only as long as no two administrators could. Throws
 * `four-eyes`.
 */
async function give(context: VerbContext, login: string, name: string): Promise<VerbResult> {
  const { role, office, reason = 'an der Kommandozeile' } = context.values;
  const parsed = AccountInput.safeParse({ login, name, role, ...(office ? { office } : {}), reason });
  if (!parsed.success) throw invalidInput(parsed.error, []);
  const { standing, admins } = await requireSoundRole(context.db.read, parsed.data);
  if (admins > 1 && roleNeedsTwo(parsed.data, standing))
    throw new AppError(
      'four-eyes',
      `${ROLE_WORDS[parsed.data.role]}: Diese Rolle vergeben zwei Verwaltungen gemeinsam, unter Verwaltung › Zugänge.`,
    );
  await giveRole(context.db, context.by, parsed.data);
  const account = await findAccount(context.db.read, login);
  if (standing || !account)
    return { data: { login, role: parsed.data.role }, text: `${login}: ${ROLE_WORDS[parsed.data.role]}` };
  return link(context, account);
}

async function disable(context: VerbContext, disabled: boolean): Promise<VerbResult> {
  const account = await accountNamed(context);
  const { reason = 'an der Kommandozeile' } = context.values;
  await setDisabled(context.db, context.by, account, { disabled, reason: String(reason) });
  const text = `${account.login} ist ${disabled ? 'gesperrt; offene Sitzungen sind beendet' : 'wieder offen'}.`;
  return { data: { login: account.login, disabled }, text };
}

async function sessions(context: VerbContext): Promise<VerbResult> {
  const account = await accountNamed(context);
  if (context.values['end'] === true) {
    const ended = await endSessions(context.db, context.by, account.id);
    return { data: { login: account.login, ended }, text: `${account.login}: ${ended} Sitzungen beendet.` };
  }
  const data = await listSessions(context.db.read, context.by.clock.now(), account.id);
  const text = data.map(
    (one) => `${one.createdAt}  ${SIGN_IN_WAY_WORDS[one.way]}, zuletzt ${one.lastSeenAt}`,
  );
  return { data, text: text.join('\n') || 'Keine offene Sitzung.' };
}

async function breakGlass(context: VerbContext): Promise<VerbResult> {
  const account = await accountNamed(context);
  const { admins } = await surroundings(context.db.read);
  if (account.role === 'admin' && admins <= 1)
    throw new AppError('rule-violated', 'Das ist die letzte Verwaltung der Anwendung.');
  await setBreakGlass(context.db, context.by, account);
  return { data: { login: account.login, breakGlass: true }, text: `${account.login} ist ein Notzugang.` };
}

async function run(context: VerbContext): Promise<VerbResult> {
  const [what, login = '', ...more] = context.positionals;
  if (more.length === 0 && login === '' && what === 'list') return list(context);
  if (more.length > 0 || login === '') throw new AppError('invalid-input', accountsVerb.usage);
  if (what === 'add') return give(context, login, String(context.values['name'] ?? login));
  if (what === 'role') return give(context, login, (await accountNamed(context)).name);
  if (what === 'disable' || what === 'enable') return disable(context, what === 'disable');
  if (what === 'activate') return link(context, await accountNamed(context));
  if (what === 'sessions') return sessions(context);
  if (what === 'break-glass') return breakGlass(context);
  throw new AppError('invalid-input', accountsVerb.usage);
}

/** `user`: the accounts, for whoever runs the machine. */
export const accountsVerb: Verb = {
  name: 'user',
  usage:
    'user list | user add LOGIN --name N --role R [--office A] | user role LOGIN --role R [--office A] | user activate|disable|enable|sessions|break-glass LOGIN',
  help: [
    'Zugänge: wer sich anmelden darf und als was. Jede Änderung steht im Verlauf, mit dem Namen des Betriebssystems.',
    '',
    '  list                alle Konten, ihre Rolle, womit sie sich anmelden und wann zuletzt',
    '  add LOGIN           legt ein Konto an und nennt den Link, mit dem es sich aktiviert',
    '  role LOGIN          gibt eine andere Rolle',
    '  activate LOGIN      ein neuer Link, auch wenn Kennwort oder Schlüssel verloren sind',
    '  disable, enable     sperrt ein Konto und beendet seine Sitzungen; öffnet es wieder',
    '  sessions LOGIN      offene Sitzungen; mit --end werden sie beendet',
    '  break-glass LOGIN   macht aus einer Verwaltung einen Notzugang: nur Konten, kein Geld',
    '',
    '  --name N      wie die Person heißt',
    `  --role R      ${ROLES.join(', ')}`,
    '  --office A    Kürzel des Amtes, für die Rolle office',
    '  --reason T    Begründung',
    '',
    'Rollen, die entscheiden (controller, admin), vergeben zwei Verwaltungen in der Anwendung. Solange es keine zwei',
    'gibt, vergibt sie die Kommandozeile.',
  ].join('\n'),
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    office: { type: 'string' },
    reason: { type: 'string' },
    end: { type: 'boolean' },
  },
  database: 'existing',
  run,
};
