import type { IsoDate } from '#shared/calendar.ts';
import { toIsoDate } from '#shared/calendar.ts';
import type { Tx } from '../db/transact.ts';
import { transact } from '../db/transact.ts';
import { addPaper } from '../papers/write-papers.sql.ts';
import { insertAccountMap } from '../setup/base-data.sql.ts';
import { readGradeRates, readPapers, readStructure, readUsers } from './demo-files.ts';
import type { Structure } from './demo-files.ts';
import { keysByCode } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

const START = toIsoDate('2019-12-20');

/** Kind `demo`, account maps and the demo accounts: what must stand before anybody can write. */
function accountsStep(): DemoStep {
  return {
    at: instantOf(START, '07:00'),
    run: async ({ db, clock }) => {
      await transact(db, { clock, writer: { id: null, name: 'moves' } }, async (tx) => {
        const accounts = await insertAccountMap(tx.query, tx.seq);
        await tx.query.insertInto('meta').values({ key: 'kind', value: 'demo' }).execute();
        const city = { name: 'Landeshauptstadt Stuttgart', place: 'Stuttgart', programme: 'Digital MoveS' };
        await tx.query
          .insertInto('city')
          .values({ id: 1, ...city, sender: '', recorded_seq: tx.seq })
          .execute();
        const users = readUsers();
        await tx.query
          .insertInto('app_user')
          .values(
            users.map(({ login, name, role, office, description }) => ({
              login,
              name,
              role,
              office_code: office ?? null,
              description,
              recorded_seq: tx.seq,
            })),
          )
          .execute();
        const after = { kind: 'demo', accounts, users: users.length };
        return {
          result: undefined,
          change: { action: 'database.init', entity: 'database', entityId: 'demo', after },
        };
      });
    },
  };
}

async function insertDated(tx: Tx, structure: Structure, recordedOn: IsoDate): Promise<void> {
  const valid = (row: { validFrom: IsoDate; origin: 'source' | 'invented' | 'live' }) => ({
    valid_from: row.validFrom,
    valid_to: null,
    origin: row.origin,
    recorded_seq: tx.seq,
  });
  const due = <T extends { recordedOn: IsoDate }>(rows: T[]): T[] =>
    rows.filter((row) => row.recordedOn === recordedOn);
  const stages = due(structure.stages).map((row) => ({
    code: row.code,
    name: row.name,
    first_year: row.firstYear,
    last_year: row.lastYear,
    ...valid(row),
  }));
  if (stages.length > 0) await tx.query.insertInto('stage').values(stages).execute();
  const fields = due(structure.fields).map((row) => ({
    code: row.code,
    name: row.name,
    position: row.position,
    ...valid(row),
  }));
  if (fields.length > 0) await tx.query.insertInto('field_of_action').values(fields).execute();
  const offices = due(structure.offices).map((row) => ({ code: row.code, name: row.name, ...valid(row) }));
  if (offices.length > 0) await tx.query.insertInto('office').values(offices).execute();
}

async function insertFrame(tx: Tx, structure: Structure): Promise<void> {
  const offices = await keysByCode(tx.query, 'office');
  const recorded = { recorded_seq: tx.seq };
  const subBudgets = structure.subBudgets.map((row) => ({
    code: row.code,
    name: row.name,
    office_id: idFrom(offices, row.office),
    valid_from: row.validFrom,
    valid_to: null,
    origin: row.origin,
    ...recorded,
  }));
  await tx.query.insertInto('sub_budget').values(subBudgets).execute();
  await tx.query
    .insertInto('cover_group')
    .values(structure.coverGroups.map((row) => ({ ...row, ...recorded })))
    .execute();
  const groups = await keysByCode(tx.query, 'cover_group');
  const edges = structure.coverEdges.map((edge) => ({
    from_group_id: idFrom(groups, edge.from),
    to_group_id: idFrom(groups, edge.to),
    valid_from: edge.validFrom,
    valid_to: null,
    ...recorded,
  }));
  await tx.query.insertInto('cover_edge').values(edges).execute();
  const envelopes = structure.envelopes.map((row) => ({
    position: row.position,
    name: row.name,
    ceiling_cents: row.ceilingCents,
    scope: JSON.stringify(row.scope),
    scope_text: row.scopeText,
    note: row.note,
    valid_from: row.validFrom,
    valid_to: null,
    origin: row.origin,
    ...recorded,
  }));
  await tx.query.insertInto('envelope').values(envelopes).execute();
}

function structureSteps(structure: Structure): DemoStep[] {
  const dates = groupedBy(
    [...structure.stages, ...structure.fields, ...structure.offices],
    (row) => row.recordedOn,
  );
  return dates.map(([date]) => {
    const recordedOn = toIsoDate(date);
    return writing(instantOf(recordedOn, '07:10'), 'admin', async (tx) => {
      await insertDated(tx, structure, recordedOn);
      if (recordedOn === START) await insertFrame(tx, structure);
      const after = {
        recordedOn,
        stages: structure.stages.filter((s) => s.recordedOn === recordedOn).length,
      };
      return { action: 'structure.record', entity: 'structure', entityId: recordedOn, after };
    });
  });
}

function paperSteps(): DemoStep[] {
  return readPapers().map((paper) =>
    writing(instantOf(paper.sessionOn, '14:00'), 'programmbuero', async (tx) => {
      const { number, year, title, kind, body, summary, origin } = paper;
      const row = { number, year, title, kind, body, summary, origin, session_on: paper.sessionOn };
      await addPaper(tx, row);
      const after = { title, sessionOn: paper.sessionOn };
      return { action: 'paper.record', entity: 'council_paper', entityId: `${number}/${year}`, after };
    }),
  );
}

/** Rates are known from the double budget on; those of 2024 when they were published. */
function rateSteps(): DemoStep[] {
  const known = (validFrom: string): IsoDate => (validFrom < '2022' ? START : toIsoDate('2024-01-15'));
  return groupedBy(readGradeRates(), (rate) => known(rate.validFrom)).map(([date, rates]) =>
    writing(instantOf(toIsoDate(date), '07:20'), 'admin', async (tx) => {
      const rows = rates.map((rate) => ({
        grade: rate.grade,
        year_cents: rate.yearCents,
        overhead_cents: rate.overheadCents,
        valid_from: rate.validFrom,
        valid_to: rate.validTo,
        origin: rate.origin,
        recorded_seq: tx.seq,
      }));
      await tx.query.insertInto('grade_rate').values(rows).execute();
      return {
        action: 'grade-rate.record',
        entity: 'grade_rate',
        entityId: date,
        after: { rates: rows.length },
      };
    }),
  );
}

/** Accounts, stages, fields, offices, sub-budgets, envelopes, council papers and grade rates. */
export function structureStepsOfDemo(): DemoStep[] {
  return [accountsStep(), ...structureSteps(readStructure()), ...paperSteps(), ...rateSteps()];
}
