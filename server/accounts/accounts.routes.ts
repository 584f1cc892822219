import * as z from 'zod';
import {
  AccountAnswer,
  AccountDetail,
  AccountInput,
  AccountList,
  ActivationLink,
  DisableInput,
} from '#shared/accounts/accounts.ts';
import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { idField } from '#shared/fields.ts';
import type { Instant } from '#shared/calendar.ts';
import type { Queries } from '../db/database.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { endSessions, listSessions } from '../session/open-sessions.sql.ts';
import { accountById, findAccount, listAccounts, officesOn } from './accounts.sql.ts';
import type { StoredAccount } from './accounts.sql.ts';
import { issueActivation, mayLinkAlone } from './activation.sql.ts';
import { addOrRequestRole } from './add-or-request-role.ts';
import { setDisabled } from './disable.ts';
import { grantsOf } from './grants.sql.ts';
import { accountsFile } from './account-file.ts';

const idParams = z.strictObject({ id: z.coerce.number().pipe(idField) });

/** The account of that id. Throws `not-found`. */
async function requireAccount(read: Queries, id: number): Promise<StoredAccount> {
  const account = await accountById(read, id);
  if (!account) throw new AppError('not-found', 'Diesen Zugang gibt es nicht.');
  return account;
}

async function detailOf(read: Queries, now: Instant, id: number): Promise<AccountDetail> {
  const stored = await requireAccount(read, id);
  const account = (await listAccounts(read, now)).find((one) => one.id === id);
  if (!account) throw new AppError('not-found');
  return {
    account,
    sessions: await listSessions(read, now, id),
    grants: await grantsOf(read, stored),
    mayLink: await mayLinkAlone(read, stored, businessDate(now)),
  };
}

/** Zugänge: who may sign in, as what, and how they came to it. */
export const accountRoutes: RouteDefinition[] = [
  accountsFile.route,
  route({
    method: 'get',
    path: '/api/accounts',
    action: 'accounts:read',
    summary: 'Alle Zugänge mit Rolle, Anmeldewegen und letzter Anmeldung',
    answer: AccountList,
    handle: ({ db, clock }) =>
      db.snapshot(async (read) => ({
        accounts: await listAccounts(read, clock.now()),
        offices: await officesOn(read, businessDate(clock.now())),
      })),
  }),
  route({
    method: 'post',
    path: '/api/accounts',
    action: 'accounts:write',
    summary: 'Einen Zugang anlegen oder seine Rolle ändern; Rollen, die entscheiden, als Antrag',
    body: AccountInput,
    idempotent: true,
    answer: AccountAnswer,
    status: 201,
    handle: async ({ db, by, body, caller }) => {
      const standing = await findAccount(db.read, body.login);
      const answer = await addOrRequestRole(db, by, body);
      // What a second administrator decides is written when they do.
      if (answer.requestId === null)
        caller.security({
          ...{ event: 'role-changed', what: body.role },
          ...(standing ? { subject: standing.id } : {}),
        });
      return answer;
    },
  }),
  route({
    method: 'get',
    path: '/api/accounts/:id',
    action: 'accounts:read',
    summary: 'Ein Zugang mit offenen Sitzungen und dem Nachweis jeder Rolle',
    params: idParams,
    answer: AccountDetail,
    etag: ({ account }) => account.version,
    handle: ({ db, clock, params }) => db.snapshot((read) => detailOf(read, clock.now(), params.id)),
  }),
  route({
    method: 'post',
    path: '/api/accounts/:id/disabled',
    action: 'accounts:write',
    summary: 'Einen Zugang sperren, was seine Sitzungen beendet, oder wieder öffnen',
    params: idParams,
    ifMatch: true,
    body: DisableInput,
    answer: 'none',
    handle: async ({ db, by, params, body, ifMatch, caller }) => {
      const account = await requireAccount(db.read, params.id);
      await setDisabled(db, by, { ...account, version: ifMatch }, body);
      const what = body.disabled ? 'disabled' : 'enabled';
      caller.security({ event: 'account-changed', subject: account.id, what });
      return undefined;
    },
  }),
  route({
    method: 'post',
    path: '/api/accounts/:id/link',
    action: 'accounts:write',
    summary: 'Ein Link, mit dem sich dieser Zugang einmal aktiviert; er gilt eine Stunde',
    params: idParams,
    answer: ActivationLink,
    status: 201,
    handle: async ({ db, by, params, caller }) => {
      const account = await requireAccount(db.read, params.id);
      const link = await issueActivation(db, by, account, { alone: true });
      caller.security({ event: 'activation-link-made', subject: account.id });
      return link;
    },
  }),
  route({
    method: 'delete',
    path: '/api/accounts/:id/sessions',
    action: 'accounts:write',
    summary: 'Alle offenen Sitzungen eines Zugangs beenden',
    params: idParams,
    answer: z.strictObject({ ended: z.int().min(0) }),
    handle: async ({ db, by, params, caller }) => {
      const { id } = await requireAccount(db.read, params.id);
      const ended = await endSessions(db, by, id);
      caller.security({ event: 'sessions-ended', subject: id });
      return { ended };
    },
  }),
];
