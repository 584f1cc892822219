import * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { parseFigure } from '#shared/explain/address.ts';
import type { FigureAddress } from '#shared/explain/address.ts';
import { ExplainChanges, Explanation } from '#shared/explain/explain.ts';
import { explainRight } from '#shared/explain/rights.ts';
import { asOfField, knownOnField } from '#shared/fields.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { XLSX_TYPE } from '../workbook/sheet-names.ts';
import { runJob } from '../work/run-job.ts';
import { explainFileJob } from './explain-file.ts';
import { explainChanges } from './changes/changes.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { explain } from './explain.ts';

const figure = z.string().min(1).max(200);
const page = z.coerce.number().int().min(1).max(100_000).default(1);

function addressOf(text: string): FigureAddress {
  const address = parseFigure(text);
  if (address) return address;
  throw new AppError('invalid-parameter', 'Diese Adresse einer Zahl gibt es nicht.', {
    errors: [{ path: 'figure', message: `„${text}“ nennt keine Zahl, erwartet zum Beispiel line:105:V.` }],
  });
}

/** Throws `forbidden` where a figure stands on a page that this role may not read. */
function askedBy(actor: Actor, text: string): FigureAddress {
  const address = addressOf(text);
  const right = explainRight(address);
  if (right !== null && !can(actor, right)) throw new AppError('forbidden');
  return address;
}

export const explainRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/explain',
    action: 'budget:read',
    summary: 'Woher eine Zahl kommt: Formel und Bestandteile, eine Ebene tief; ihre Summe ist die Zahl',
    query: z.strictObject({ figure, asOf: asOfField.optional(), knownOn: knownOnField, page }),
    cached: true,
    answer: Explanation,
    handle: ({ db, clock, query, actor }) =>
      db.snapshot(async (read) =>
        explain(read, askedBy(actor, query.figure), {
          asOf: await askedAsOf(read, clock, query.asOf),
          knownOn: query.knownOn ?? null,
          knownSeq: await knownSeqOn(read, query.knownOn),
          page: query.page,
          own: await ownRows(read, actor),
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/explain/changes',
    action: 'ledger:read',
    summary:
      'Damals und heute: was zwischen zwei Tagen zu einer Zahl erfasst wurde; die Summe ist der Unterschied',
    query: z.strictObject({
      figure,
      asOf: asOfField.optional(),
      from: asOfField,
      to: asOfField.optional(),
      page,
    }),
    answer: ExplainChanges,
    handle: ({ db, clock, query }) =>
      db.snapshot(async (read) =>
        explainChanges(read, addressOf(query.figure), {
          asOf: await askedAsOf(read, clock, query.asOf),
          from: query.from,
          to: query.to ?? businessDate(clock.now()),
          page: query.page,
        }),
      ),
  }),
  route({
    method: 'get',
    path: '/api/explain.xlsx',
    action: 'budget:read',
    summary:
      'Woher eine Zahl kommt, als Excel-Datei: Bestandteile, Bewegungen, Bestellungen, Buchungen, Probe',
    query: z.strictObject({
      figure: z.string().min(1).max(200),
      asOf: asOfField.optional(),
      knownOn: knownOnField,
    }),
    answer: 'stream',
    contentType: XLSX_TYPE,
    handle: async ({ db, clock, query, actor }) => {
      const address = parseFigure(query.figure);
      const right = address && explainRight(address);
      if (right !== null && !can(actor, right)) throw new AppError('forbidden');
      const asOf = await askedAsOf(db.read, clock, query.asOf);
      return {
        fileName: `Herkunft-${query.figure.replaceAll(/[^\w-]+/gu, '-')}-${asOf}.xlsx`,
        send: (take) => runJob(explainFileJob, { db, clock }, { ...query, asOf, actor }, take),
      };
    },
  }),
];
