import {
  Activation,
  ActivationCode,
  ActivationPasskey,
  ActivationPassword,
  ActivationToken,
  CodeSetup,
  FinishActivation,
  PasskeyQuestion,
  RecoveryCodes,
} from '#shared/accounts/own-access.ts';
import { SessionView } from '#shared/session/session.ts';
import { publicRoute } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { signInLimit } from '../session/sign-in-limit.ts';
import { activate, activationView, requireLink } from './activate.ts';
import { begin, taken } from './challenges.sql.ts';
import { beginCodeSetup, confirmFirstCode, finishCodeSetup, requireGoodPassword } from './code-setup.ts';
import { enter } from './enter.ts';
import { hashPassword } from './hashes.ts';
import { addPasskey } from './passkeys.sql.ts';
import { askForNewPasskey, newPasskeyOf } from './webauthn.ts';

const common = { method: 'post', limit: signInLimit } as const;

/** Behind an activation link. It is used up by the last step alone: whoever leaves before begins again. */
export const activationRoutes: RouteDefinition[] = [
  publicRoute({
    ...common,
    path: '/api/activation',
    summary: 'Zu wem ein Aktivierungslink gehört',
    body: ActivationToken,
    answer: Activation,
    handle: async (context) => activationView(await requireLink(context, context.body.token)),
  }),
  publicRoute({
    ...common,
    path: '/api/activation/passkey-options',
    summary: 'Frage an ein Gerät, das einen Passkey anlegen soll',
    body: ActivationToken,
    answer: PasskeyQuestion,
    handle: async (context) => {
      const { db, clock, caller, body } = context;
      const owner = await requireLink(context, body.token);
      const { challenge, options } = await askForNewPasskey(caller.origin, owner, []);
      const beginning = { purpose: 'passkey-add' as const, userId: owner.id, challenge };
      return { setup: await begin(db, clock, beginning), options };
    },
  }),
  publicRoute({
    ...common,
    path: '/api/activation/passkey',
    summary: 'Mit einem Passkey aktivieren und anmelden',
    body: ActivationPasskey,
    answer: SessionView,
    handle: async (context) => {
      const { db, clock, caller, body } = context;
      const owner = await requireLink(context, body.token);
      const asked = { token: body.setup, purpose: 'passkey-add' as const, userId: owner.id };
      const challenge = await db.writeTransaction((query) => taken(query, clock.now(), asked));
      const passkey = await newPasskeyOf(caller.origin, challenge, body.response);
      const set = { ...passkey, name: body.name };
      const signedIn = await activate(context, owner, body.token, {
        way: 'passkey',
        set: (tx) => addPasskey(tx.query, owner.id, set, tx.at),
      });
      return enter(context, signedIn);
    },
  }),
  publicRoute({
    ...common,
    path: '/api/activation/password',
    summary: 'Kennwort wählen; der Einmalcode dazu beginnt',
    body: ActivationPassword,
    answer: CodeSetup,
    handle: async (context) => {
      const { db, clock, body } = context;
      const owner = await requireLink(context, body.token);
      requireGoodPassword(body.password, owner.login);
      return beginCodeSetup(db, clock, owner, await hashPassword(body.password));
    },
  }),
  publicRoute({
    ...common,
    path: '/api/activation/code',
    summary: 'Ersten Einmalcode bestätigen; die Wiederherstellungscodes, dieses eine Mal',
    body: ActivationCode,
    answer: RecoveryCodes,
    handle: async (context) => {
      const { db, clock, body } = context;
      const { id } = await requireLink(context, body.token);
      return { recoveryCodes: await confirmFirstCode(db, clock, id, body) };
    },
  }),
  publicRoute({
    ...common,
    path: '/api/activation/finish',
    summary: 'Mit Kennwort und Code aktivieren und anmelden',
    body: FinishActivation,
    answer: SessionView,
    handle: async (context) => {
      const { body } = context;
      const owner = await requireLink(context, body.token);
      const signedIn = await activate(context, owner, body.token, {
        way: 'password',
        set: (tx) => finishCodeSetup(tx.query, owner.id, body.setup, tx.at),
      });
      return enter(context, signedIn);
    },
  }),
];
