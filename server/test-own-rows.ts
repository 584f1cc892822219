import { toIsoDate } from '#shared/calendar.ts';
import type { Role } from '#shared/permissions.ts';
import { systemClock } from './clock.ts';
import type { Database, Queries } from './db/database.ts';
import { KeptFacts, lookWith } from './db/kept.ts';
import { transact } from './db/transact.ts';
import type { TestFetch } from './http/test-app.ts';
import { addIndicator } from './indicators/write-indicators.sql.ts';
import { addRisk } from './risks/write-risks.sql.ts';
import { readWorkbook } from './workbook/test-workbook.ts';

/** An account of a bound role, and what is its own by a rule written down a second time, by hand. */
export interface BoundAccount {
  login: string;
  role: Role;
  isOwn: (row: { leadUserId: number | null; office: string | null }) => boolean;
}

/** Accounts beside those of the demo: leads with and without an office, and a lead of nothing. */
export async function addBoundAccounts(db: Database): Promise<BoundAccount[]> {
  const role = 'project-lead' as const;
  const more = [
    { login: 'lead-none', name: 'Ohne Projekt', role, office_code: null, description: 'nur im Test' },
    { login: 'lead-63', name: 'Leitung mit Amt', role, office_code: '63', description: 'nur im Test' },
  ];
  const by = { clock: systemClock, writer: { id: null, name: 'test' } };
  await transact(db, by, async (tx) => {
    const rows = more.map((row) => ({ ...row, recorded_seq: tx.seq }));
    await tx.query.insertInto('app_user').values(rows).execute();
    // An entry of the register and an indicator in every project, so that each can be asked about.
    for (const { id } of await tx.query.selectFrom('project').select('id').orderBy('id').execute()) {
      await addRisk(tx, {
        ...{ projectId: id, kind: 'risk', title: 'Im Test', probability: 1, impact: 1, origin: 'invented' },
        ...{ measure: 'Keine', owner: 'Amt', dueOn: null, paperId: null },
        openedOn: toIsoDate('2021-02-08'),
      });
      await addIndicator(
        tx,
        {
          ...{ code: `TEST-${id}`, kind: 'count', basis: 'measured', origin: 'invented' },
          startsOn: toIsoDate('2021-02-08'),
        },
        {
          ...{ name: 'Im Test', meaning: 'Im Test', unit: 'Stück', direction: 'up', projectId: id },
          ...{ fieldId: null, model: '', lowest: null, highest: null },
        },
      );
    }
    return { result: undefined, change: { action: 'user.add', entity: 'app_user', entityId: 'test' } };
  });
  const led = await db.read
    .selectFrom('app_user')
    .where('login', '=', 'projektleitung1')
    .select('id')
    .executeTakeFirstOrThrow();
  return [
    { login: 'amt1', role: 'office', isOwn: (row) => row.office === '32' },
    { login: 'projektleitung1', role, isOwn: (row) => row.leadUserId === led.id },
    { login: 'lead-63', role, isOwn: (row) => row.office === '63' },
    { login: 'lead-none', role, isOwn: () => false },
  ];
}

/** What a route can be asked about. */
export interface Named {
  project: number;
  milestone: number;
  risk: number;
  indicator: number;
  line: number;
  subBudget: string;
  group: string;
}

export const MISSING: Named = {
  ...{ project: 987_654, milestone: 987_654, risk: 987_654, indicator: 987_654 },
  ...{ line: 987_654, subBudget: 'ZZ9', group: 'ZZ9-Z' },
};

/** Of a project: a milestone and a line of 2021, with the codes of the line. */
async function namedOf(db: Database, project: number): Promise<Named | undefined> {
  const line = await db.read
    .selectFrom('budget_line as l')
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .innerJoin('cover_group as g', 'g.id', 'l.cover_group_id')
    .where('l.project_id', '=', project)
    .where('l.year', '=', 2021)
    .where('l.ledger', '=', 'result')
    .select(['l.id', 's.code as subBudget', 'g.code as group'])
    .orderBy('l.id')
    .executeTakeFirst();
  const milestone = await db.read
    .selectFrom('milestone')
    .where('project_id', '=', project)
    .select('id')
    .orderBy('id')
    .executeTakeFirst();
  const risk = await db.read
    .selectFrom('risk')
    .where('project_id', '=', project)
    .where('kind', '=', 'risk')
    .select('id')
    .orderBy('id')
    .executeTakeFirst();
  const indicator = await db.read
    .selectFrom('indicator_fact')
    .where('project_id', '=', project)
    .select('indicator_id as id')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  if (!line || !milestone || !risk || !indicator) return undefined;
  return {
    project,
    milestone: milestone.id,
    risk: risk.id,
    indicator: indicator.id,
    line: line.id,
    subBudget: line.subBudget,
    group: line.group,
  };
}

/** A project of one's own and a foreign one whose codes are of nobody's own lines; by the hand-written rule. */
export async function ownAndForeign(
  db: Database,
  { isOwn }: BoundAccount,
): Promise<{ own: Named; foreign: Named }> {
  const projects = await db.read
    .selectFrom('project as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .select(['p.id', 'p.lead_user_id as leadUserId', 'o.code as office'])
    .orderBy('p.id')
    .execute();
  const mine = new Set(projects.filter(isOwn).map(({ id }) => id));
  const all: Named[] = [];
  for (const { id } of projects) {
    const named = await namedOf(db, id);
    if (named) all.push(named);
  }
  const own = all.find(({ project }) => mine.has(project));
  const lines = await db.read
    .selectFrom('budget_line as l')
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .leftJoin('office as o', 'o.id', 'l.office_id')
    .leftJoin('cover_group as g', 'g.id', 'l.cover_group_id')
    .select(['l.project_id as project', 'o.code as office', 's.code as subBudget', 'g.code as group'])
    .execute();
  const codes = lines
    .filter((row) => (row.project === null ? isOwn({ ...row, leadUserId: null }) : mine.has(row.project)))
    .flatMap((row) => [row.subBudget, row.group]);
  const foreign = all.find(
    (one) => !mine.has(one.project) && !codes.includes(one.subBudget) && !codes.includes(one.group),
  );
  if (!own || !foreign) throw new Error('The demo has no own and foreign project for this account.');
  return { own, foreign };
}

/** What stands in the cells of a workbook; its bytes differ by the name of what was asked for. */
async function cellsOf(bytes: Buffer): Promise<string> {
  const cells: unknown[] = [];
  const workbook = await readWorkbook(bytes);
  workbook.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => cells.push(cell.value));
    });
  });
  return JSON.stringify(cells);
}

/** An answer as it is compared: status and text, without the trace and the name of what was asked for. */
export async function answerTo(
  fetch: TestFetch,
  path: string,
  init: Parameters<TestFetch>[1] = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(path, init);
  const isFile = response.headers.get('content-type')?.includes('spreadsheet') === true;
  const text = isFile ? await cellsOf(Buffer.from(await response.arrayBuffer())) : await response.text();
  return {
    status: response.status,
    text: text
      .replace(/"traceId":"[^"]*"/u, '')
      .replace(/(Haushaltszeile )\d+/u, '$1…')
      .replace(/(THH )[^",]+/u, '$1…'),
  };
}

/** The same database, whose statements are counted, with the facts that a server keeps. */
export function counted(db: Database): { db: Database; statements: () => number } {
  let statements = 0;
  const counting = (query: Queries): Queries =>
    query.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: ({ result }) => {
        statements += 1;
        return Promise.resolve(result);
      },
    });
  const kept = new KeptFacts();
  const snapshot: Database['snapshot'] = (work) =>
    db.snapshot((tx) => {
      const read = counting(tx);
      lookWith(read, kept);
      return work(read);
    });
  const writeTransaction: Database['writeTransaction'] = (work, staged) =>
    db.writeTransaction((tx, ...rest) => work(counting(tx), ...rest), staged);
  return {
    db: { ...db, read: counting(db.read), snapshot, writeTransaction },
    statements: () => statements,
  };
}
