import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { findOnce } from '../db/once.ts';
import type { Once } from '../db/once.ts';

/** Visible ASCII; a UUID as a rule. */
const KEY = /^[\x21-\x7e]{8,100}$/u;

/** The deed an `Idempotency-Key` names; undefined without the header. Throws `invalid-parameter`. */
export function onceOf(request: Request, userId: number): Once | undefined {
  const key = request.get('idempotency-key');
  if (key === undefined) return undefined;
  if (!KEY.test(key)) {
    throw new AppError('invalid-parameter', undefined, {
      errors: [{ path: 'Idempotency-Key', message: '8 bis 100 druckbare ASCII-Zeichen erwartet.' }],
    });
  }
  const body = Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null);
  const bodySha256 = createHash('sha256').update(body).digest('hex');
  return { userId, key, route: `${request.method} ${request.originalUrl}`, bodySha256 };
}

/**
 * Runs the work, or answers as the first time when the same request came before (promises.md I3, T28). The work's
 * own transaction keeps the answer with the key (`transact`), so that of ten requests at a time one acts, and no
 * answer is lost between the deed and its key. A refusal is not kept: the same key may try again.
 */
export async function sentOnce<T>(db: Database, once: Once | undefined, work: () => Promise<T>): Promise<T> {
  const told = once ? await findOnce(db.read, once) : null;
  return told ? (JSON.parse(told.answer) as T) : work();
}
