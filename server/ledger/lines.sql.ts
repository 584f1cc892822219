import type { Funding, Ledger, LineKind } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { masterNames } from '../dated-names/master-facts.sql.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';

/** A budget line with its names. */
export interface Line {
  id: number;
  number: string;
  name: string;
  year: number;
  ledger: Ledger;
  kind: LineKind;
  funding: Funding;
  account: string;
  costObject: string;
  subBudget: string;
  subBudgetName: string;
  office: string | null;
  stage: string | null;
  field: string | null;
  projectId: number | null;
  project: string | null;
  projectName: string | null;
  coverGroup: string | null;
  coverGroupName: string | null;
  transferable: boolean;
  origin: Origin;
}

export interface LineSelection {
  /** Business date: what took effect up to and including this day. */
  asOf: IsoDate;
  /** The second clock: only what was recorded up to this history row counts; absent = all that is known. */
  knownSeq?: number | undefined;
  years?: readonly number[] | undefined;
  projectIds?: readonly number[] | undefined;
  lineIds?: readonly number[] | undefined;
  /** Codes of cover groups. */
  coverGroups?: readonly string[] | undefined;
}

/** The lines of a selection, bare: a part joins what it sums and nothing else. */
export function linesQuery(read: Queries, selection: Partial<LineSelection>) {
  let query = read.selectFrom('budget_line as l');
  if (selection.years) query = query.where('l.year', 'in', selection.years);
  if (selection.projectIds) query = query.where('l.project_id', 'in', selection.projectIds);
  if (selection.lineIds) query = query.where('l.id', 'in', selection.lineIds);
  const { coverGroups } = selection;
  if (!coverGroups) return query;
  return query.where('l.cover_group_id', 'in', (eb) =>
    eb.selectFrom('cover_group').where('code', 'in', coverGroups).select('id'),
  );
}

/** Every line with the codes and names it goes by, the names of its project apart. */
export function lineRows(read: Queries) {
  return read
    .selectFrom('budget_line as l')
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .leftJoin('office as o', 'o.id', 'l.office_id')
    .leftJoin('stage as st', 'st.id', 'l.stage_id')
    .leftJoin('field_of_action as f', 'f.id', 'l.field_id')
    .leftJoin('cover_group as g', 'g.id', 'l.cover_group_id')
    .select([
      'l.id',
      'l.number',
      'l.name',
      'l.year',
      'l.ledger',
      'l.kind',
      'l.funding',
      'l.account',
      'l.cost_object as costObject',
      'l.transferable',
      'l.origin',
      'l.project_id as projectId',
      'l.recorded_seq as seq',
      's.code as subBudget',
      's.name as subBudgetName',
      'o.code as office',
      'st.code as stage',
      'f.code as field',
      'g.code as coverGroup',
      'g.name as coverGroupName',
    ]);
}

const namedLines = question((read, selection: Partial<LineSelection>) =>
  linesQuery(read, selection)
    .innerJoin('sub_budget as s', 's.id', 'l.sub_budget_id')
    .leftJoin('office as o', 'o.id', 'l.office_id')
    .leftJoin('stage as st', 'st.id', 'l.stage_id')
    .leftJoin('field_of_action as f', 'f.id', 'l.field_id')
    .leftJoin('project as p', 'p.id', 'l.project_id')
    .leftJoin('cover_group as g', 'g.id', 'l.cover_group_id')
    .select([
      'l.id',
      'l.number',
      'l.name',
      'l.year',
      'l.ledger',
      'l.kind',
      'l.funding',
      'l.account',
      'l.cost_object as costObject',
      'l.transferable',
      'l.origin',
      'l.project_id as projectId',
      's.code as subBudget',
      's.name as subBudgetName',
      'o.code as office',
      'st.code as stage',
      'f.code as field',
      'p.number as project',
      'p.name as projectName',
      'g.code as coverGroup',
      'g.name as coverGroupName',
    ]),
);

export async function selectLines(read: Queries, selection: LineSelection): Promise<Line[]> {
  const { years, projectIds, lineIds, coverGroups } = selection;
  const rows = await namedLines(read, { years, projectIds, lineIds, coverGroups });
  const facts = await changedFacts(read, selection);
  const names = await masterNames(read, selection);
  return inNaturalOrder(
    rows,
    (row) => row.number,
    (row) => row.year,
  ).map((row) => ({
    ...row,
    subBudgetName: names.of('sub-budgets', row.subBudget, row.subBudgetName),
    projectName: facts.get(row.projectId ?? 0)?.name ?? row.projectName,
    transferable: row.transferable === 1,
  }));
}
