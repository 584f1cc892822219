import { HttpErrorResponse } from '@angular/common/http';
import type { HttpInterceptorFn } from '@angular/common/http';
import { catchError, throwError } from 'rxjs';
import { RequestError } from './request-error.ts';

/** Asked with a body, but nothing is written by it. */
const ONLY_ASKS = /\/(?:preview|simulate)(?:[/.?]|$)/u;

/**
 * A change whose answer never came may have been saved or not (decision 0034): the page must not say that it was
 * not, only that nobody knows yet.
 */
export const lostAnswer: HttpInterceptorFn = (request, next) =>
  next(request).pipe(
    catchError((error: unknown) => {
      const isLost = error instanceof HttpErrorResponse && error.status === 0;
      if (!isLost || request.method === 'GET' || ONLY_ASKS.test(request.url)) return throwError(() => error);
      return throwError(
        () =>
          new RequestError(
            'overloaded',
            'Ob gespeichert wurde, ist nicht sicher. Bitte prüfen Sie die Verbindung und sehen Sie nach, bevor Sie es noch einmal senden.',
            { title: 'Der Server antwortet nicht.' },
          ),
      );
    }),
  );
