import * as z from 'zod';
import { addDays } from '#shared/calendar.ts';
import { centsField, dateField, originField, yearField } from '#shared/fields.ts';
import { listOf } from './demo-files.ts';
import { lineKeys, paperKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

const text = z.string().min(1);
const line = { line: text, year: yearField, origin: originField };

export const readAuthorisations = listOf('authorisations.json', {
  ...line,
  dueYear: yearField,
  cents: centsField,
  effectiveOn: dateField,
  recordedOn: dateField,
  reason: text,
  paper: text,
});
export const readForecasts = listOf('forecasts.json', {
  ...line,
  forecastOn: dateField,
  cents: centsField,
  note: text,
  author: text,
});

function authorisationSteps(): DemoStep[] {
  return groupedBy(readAuthorisations(), (one) => one.recordedOn).flatMap(([day, group]) => {
    const [first] = group;
    if (!first) return [];
    return writing(instantOf(first.recordedOn, '15:00'), 'controlling1', async (tx) => {
      const [lines, papers] = [await lineKeys(tx.query), await paperKeys(tx.query)];
      const rows = group.map((one) => ({
        ...{ line_id: idFrom(lines, `${one.year}|${one.line}`), due_year: one.dueYear, cents: one.cents },
        ...{ effective_on: one.effectiveOn, reason: one.reason, request_id: null, reverses_id: null },
        ...{ council_paper_id: idFrom(papers, one.paper), origin: one.origin, recorded_seq: tx.seq },
      }));
      await tx.query.insertInto('commitment_authorisation').values(rows).execute();
      const after = { authorisations: rows.length };
      return { action: 'authorisation.record', entity: 'authorisation', entityId: day, after };
    });
  });
}

/** A forecast of a quarter's end is given some days later, by the person named. */
function forecastSteps(): DemoStep[] {
  return groupedBy(readForecasts(), (one) => `${one.forecastOn}|${one.author}`).flatMap(([key, group]) => {
    const [first] = group;
    if (!first) return [];
    return writing(instantOf(addDays(first.forecastOn, 2), '09:30'), first.author, async (tx, authorId) => {
      const lines = await lineKeys(tx.query);
      const rows = group.map((one) => ({
        ...{ line_id: idFrom(lines, `${one.year}|${one.line}`), forecast_on: one.forecastOn },
        ...{ cents: one.cents, note: one.note, author_id: authorId },
        ...{ origin: one.origin, recorded_seq: tx.seq },
      }));
      await tx.query.insertInto('line_forecast').values(rows).execute();
      return {
        action: 'forecast.report',
        entity: 'budget-line',
        entityId: key,
        after: { forecasts: rows.length },
      };
    });
  });
}

/** Commitment authorisations and forecasts of the demo; all of it invented. */
export const planningSteps = (): DemoStep[] => [...authorisationSteps(), ...forecastSteps()];
