import type { Request, RequestHandler } from 'express';
import { AppError } from '#shared/errors.ts';
import { ACCOUNT_HEADER } from '#shared/session/account-header.ts';
import type { Actor } from '#shared/permissions.ts';
import type { Database } from '../db/database.ts';
import { findUserName } from './session.sql.ts';
import { SAFE_METHODS } from '../http/guards.ts';

const ABOUT_SIGNING_IN = /^\/api\/(?:session|demo-accounts|activation)(?:\/|$)/u;

/** Where one asks who one is, or becomes somebody else on purpose; signing out is a deed of the account shown. */
function isAboutSigningIn(request: Request): boolean {
  return ABOUT_SIGNING_IN.test(request.path) && request.method !== 'DELETE';
}

/**
 * Whether a page must say whom it believes to be. Every browser puts `Origin` on an unsafe request; a program that
 * sends none has a session of its own and no second tab that could change it.
 */
function mustSay(request: Request): boolean {
  const isPage = request.get('origin') !== undefined;
  return isPage && !SAFE_METHODS.includes(request.method) && !ABOUT_SIGNING_IN.test(request.path);
}

async function refuseOther(db: Database, actor: Actor): Promise<never> {
  const name = await findUserName(db.read, actor.id);
  throw new AppError(
    'account-changed',
    `Angemeldet ist jetzt ${name}, die Anfrage kam von einer Seite, die noch jemand anderem gehört. ` +
      'Was Sie eingegeben haben, bleibt auf der Seite. Melden Sie sich dort wieder mit Ihrem eigenen Konto an, ' +
      `oder laden Sie die Seite neu, um als ${name} zu arbeiten.`,
    { current: { user: { ...actor, name } } },
  );
}

/**
 * Refuses what a page sends in the name of an account that is no longer the one signed in (decision 0033): before
 * rights, body and rule, on every route, reading ones too. Throws `account-changed`, or `account-required` when a
 * page does not say.
 */
export function sameAccount(db: Database): RequestHandler {
  return async (request, _response, next) => {
    const { actor } = request;
    const believed = request.get(ACCOUNT_HEADER);
    if (actor && !isAboutSigningIn(request)) {
      if (believed !== undefined && believed !== String(actor.id)) await refuseOther(db, actor);
      if (believed === undefined && mustSay(request))
        throw new AppError(
          'account-required',
          `Erwartet wird ${ACCOUNT_HEADER} mit der Kennung des angemeldeten Kontos. Bitte laden Sie die Seite neu.`,
        );
    }
    next();
  };
}
