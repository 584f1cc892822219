import type { Ledger } from '#shared/budget/terms.ts';
import { addDays, toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Tx } from '../db/transact.ts';
import { keysByCode, projectKeys } from '../demo/demo-keys.sql.ts';
import { idFrom } from '../demo/demo-step.sql.ts';
import { ACCOUNTS, MILESTONES, SUBJECTS, TASKS } from './generated-words.ts';
import type { Seeded } from './seeded.ts';

/** The double budget generated data stands in, after the demo's own. */
export const FIRST_YEAR = 2024;
export const LAST_YEAR = 2025;
const STAGE = 'III';
const COVER_GROUPS = 40;

/** A generated line, as far as its postings need it. */
export interface GeneratedLine {
  id: number;
  year: number;
  ledger: Ledger;
  account: string;
  costObject: string;
  appropriation: Cents;
}

const recordedBy = (tx: Tx) => ({ origin: 'invented' as const, recorded_seq: tx.seq });

function places(seeded: Seeded, keys: ReadonlyMap<string, number>): number {
  return seeded.pick([...keys.values()]);
}

/** Projects of the third stage, running since the start of the double budget, with four milestones each. */
export async function generateProjects(tx: Tx, seeded: Seeded, count: number): Promise<void> {
  const [fields, offices] = [
    await keysByCode(tx.query, 'field_of_action'),
    await keysByCode(tx.query, 'office'),
  ];
  const stage = idFrom(await keysByCode(tx.query, 'stage'), STAGE);
  const start = toIsoDate(`${FIRST_YEAR}-01-01`);
  const numbers = Array.from({ length: count }, (_, n) => `G-${String(n + 1).padStart(4, '0')}`);
  await tx.insertMany(
    'project',
    numbers.map((number) => ({
      number,
      name: `${seeded.pick(SUBJECTS)}, ${seeded.pick(TASKS)}`,
      description: 'Erzeugte Daten',
      stage_id: stage,
      field_id: places(seeded, fields),
      office_id: places(seeded, offices),
      starts_on: start,
      ends_on: addDays(start, 365 + seeded.below(700)),
      ...recordedBy(tx),
    })),
  );
  const ids = await projectKeys(tx.query);
  const own = numbers.map((number) => idFrom(ids, number));
  await tx.insertMany(
    'project_state',
    own.map((project_id) => ({
      project_id,
      state: 'running' as const,
      effective_on: start,
      ...recordedBy(tx),
    })),
  );
  await generateMilestones(tx, seeded, own);
}

async function generateMilestones(tx: Tx, seeded: Seeded, projects: readonly number[]): Promise<void> {
  await tx.insertMany(
    'milestone',
    projects.flatMap((project_id) =>
      MILESTONES.map((name, n) => ({ project_id, position: n + 1, name, ...recordedBy(tx) })),
    ),
  );
  const milestones = await tx.query
    .selectFrom('milestone')
    .where('project_id', 'in', (eb) => eb.selectFrom('project').where('number', 'like', 'G-%').select('id'))
    .orderBy('id')
    .select(['id', 'position'])
    .execute();
  const start = toIsoDate(`${FIRST_YEAR}-01-01`);
  await tx.insertMany(
    'milestone_baseline',
    milestones.map(({ id, position }) => ({
      milestone_id: id,
      baseline_on: addDays(start, position * 150 + seeded.below(60)),
      weight_cents: toCents(seeded.between(20, 400) * 100_000),
      in_force_on: start,
      reason: 'Erzeugte Daten: erster Plan',
      recorded_seq: tx.seq,
    })),
  );
}

function generatedLine(seeded: Seeded, n: number, year: number) {
  const { account, ledger, kind } = seeded.pick(ACCOUNTS);
  return {
    number: `G${String(n + 1).padStart(5, '0')}`,
    name: `${seeded.pick(SUBJECTS)}, ${seeded.pick(TASKS)}`,
    year,
    ledger,
    kind,
    account,
    cost_object: `9${String(n + 1).padStart(6, '0')}.${String(seeded.between(1, 999)).padStart(3, '0')}`,
    transferable: seeded.perMille(400) ? (1 as const) : (0 as const),
  };
}

async function insertGroups(tx: Tx): Promise<number[]> {
  const groups = Array.from({ length: COVER_GROUPS }, (_, n) => {
    const code = `G-${String(n + 1).padStart(2, '0')}`;
    return { code, name: `Erzeugter Kreis ${n + 1}`, ...recordedBy(tx) };
  });
  await tx.insertMany('cover_group', groups);
  const keys = await keysByCode(tx.query, 'cover_group');
  return groups.map(({ code }) => idFrom(keys, code));
}

/** Lines, half of them in each year, with their appropriation. */
export async function generateLines(tx: Tx, seeded: Seeded, count: number): Promise<GeneratedLine[]> {
  const subBudgets = await keysByCode(tx.query, 'sub_budget');
  const [fields, offices] = [
    await keysByCode(tx.query, 'field_of_action'),
    await keysByCode(tx.query, 'office'),
  ];
  const stage_id = idFrom(await keysByCode(tx.query, 'stage'), STAGE);
  const projects = await tx.query
    .selectFrom('project')
    .where('number', 'like', 'G-%')
    .orderBy('id')
    .select('id')
    .execute();
  const groups = await insertGroups(tx);
  await tx.insertMany(
    'budget_line',
    Array.from({ length: count }, (_, n) => ({
      ...generatedLine(seeded, n, n % 2 === 0 ? FIRST_YEAR : LAST_YEAR),
      funding: 'package' as const,
      stage_id,
      sub_budget_id: places(seeded, subBudgets),
      office_id: places(seeded, offices),
      field_id: places(seeded, fields),
      project_id: projects.length === 0 || seeded.perMille(100) ? null : seeded.pick(projects).id,
      cover_group_id: seeded.pick(groups),
      twin: 1,
      ...recordedBy(tx),
    })),
  );
  const lines = await tx.query
    .selectFrom('budget_line')
    .where('number', 'like', 'G%')
    .where('year', '>=', FIRST_YEAR)
    .orderBy('id')
    .select(['id', 'year', 'ledger', 'account', 'cost_object as costObject'])
    .execute();
  return lines.map((line) => ({ ...line, appropriation: toCents(seeded.between(20, 4_000) * 100_000) }));
}

/** Every line's Ansatz; some transfers (pairs that sum to zero), supplements and blocks. */
export async function generateMovements(
  tx: Tx,
  seeded: Seeded,
  lines: readonly GeneratedLine[],
): Promise<void> {
  const of = (line: GeneratedLine, kind: 'A' | 'N' | 'U' | 'S', cents: number, day: string) => ({
    line_id: line.id,
    kind,
    cents: toCents(cents),
    effective_on: toIsoDate(`${line.year}-${day}`),
    reason: 'Erzeugte Daten',
    pair_key: null as string | null,
    ...recordedBy(tx),
  });
  const rows = lines.map((line) => of(line, 'A', line.appropriation, '01-01'));
  for (const [n, line] of lines.entries()) {
    if (seeded.perMille(60)) rows.push(of(line, 'N', seeded.between(1, 50) * 100_000, '04-15'));
    if (seeded.perMille(40)) rows.push(of(line, 'S', seeded.between(1, 10) * 100_000, '03-01'));
    const other = lines.find((one, at) => at > n && one.year === line.year && one.ledger === line.ledger);
    if (!other || !seeded.perMille(80)) continue;
    const [cents, pair_key] = [seeded.between(1, 30) * 50_000, `G-${line.id}`];
    rows.push(
      { ...of(line, 'U', -cents, '05-20'), pair_key },
      { ...of(other, 'U', cents, '05-20'), pair_key },
    );
  }
  await tx.insertMany('movement', rows);
}

/** Two orders a line; which of them an invoice names is said by its postings. */
export async function generateOrders(tx: Tx, seeded: Seeded, lines: readonly GeneratedLine[]): Promise<void> {
  await tx.insertMany(
    'commitment',
    lines.flatMap((line) =>
      [1, 2].map((n) => ({
        order_number: orderNumber(line, n),
        line_id: line.id,
        text: `${seeded.pick(SUBJECTS)}, Bestellung`,
        ordered_on: toIsoDate(`${line.year}-01-15`),
        due_year: line.year,
        ...recordedBy(tx),
      })),
    ),
  );
  const orders = await tx.query
    .selectFrom('commitment')
    .where('order_number', 'like', '459%')
    .select(['id', 'due_year as year'])
    .orderBy('id')
    .execute();
  await tx.insertMany(
    'commitment_entry',
    orders.map(({ id, year }) => ({
      commitment_id: id,
      kind: 'ordered' as const,
      cents: toCents(seeded.between(5, 200) * 100_000),
      effective_on: toIsoDate(`${year}-01-15`),
      ...recordedBy(tx),
    })),
  );
}

/** SAP order numbers start with 45; those of generated data with 459. */
export function orderNumber(line: GeneratedLine, n: number): string {
  return `459${String(line.id).padStart(6, '0')}${n}`;
}
