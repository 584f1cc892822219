import type { RequestHandler } from 'express';
import { AppError } from '#shared/errors.ts';

/** Far below what a recursion through schemas can bear, far above any form. */
const MOST_LEVELS = 32;
/** A fault for every value must still fit into one answer. */
const MOST_VALUES = 50_000;

/**
 * Refuses JSON that is deeper or wider than any form, for anybody and before anything looks into it: what follows
 * walks through it by recursion and says every fault. Counted without recursion.
 */
export const soundJson: RequestHandler = (request, _response, next) => {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || Buffer.isBuffer(body)) {
    next();
    return;
  }
  const open: { value: object; level: number }[] = [{ value: body, level: 1 }];
  let values = 0;
  for (let one = open.pop(); one; one = open.pop()) {
    if (one.level > MOST_LEVELS)
      throw new AppError('invalid-input', `Der Inhalt ist tiefer als ${MOST_LEVELS} Ebenen verschachtelt.`);
    for (const part of Object.values(one.value) as unknown[]) {
      values += 1;
      if (typeof part === 'object' && part !== null) open.push({ value: part, level: one.level + 1 });
    }
    if (values > MOST_VALUES)
      throw new AppError(
        'invalid-input',
        `Der Inhalt hat mehr als ${MOST_VALUES.toLocaleString('de')} Werte.`,
      );
  }
  next();
};
