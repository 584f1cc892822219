import { rateLimit } from 'express-rate-limit';
import type { RequestHandler } from 'express';
import { AppError } from '#shared/errors.ts';
import { clientAddress } from '../http/client-address.ts';
import type { Doors } from '../http/route.ts';

/** 100 sign-ins a minute and address are enough for a demo and too few for guessing; the throttle of accounts is slower. */
export const signInLimit = (doors: Doors): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: 100,
    standardHeaders: true,
    legacyHeaders: false,
    keyGenerator: (request) => clientAddress(request, doors),
    handler: (_request, _response, next) => {
      next(new AppError('too-many-attempts'));
    },
  });
