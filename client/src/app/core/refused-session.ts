import { HttpErrorResponse } from '@angular/common/http';
import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { tap } from 'rxjs';
import { Session } from './session.ts';

/** A 401 in the middle of work means that the session has ended: back to the sign-in page, then here again. */
export const refusedSession: HttpInterceptorFn = (request, next) => {
  const router = inject(Router);
  const session = inject(Session);
  return next(request).pipe(
    tap({
      error: (error: unknown) => {
        if (!(error instanceof HttpErrorResponse) || error.status !== 401) return;
        if (/^\/api\/(?:session|activation)/u.test(request.url)) return;
        session.forget();
        void router.navigate(['/anmelden'], { queryParams: { weiter: router.url } });
      },
    }),
  );
};
