import * as z from 'zod';
import { businessDate, fiscalYearOf } from '#shared/calendar.ts';
import { idField } from '#shared/fields.ts';
import {
  AssignPostings,
  AssignmentQuery,
  BasketPage,
  BasketQuery,
  ChangeResult,
  LineChoices,
  LinesQuery,
  PostingAssignment,
  UndoChange,
} from '#shared/reconciliation/reconciliation.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { transact } from '../db/transact.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { assignItems } from './assign-items.ts';
import { basketPage } from './basket.sql.ts';
import { linesToChoose } from './lines.sql.ts';
import { postingAssignment } from './posting-assignment.ts';
import { lastChange, undoChange } from './undo.sql.ts';

export const reconciliationRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/reconciliation/basket',
    action: 'reconciliation:read',
    summary: 'Nicht zugeordnete Buchungen eines Jahres mit Vorschlägen',
    query: BasketQuery,
    answer: BasketPage,
    handle: ({ db, clock, query, actor }) =>
      db.snapshot(async (read) => {
        const newest = fiscalYearOf(businessDate(clock.now()));
        return { ...(await basketPage(read, query, newest)), lastChange: await lastChange(read, actor.id) };
      }),
  }),
  route({
    method: 'get',
    path: '/api/reconciliation/lines',
    action: 'reconciliation:read',
    summary: 'Zeilen, auf die Buchungen eines Jahres gehören können',
    query: LinesQuery,
    answer: LineChoices,
    handle: async ({ db, query }) => {
      const lines = await linesToChoose(db.read, query.year, query.ledger);
      return {
        lines: lines.map(({ id, number, name, ledger, project }) => ({ id, number, name, ledger, project })),
      };
    },
  }),
  route({
    method: 'post',
    path: '/api/reconciliation/assign',
    action: 'reconciliation:assign',
    summary: 'Buchungen zuordnen, aufteilen, ausschließen oder zurücklegen: alle oder keine',
    body: AssignPostings,
    answer: ChangeResult,
    handle: ({ db, by, body }) => transact(db, by, (tx) => assignItems(tx, body)),
  }),
  route({
    method: 'post',
    path: '/api/reconciliation/undo',
    action: 'reconciliation:assign',
    summary: 'Die eigene letzte Zuordnung zurücknehmen',
    body: UndoChange,
    answer: ChangeResult,
    handle: ({ db, by, body, actor }) => transact(db, by, (tx) => undoChange(tx, body.seq, actor.id)),
  }),
  route({
    method: 'get',
    path: '/api/postings/:id/assignment',
    action: 'reconciliation:read',
    summary: 'Warum eine Buchung ist, wo sie ist, und wohin sie gehören könnte',
    params: z.strictObject({ id: z.coerce.number().pipe(idField) }),
    query: AssignmentQuery,
    answer: PostingAssignment,
    handle: ({ db, clock, params, query }) =>
      db.snapshot(async (read) =>
        postingAssignment(read, params.id, await askedAsOf(read, clock, query.asOf)),
      ),
  }),
];
