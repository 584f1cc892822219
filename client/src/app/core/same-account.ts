import { HttpErrorResponse, HttpResponse } from '@angular/common/http';
import type { HttpHeaders, HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { ACCOUNT_HEADER, NO_ACCOUNT } from '#shared/session/account-header.ts';
import { Session } from './session.ts';

/** Signing in is becoming somebody else on purpose, and its answer still names the one before. */
const SIGNING = /^\/api\/(?:session|demo-accounts|activation)/u;

/**
 * Every request says whom this page belongs to, and every answer who is signed in: all tabs share one session, so
 * that another one may have become somebody else (decision 0033). The server refuses; the page says so before.
 */
export const sameAccount: HttpInterceptorFn = (request, next) => {
  const session = inject(Session);
  const own = session.user();
  if (!own || !request.url.startsWith('/api/')) return next(request);
  const named = request.clone({ setHeaders: { [ACCOUNT_HEADER]: String(own.id) } });
  if (SIGNING.test(request.url) && request.method !== 'DELETE') return next(named);
  const look = (headers: HttpHeaders): void => {
    const now = headers.get(ACCOUNT_HEADER);
    const isOther = now !== null && now !== NO_ACCOUNT && now !== String(own.id);
    // An answer that was asked for by the person before says nothing about the one of now.
    if (isOther && session.user()?.id === own.id && !session.other())
      void session.look().catch(() => undefined);
  };
  return next(named).pipe(
    tap({
      next: (event) => {
        if (event instanceof HttpResponse) look(event.headers);
      },
      error: (error: unknown) => {
        if (error instanceof HttpErrorResponse) look(error.headers);
      },
    }),
  );
};
