import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Database } from '../db/database.ts';
import { findOnce, keepAnswer } from '../db/once.ts';
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
 * own transaction carries the key too (`transact`), so that of ten requests at a time one acts. A refusal is not
 * kept: the same key may try again.
 */
export async function sentOnce<T>(
  doors: { db: Database; clock: Clock },
  once: Once | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!once) return work();
  const found = await findOnce(doors.db.read, once);
  if (found?.answer != null) return JSON.parse(found.answer) as T;
  const body = await work();
  await keepAnswer(doors.db, once, doors.clock.now(), body);
  return body;
}
