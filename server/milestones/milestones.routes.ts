import * as z from 'zod';
import { asOfField, idField } from '#shared/fields.ts';
import {
  MilestoneCorrection,
  MilestonePage,
  MilestoneReached,
  MilestoneRow,
} from '#shared/milestones/milestones.ts';
import { askedAsOf } from '../data-state/data-state.sql.ts';
import { route } from '../http/route.ts';
import { listMilestones } from './milestones.sql.ts';
import { correctMilestone, reachMilestone } from './reach-milestone.ts';

export const milestoneRoutes = [
  route({
    method: 'get',
    path: '/api/milestones',
    action: 'milestones:read',
    summary: 'Alle Meilensteine mit Basis, Prognosen, Stand und Geld zum Stichtag',
    query: z.strictObject({ asOf: asOfField.optional() }),
    cached: true,
    answer: MilestonePage,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) => listMilestones(read, await askedAsOf(read, clock, query.asOf))),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/reached',
    action: 'milestones:reach',
    summary: 'Einen Meilenstein mit Nachweis als erreicht melden',
    params: z.strictObject({ id: z.coerce.number().pipe(idField) }),
    body: MilestoneReached,
    ifMatch: true,
    answer: MilestoneRow,
    status: 201,
    etag: (answer) => answer.projectVersion,
    handle: reachMilestone,
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/correction',
    action: 'milestones:reach',
    summary:
      'Tag oder Nachweis eines erreichten Meilensteins berichtigen, oder die Meldung zurücknehmen, mit Grund',
    params: z.strictObject({ id: z.coerce.number().pipe(idField) }),
    body: MilestoneCorrection,
    ifMatch: true,
    answer: MilestoneRow,
    etag: (answer) => answer.projectVersion,
    handle: correctMilestone,
  }),
];
