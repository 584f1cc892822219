import { HttpErrorResponse } from '@angular/common/http';
import { AppError, ERRORS } from '#shared/errors.ts';
import type { ErrorCode, FieldError, Problem } from '#shared/errors.ts';

/** A refused or failed request as a page shows it; `traceId` finds it in the server's log. */
export class RequestError extends AppError {
  readonly traceId: string;

  constructor(
    code: ErrorCode,
    detail: string | undefined,
    more: { title?: string; traceId?: string; errors?: readonly FieldError[]; current?: unknown } = {},
  ) {
    super(code, detail, more);
    this.name = 'RequestError';
    this.traceId = more.traceId ?? '';
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && String(body.code) in ERRORS;
}

/** With `responseType: 'text'` or `'blob'` the body of a refusal arrives unparsed. */
function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return null;
  }
}

/**
 * Turns whatever a request threw into one typed error: `application/problem+json` keeps its code, title,
 * detail, field errors and current values; no answer at all becomes `overloaded` with a title of its own (a change
 * that is not answered: lost-answer.ts).
 */
export function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  if (!(error instanceof HttpErrorResponse)) {
    return new RequestError('internal', undefined, { title: 'Die Seite konnte das nicht verarbeiten.' });
  }
  const body = parsed(error.error);
  if (isProblem(body)) {
    const { code, detail, title, traceId, errors, current } = body;
    return new RequestError(code, detail, { title, traceId, errors: errors ?? [], current });
  }
  if (error.status === 0) {
    return new RequestError('overloaded', 'Bitte prüfen Sie die Verbindung. Es wurde nichts gespeichert.', {
      title: 'Der Server antwortet nicht.',
    });
  }
  return new RequestError('internal', `Antwort ${error.status} des Servers.`, {
    title: 'Der Server meldet einen Fehler.',
  });
}
