import { toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { systemClock } from '../clock.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';

const day = toIsoDate;
const euro = (amount: number) => toCents(amount * 100);
const dated = { valid_from: day('2020-01-01'), valid_to: null, origin: 'invented' } as const;

/** Ids of what `addTestPortfolio` put in. */
export interface TestPortfolio {
  /** Planned on 01.01.2020, running from 01.03.2020. Led by the given user: two milestones, one reached; 1,000 euro of budget, 400 spent. */
  led: number;
  /** Led by nobody. */
  foreign: number;
  /** Of the led project: reached on 10.02.2021, and open with baseline 31.05.2021. */
  reached: number;
  open: number;
}

async function structure(query: Queries, recorded: { recorded_seq: number }) {
  const id = async (insert: { executeTakeFirstOrThrow(): Promise<{ id: number }> }): Promise<number> =>
    (await insert.executeTakeFirstOrThrow()).id;
  const base = { ...dated, ...recorded };
  return {
    stage_id: await id(
      query
        .insertInto('stage')
        .values({ ...base, code: 'I', name: 'Stufe I', first_year: 2020, last_year: 2021 })
        .returning('id'),
    ),
    field_id: await id(
      query
        .insertInto('field_of_action')
        .values({ ...base, code: 'prozesse', name: 'Prozesse', position: 2 })
        .returning('id'),
    ),
    office_id: await id(
      query
        .insertInto('office')
        .values({ ...base, code: '51', name: 'Jugendamt' })
        .returning('id'),
    ),
    sub_budget_id: await id(
      query
        .insertInto('sub_budget')
        .values({ ...base, code: '100', name: 'Haupt- und Personalamt', office_id: null })
        .returning('id'),
    ),
  };
}

type Structure = Awaited<ReturnType<typeof structure>> & { recorded_seq: number };

const stateOf = (projectId: number, seq: number) =>
  ({ project_id: projectId, reason: 'Projektauftrag', origin: 'invented', recorded_seq: seq }) as const;

async function addProject(query: Queries, at: Structure, number: string, lead: number | null) {
  const { stage_id, field_id, office_id, recorded_seq } = at;
  const { id } = await query
    .insertInto('project')
    .values({
      number,
      name: `Projekt ${number}`,
      stage_id,
      field_id,
      office_id,
      recorded_seq,
      lead_user_id: lead,
      starts_on: day('2020-03-01'),
      ends_on: day('2021-12-31'),
      origin: 'invented',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await query
    .insertInto('project_state')
    .values([
      { ...stateOf(id, recorded_seq), state: 'planned', effective_on: day('2020-01-01') },
      { ...stateOf(id, recorded_seq), state: 'running', effective_on: day('2020-03-01') },
    ])
    .execute();
  return id;
}

async function addMilestone(
  query: Queries,
  seq: number,
  projectId: number,
  milestone: { position: number; name: string; baseline: string; weight: number },
): Promise<number> {
  const { position, name, baseline, weight } = milestone;
  const { id } = await query
    .insertInto('milestone')
    .values({ project_id: projectId, position, name, origin: 'invented', recorded_seq: seq })
    .returning('id')
    .executeTakeFirstOrThrow();
  await query
    .insertInto('milestone_baseline')
    .values({
      milestone_id: id,
      baseline_on: day(baseline),
      weight_cents: euro(weight),
      in_force_on: day('2020-03-01'),
      reason: 'Projektauftrag',
      council_paper_id: null,
      recorded_seq: seq,
    })
    .execute();
  return id;
}

async function addBudget(query: Queries, at: Structure, projectId: number): Promise<void> {
  const { sub_budget_id, stage_id, field_id, recorded_seq } = at;
  const line = await query
    .insertInto('budget_line')
    .values({
      sub_budget_id,
      stage_id,
      field_id,
      recorded_seq,
      number: 'Z-1',
      name: 'eAkte',
      year: 2021,
      ledger: 'result',
      kind: 'material',
      funding: 'package',
      office_id: null,
      project_id: projectId,
      cover_group_id: null,
      account: '440',
      cost_object: '0100',
      import_id: null,
      origin: 'invented',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await query
    .insertInto('movement')
    .values({
      line_id: line.id,
      kind: 'A',
      cents: euro(1000),
      effective_on: day('2021-01-01'),
      reason: 'Haushalt',
      council_paper_id: null,
      counter_line_id: null,
      pair_key: null,
      import_id: null,
      row_key: null,
      occurrence: null,
      reverses_id: null,
      origin: 'invented',
      recorded_seq,
    })
    .execute();
  await query
    .insertInto('actual_month')
    .values({
      line_id: line.id,
      ledger: 'result',
      fiscal_year: 2021,
      month: '2021-04',
      recorded_seq,
      cents: euro(400),
      postings: 1,
    })
    .execute();
}

/** A small portfolio whose figures a test can work out by head. */
export async function addTestPortfolio(db: Database, leadUserId: number): Promise<TestPortfolio> {
  return transact(db, { clock: systemClock, writer: { id: null, name: 'test' } }, async ({ query, seq }) => {
    const at = { ...(await structure(query, { recorded_seq: seq })), recorded_seq: seq };
    const led = await addProject(query, at, 'P-041', leadUserId);
    const foreign = await addProject(query, at, 'P-042', null);
    const reached = await addMilestone(query, seq, led, {
      position: 1,
      name: 'Los 1',
      baseline: '2021-01-31',
      weight: 400,
    });
    const open = await addMilestone(query, seq, led, {
      position: 2,
      name: 'Los 2',
      baseline: '2021-05-31',
      weight: 600,
    });
    await query
      .insertInto('milestone_actual')
      .values({
        milestone_id: reached,
        reached_on: day('2021-02-10'),
        evidence: 'Protokoll',
        recorded_seq: seq,
      })
      .execute();
    await query
      .insertInto('milestone_forecast')
      .values([
        {
          milestone_id: open,
          reporting_date: day('2020-12-31'),
          forecast_on: day('2021-05-31'),
          recorded_seq: seq,
        },
        {
          milestone_id: open,
          reporting_date: day('2021-03-31'),
          forecast_on: day('2021-06-30'),
          recorded_seq: seq,
        },
      ])
      .execute();
    await addBudget(query, at, led);
    return {
      result: { led, foreign, reached, open },
      change: { action: 'test', entity: 'test', entityId: 'portfolio' },
    };
  });
}
