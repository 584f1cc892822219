import * as z from 'zod';
import { can } from '#shared/permissions.ts';
import { SearchResult } from '#shared/search/search.ts';
import { route } from '../http/route.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { search } from './search.sql.ts';

export const searchRoutes = [
  route({
    method: 'get',
    path: '/api/search',
    action: 'projects:read',
    summary:
      'Projekte, Haushaltszeilen, Stellen, Drucksachen, Bestellungen und Buchungen nach Nummer, Text, Beleg oder Kreditor',
    query: z.strictObject({ q: z.string().trim().min(2).max(80) }),
    cached: true,
    answer: SearchResult,
    handle: ({ db, actor, query }) =>
      db.snapshot(async (read) =>
        search(read, query.q, {
          own: await ownRows(read, actor),
          lines: can(actor, 'budget:read'),
          ledger: can(actor, 'ledger:read'),
          positions: can(actor, 'positions:read'),
          closed: can(actor, 'papers:read-closed'),
        }),
      ),
  }),
];
