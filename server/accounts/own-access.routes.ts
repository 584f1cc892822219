import * as z from 'zod';
import {
  CodeSetup,
  FinishSetup,
  FirstCode,
  NewPasskey,
  OwnAccess,
  PasskeyName,
  PasskeyQuestion,
  PasswordAgain,
  PasswordChange,
  RecoveryCodes,
} from '#shared/accounts/own-access.ts';
import { AppError } from '#shared/errors.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { begin } from './challenges.sql.ts';
import { beginCodeSetup, confirmFirstCode, finishCodeSetup, requireGoodPassword } from './code-setup.ts';
import { hashPassword } from './hashes.ts';
import { newRecoveryCodes, recoveryDigest } from './one-time-codes.ts';
import { freshLocalAccess, ownAccess, ownLocalAccess, requireWayLeft } from './own-access.sql.ts';
import { addOwnPasskey, changeOwn, ownOf, requireOwnPassword } from './own-access.ts';
import { removePasskey, renamePasskey } from './passkeys.sql.ts';
import { dropPasswordWay, setPassword, setRecoveryCodes } from './secrets.sql.ts';
import { askForNewPasskey } from './webauthn.ts';

const passkeyParams = z.strictObject({ id: z.string().regex(/^[\w-]{1,1400}$/u) });
const own = { action: 'account:own' } as const;

const passkeyRoutes = [
  route({
    ...own,
    method: 'post',
    path: '/api/account/passkey-options',
    summary: 'Frage an ein Gerät, das einen weiteren Passkey anlegen soll',
    answer: PasskeyQuestion,
    handle: async (context) => {
      const { db, clock, caller, actor } = context;
      const access = await freshLocalAccess(db.read, clock.now(), ownOf(context));
      const { challenge, options } = await askForNewPasskey(caller.origin, access, access.passkeys);
      const beginning = { purpose: 'passkey-add' as const, userId: actor.id, challenge };
      return { setup: await begin(db, clock, beginning), options };
    },
  }),
  route({
    ...own,
    method: 'post',
    path: '/api/account/passkeys',
    summary: 'Einen Passkey hinzufügen',
    body: NewPasskey,
    answer: OwnAccess,
    status: 201,
    handle: async (context) => {
      await freshLocalAccess(context.db.read, context.clock.now(), ownOf(context));
      return addOwnPasskey(context, context.body);
    },
  }),
  route({
    ...own,
    method: 'patch',
    path: '/api/account/passkeys/:id',
    summary: 'Einen Passkey umbenennen',
    params: passkeyParams,
    body: PasskeyName,
    answer: OwnAccess,
    handle: async (context) => {
      const { actor, params, body } = context;
      return changeOwn(context, { action: 'access.rename-passkey' }, (tx) =>
        renamePasskey(tx.query, actor.id, params.id, body.name),
      );
    },
  }),
  route({
    ...own,
    method: 'delete',
    path: '/api/account/passkeys/:id',
    summary: 'Einen Passkey entfernen; der letzte Anmeldeweg bleibt',
    params: passkeyParams,
    answer: OwnAccess,
    handle: async (context) => {
      const { actor, params, db, clock } = context;
      await freshLocalAccess(db.read, clock.now(), ownOf(context));
      return changeOwn(context, { action: 'access.remove-passkey', endOthers: true }, async (tx) => {
        await removePasskey(tx.query, actor.id, params.id);
        await requireWayLeft(tx.query, actor.id);
      });
    },
  }),
];

const passwordRoutes = [
  route({
    ...own,
    method: 'post',
    path: '/api/account/password',
    summary: 'Das eigene Kennwort ändern; alle anderen Sitzungen enden',
    body: PasswordChange,
    answer: OwnAccess,
    handle: async (context) => {
      const { actor, body } = context;
      await requireOwnPassword(context, body.old, 'old');
      requireGoodPassword(body.password, actor.login);
      const hash = await hashPassword(body.password);
      return changeOwn(context, { action: 'access.change-password', endOthers: true }, (tx) =>
        setPassword(tx.query, actor.id, hash, tx.at),
      );
    },
  }),
  route({
    ...own,
    method: 'delete',
    path: '/api/account/password',
    summary: 'Kennwort, Einmalcode und Wiederherstellungscodes entfernen; der letzte Anmeldeweg bleibt',
    answer: OwnAccess,
    handle: async (context) => {
      const { actor, db, clock } = context;
      await freshLocalAccess(db.read, clock.now(), ownOf(context));
      return changeOwn(context, { action: 'access.remove-password', endOthers: true }, async (tx) => {
        await dropPasswordWay(tx.query, actor.id);
        await requireWayLeft(tx.query, actor.id);
      });
    },
  }),
  route({
    ...own,
    method: 'post',
    path: '/api/account/password-setup',
    summary: 'Ein Kennwort neben den Passkeys wählen; der Einmalcode dazu beginnt',
    body: PasswordAgain,
    answer: CodeSetup,
    handle: async (context) => {
      const { db, clock, actor, body } = context;
      const access = await freshLocalAccess(db.read, clock.now(), ownOf(context));
      if (access.password) throw new AppError('conflict', 'Sie haben schon ein Kennwort.');
      requireGoodPassword(body.password, actor.login);
      return beginCodeSetup(db, clock, actor, await hashPassword(body.password));
    },
  }),
];

const codeRoutes = [
  route({
    ...own,
    method: 'post',
    path: '/api/account/code-setup',
    summary: 'Den Einmalcode neu einrichten; das Kennwort wird noch einmal gefragt',
    body: PasswordAgain,
    answer: CodeSetup,
    handle: async (context) => {
      const { db, clock, actor, body } = context;
      await ownLocalAccess(db.read, clock.now(), ownOf(context));
      await requireOwnPassword(context, body.password, 'password');
      return beginCodeSetup(db, clock, actor, null);
    },
  }),
  route({
    ...own,
    method: 'post',
    path: '/api/account/first-code',
    summary: 'Ersten Einmalcode bestätigen; die Wiederherstellungscodes, dieses eine Mal',
    body: FirstCode,
    answer: RecoveryCodes,
    handle: async ({ db, clock, actor, body }) => ({
      recoveryCodes: await confirmFirstCode(db, clock, actor.id, body),
    }),
  }),
  route({
    ...own,
    method: 'post',
    path: '/api/account/finish-setup',
    summary: 'Einmalcode und Wiederherstellungscodes gelten; alle anderen Sitzungen enden',
    body: FinishSetup,
    answer: OwnAccess,
    handle: async (context) => {
      const { actor, body } = context;
      return changeOwn(context, { action: 'access.set-code', endOthers: true }, (tx) =>
        finishCodeSetup(tx.query, actor.id, body.setup, tx.at),
      );
    },
  }),
  route({
    ...own,
    method: 'post',
    path: '/api/account/recovery-codes',
    summary: 'Neue Wiederherstellungscodes, dieses eine Mal; die alten gelten nicht mehr',
    body: PasswordAgain,
    answer: RecoveryCodes,
    handle: async (context) => {
      const { actor, body } = context;
      await requireOwnPassword(context, body.password, 'password');
      const recoveryCodes = newRecoveryCodes();
      const digests = recoveryCodes.flatMap((code) => recoveryDigest(actor.id, code) ?? []);
      await changeOwn(context, { action: 'access.new-recovery-codes' }, (tx) =>
        setRecoveryCodes(tx.query, actor.id, digests),
      );
      return { recoveryCodes };
    },
  }),
];

/** Mein Zugang: how one proves who one is; nobody else's business, and everybody's own. */
export const ownAccessRoutes: RouteDefinition[] = [
  route({
    ...own,
    method: 'get',
    path: '/api/account',
    summary: 'Eigene Anmeldewege und offene Sitzungen',
    answer: OwnAccess,
    handle: (context) => context.db.snapshot((read) => ownAccess(read, context.clock.now(), ownOf(context))),
  }),
  ...passkeyRoutes,
  ...passwordRoutes,
  ...codeRoutes,
  route({
    ...own,
    method: 'post',
    path: '/api/account/end-other-sessions',
    summary: 'Alle anderen eigenen Sitzungen beenden',
    answer: OwnAccess,
    handle: (context) =>
      changeOwn(context, { action: 'access.end-sessions', endOthers: true }, () => Promise.resolve()),
  }),
];
