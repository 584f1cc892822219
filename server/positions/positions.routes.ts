import * as z from 'zod';
import { asOfField } from '#shared/fields.ts';
import { can } from '#shared/permissions.ts';
import { PositionPage } from '#shared/positions/positions.ts';
import { askedAsOf } from '../data-state/data-state.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { positionPage } from './position-page.ts';
import { gradeRates, positionFacts } from './positions.sql.ts';

export const positionRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/positions',
    action: 'positions:read',
    summary: 'Stellen zum Stichtag mit Besetzung, Verlauf und Aufteilungen',
    query: z.strictObject({ asOf: asOfField.optional() }),
    cached: true,
    answer: PositionPage,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) => {
        const asOf = await askedAsOf(read, clock, query.asOf);
        const rates = can(actor, 'positions:read-cost') ? await gradeRates(read) : null;
        return positionPage(await positionFacts(read, asOf), rates, asOf);
      }),
  }),
];
