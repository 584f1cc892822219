import { toIsoDate } from '#shared/calendar.ts';
import { ZERO_CENTS } from '#shared/money.ts';
import { lineFigures, unassignedActuals } from '../ledger/figures.sql.ts';
import type { Database } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { listProjects } from '../projects/projects.sql.ts';
import { DEMO_AS_OF } from './demo-imports.ts';

const YEAR_END = toIsoDate('2020-12-31');
const YEAR_BEFORE = toIsoDate('2020-06-30');

async function movementFacts(db: Database) {
  return db.read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .leftJoin('council_paper as c', 'c.id', 'm.council_paper_id')
    .select([
      'm.kind',
      'm.cents',
      'm.pair_key as pair',
      'm.effective_on as effectiveOn',
      'l.number',
      'l.year',
      'l.ledger',
      'l.transferable',
      'l.kind as lineKind',
      'c.number as paper',
    ])
    .execute();
}

async function moneyFacts(db: Database) {
  const { read } = db;
  return {
    lines: await lineFigures(read, { asOf: DEMO_AS_OF }),
    yearEnd: await lineFigures(read, { asOf: YEAR_END, years: [2020] }),
    unassigned: await unassignedActuals(read, DEMO_AS_OF),
    movements: await movementFacts(db),
    envelopes: await read.selectFrom('envelope').selectAll().orderBy('position').execute(),
    imports: await read.selectFrom('import').selectAll().orderBy('id').execute(),
    postings: await read
      .selectFrom('posting')
      .select((eb) => [countRows().as('rows'), sumOfCents(eb.ref('cents')).as('cents')])
      .executeTakeFirstOrThrow(),
    credits: await read
      .selectFrom('posting')
      .where('cents', '<', ZERO_CENTS)
      .select(countRows().as('rows'))
      .executeTakeFirstOrThrow(),
    ordered: await read
      .selectFrom('posting as p')
      .leftJoin('commitment_entry as e', 'e.posting_id', 'p.id')
      .leftJoin('commitment as c', 'c.id', 'e.commitment_id')
      .where('p.order_number', 'is not', null)
      .select(['p.cents', 'p.line_id as lineId', 'e.cents as released', 'c.line_id as orderLine'])
      .execute(),
    later: await read
      .selectFrom('commitment as c')
      .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
      .where('c.due_year', '=', 2022)
      .select((eb) => sumOfCents(eb.ref('e.cents')).as('cents'))
      .executeTakeFirstOrThrow(),
  };
}

async function programmeFacts(db: Database) {
  const { read } = db;
  return {
    projects: await read.selectFrom('project').selectAll().orderBy('id').execute(),
    lights: await listProjects(read, DEMO_AS_OF),
    yearBefore: await listProjects(read, YEAR_BEFORE),
    positions: await read.selectFrom('position').selectAll().execute(),
    events: await read
      .selectFrom('position_event as e')
      .innerJoin('position as p', 'p.id', 'e.position_id')
      .where('e.kind', 'in', ['filled', 'vacant'])
      .orderBy('e.effective_on')
      .select(['e.position_id as positionId', 'e.effective_on as on', 'e.share_ten_thousandths as share'])
      .execute(),
    weights: await read
      .selectFrom('milestone_baseline as b')
      .innerJoin('milestone as m', 'm.id', 'b.milestone_id')
      .orderBy('b.in_force_on')
      .select(['m.id', 'm.project_id as projectId', 'b.weight_cents as cents', 'b.baseline_on as on'])
      .execute(),
    reports: await read
      .selectFrom('status_report as r')
      .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
      .select([
        'r.project_id as projectId',
        'r.reporting_date as on',
        'r.divergence_reason as reason',
        'h.at',
      ])
      .execute(),
    papers: await read
      .selectFrom('council_paper as c')
      .innerJoin('history as h', 'h.seq', 'c.recorded_seq')
      .selectAll('c')
      .select('h.at')
      .execute(),
    issued: await read.selectFrom('issued_report').select(['as_of', 'issued_at']).orderBy('as_of').execute(),
    history: await read.selectFrom('history').select(['seq', 'at', 'action']).orderBy('seq').execute(),
    rates: await read.selectFrom('grade_rate').select(['grade', 'valid_from', 'origin']).execute(),
  };
}

/** Everything the demo's rules are checked on, read once. */
export async function demoFacts(db: Database) {
  return { ...(await moneyFacts(db)), ...(await programmeFacts(db)) };
}
export type DemoFacts = Awaited<ReturnType<typeof demoFacts>>;
