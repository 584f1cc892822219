import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { AppError } from '#shared/errors.ts';
import type { Problem } from '#shared/errors.ts';
import { AmountTooLarge } from '#shared/money.ts';
import { isDatabaseAway } from '../db/database-away.ts';

function hasKey<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value;
}

/** What the database's own guards refuse (data/migrations/0002-control.*.sql), in the words of the rules above them. */
function guardOf(error: unknown): AppError | undefined {
  if (!hasKey(error, 'message')) return undefined;
  if (error.message === 'period-closed') return new AppError('period-closed', 'Es wurde nichts gebucht.');
  if (error.message === 'four-eyes') return new AppError('four-eyes', 'Es wurde nichts gebucht.');
  if (error.message === 'taken-back')
    return new AppError('conflict', 'Die Buchung wurde zurückgenommen. Es wurde nichts zugeordnet.');
  if (error.message === 'reconciled')
    return new AppError(
      'conflict',
      'Die Buchung ist abgestimmt und bleibt, wie sie ist. Es wurde nichts gebucht.',
    );
  return undefined;
}

/** Errors that other layers throw, in our words; everything unknown stays unknown. */
function asAppError(error: unknown): AppError | undefined {
  if (error instanceof AppError) return error;
  if (hasKey(error, 'type')) {
    if (error.type === 'entity.too.large') return new AppError('file-too-large');
    if (error.type === 'entity.parse.failed')
      return new AppError('invalid-input', 'Der Inhalt ist kein gültiges JSON.');
    if (error.type === 'charset.unsupported' || error.type === 'encoding.unsupported')
      return new AppError('invalid-input', 'Diese Zeichenkodierung wird nicht angenommen.');
    if (error.type === 'request.aborted' || error.type === 'request.size.invalid')
      return new AppError('invalid-input', 'Die Anfrage kam unvollständig an.');
  }
  const guarded = guardOf(error);
  if (guarded) return guarded;
  if (error instanceof AmountTooLarge)
    return new AppError('rule-violated', 'Eine Summe würde zu groß, um auf den Cent genau zu sein.');
  if (error instanceof URIError) return new AppError('not-found');
  if (error instanceof Error && error.message === 'timeout exceeded when trying to connect')
    return new AppError('overloaded');
  if (isDatabaseAway(error)) return new AppError('database-away');
  if (hasKey(error, 'code')) {
    if (error.code === 'SQLITE_FULL' || error.code === '53100' || error.code === 'ENOSPC')
      return new AppError('storage-full');
    if (error.code === '22021')
      return new AppError('invalid-input', 'Ein Text enthält ein Zeichen, das sich nicht speichern lässt.');
    if (
      error.code === 'SQLITE_LOCKED' ||
      String(error.code).startsWith('SQLITE_BUSY') ||
      error.code === '55P03' ||
      error.code === '53300'
    )
      return new AppError('overloaded');
  }
  return undefined;
}

/** Where the database is concerns whoever runs it, in the log; nobody who asks. */
function mayBeTold(known: AppError | undefined): boolean {
  return known !== undefined && known.code !== 'database-away';
}

/** The one error handler: problem+json, a trace id, never SQL, path or stack. */
export function errorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const known = request.saved ? new AppError('saved-unanswered') : asAppError(error);
    const refusal = known ?? new AppError('internal');
    if (refusal.status >= 500)
      log.error({ err: error, traceId: request.traceId, path: request.path }, 'request failed');
    if (refusal.status === 429 || refusal.status === 503)
      response.set('Retry-After', String(refusal.retryAfterSeconds ?? 5));
    const problem: Problem = {
      type: 'about:blank',
      title: refusal.title,
      status: refusal.status,
      code: refusal.code,
      traceId: request.traceId,
      ...(refusal.detail === undefined || !mayBeTold(known) ? {} : { detail: refusal.detail }),
      ...(refusal.errors.length > 0 ? { errors: [...refusal.errors] } : {}),
      ...(refusal.current === undefined ? {} : { current: refusal.current }),
    };
    response.status(refusal.status).type('application/problem+json').json(problem);
  };
}

export const unknownPath: RequestHandler = () => {
  throw new AppError('not-found');
};
