import type { Request, Response } from 'express';

/** `__Host-` binds the cookie to this host and needs https; on loopback http a plain name is used. */
export function cookieName(secure: boolean): string {
  return secure ? '__Host-moves' : 'moves';
}

/** Sets the session token, or removes the cookie with null. HttpOnly, SameSite=Lax, for the whole site. */
export function setSessionCookie(response: Response, token: string | null, secure: boolean): void {
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const;
  if (token === null) response.clearCookie(cookieName(secure), options);
  else response.cookie(cookieName(secure), token, options);
}

/** The token a request carries; undefined when there is none or it has a form we never issue. */
export function readSessionCookie(request: Request, secure: boolean): string | undefined {
  for (const part of (request.get('cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === cookieName(secure) && value && /^[\w-]{43}$/u.test(value)) return value;
  }
  return undefined;
}
