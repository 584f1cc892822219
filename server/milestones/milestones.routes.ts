import * as z from 'zod';
import { asOfField, dateField, idField } from '#shared/fields.ts';
import {
  MilestoneCorrection,
  MilestonePage,
  MilestoneReached,
  MilestoneRow,
} from '#shared/milestones/milestones.ts';
import {
  AddedMilestones,
  MilestoneDependency,
  MilestoneEdit,
  MilestoneEnd,
  MilestonePlan,
  NewMilestoneForecast,
  SlipEffect,
} from '#shared/milestones/milestone-plan.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { route } from '../http/route.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { endMilestone, forecastMilestone, linkMilestone } from './change-milestone.ts';
import { addMilestones, editMilestone } from './change-plan.ts';
import { findPlan } from './milestone-plan.ts';
import { listMilestones } from './milestones.sql.ts';
import { correctMilestone, reachMilestone } from './reach-milestone.ts';
import { slipOf } from './slip.ts';
import { milestonesFile } from './milestones-file.ts';

const params = z.strictObject({ id: z.coerce.number().pipe(idField) });
const query = z.strictObject({ asOf: asOfField.optional() });
/** Of every change of a project's plan: it counts from `asOf` on, without one from today. */
const changing = {
  ...{ params, query, ifMatch: true, idempotent: true, answer: MilestonePlan },
  etag: (plan: MilestonePlan) => plan.projectVersion,
} as const;

export const milestoneRoutes = [
  milestonesFile.route,
  route({
    method: 'get',
    path: '/api/milestones',
    action: 'milestones:read',
    summary: 'Alle Meilensteine mit Basis, Prognosen, Stand und Geld zum Stichtag',
    query,
    cached: true,
    answer: MilestonePage,
    handle: ({ db, clock, actor, query }) =>
      db.snapshot(async (read) =>
        listMilestones(read, await askedAsOf(read, clock, query.asOf), {}, await ownRows(read, actor)),
      ),
  }),
  route({
    method: 'post',
    path: '/api/milestones/:id/reached',
    action: 'milestones:reach',
    summary: 'Einen Meilenstein mit Nachweis als erreicht melden',
    params,
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
    params,
    body: MilestoneCorrection,
    ifMatch: true,
    answer: MilestoneRow,
    etag: (answer) => answer.projectVersion,
    handle: correctMilestone,
  }),
  route({
    method: 'get',
    path: '/api/projects/:id/milestones',
    action: 'milestones:read',
    summary: 'Meilensteine eines Projekts mit allen Basisterminen, Abhängigkeiten und der Summe der Gewichte',
    params,
    query,
    answer: MilestonePlan,
    etag: (plan) => plan.projectVersion,
    handle: ({ db, clock, actor, params: { id }, query: { asOf } }) =>
      db.snapshot(async (read) => findPlan(read, actor, id, await askedAsOf(read, clock, asOf))),
  }),
  route({
    method: 'get',
    path: '/api/milestones/:id/slip',
    action: 'milestones:read',
    summary: 'Was eine andere Prognose bewirkt: berechnete Ampel, Nachfolger, Leistungswert',
    params,
    query: query.extend({ forecastOn: dateField }),
    answer: SlipEffect,
    handle: ({ db, clock, actor, params: { id }, query: { asOf, forecastOn } }) =>
      db.snapshot(async (read) =>
        slipOf(read, actor, id, { asOf: await askedAsOf(read, clock, asOf), forecastOn }),
      ),
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/projects/:id/milestones',
    action: 'milestones:edit',
    summary: 'Meilensteine mit Basis und Gewicht anlegen, alle oder keinen',
    body: AddedMilestones,
    status: 201,
    handle: addMilestones,
  }),
  route({
    ...changing,
    method: 'patch',
    path: '/api/milestones/:id',
    action: 'milestones:edit',
    summary: 'Einem Meilenstein einen anderen Namen oder Platz geben',
    body: MilestoneEdit,
    handle: editMilestone,
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/milestones/:id/end',
    action: 'milestones:edit',
    summary: 'Einen Meilenstein streichen, mit Grund, oder das zurücknehmen',
    body: MilestoneEnd,
    handle: endMilestone,
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/milestones/:id/forecast',
    action: 'milestones:reach',
    summary: 'Für einen Berichtstag eine Prognose geben; eine frühere bleibt stehen',
    body: NewMilestoneForecast,
    handle: forecastMilestone,
  }),
  route({
    ...changing,
    method: 'post',
    path: '/api/milestones/:id/predecessors',
    action: 'milestones:edit',
    summary: 'Einen Meilenstein auf einen anderen folgen lassen, oder das beenden',
    body: MilestoneDependency,
    handle: linkMilestone,
  }),
];
