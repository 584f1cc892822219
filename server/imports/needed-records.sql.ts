import * as z from 'zod';
import { codeKey } from '#shared/codes.ts';
import { counted } from '#shared/counted.ts';
import { MONEY_KINDS } from '#shared/imports/terms.ts';
import type { RecordKind } from '#shared/imports/terms.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { countRows } from '../db/sums.ts';

interface Made {
  id: number;
  number: string;
}

/** Tables whose rows refer to a project, with the words for one and several. */
const OF_PROJECT = [
  ['budget_line', 'Haushaltszeile', 'Haushaltszeilen'],
  ['milestone', 'Meilenstein', 'Meilensteine'],
  ['status_report', 'Statusbericht', 'Statusberichte'],
  ['risk', 'Risiko', 'Risiken'],
] as const;

class Needs {
  readonly byId = new Map<number, string[]>();

  add(id: number | null, words: string): void {
    if (id === null) return;
    const known = this.byId.get(id);
    if (known) known.push(words);
    else this.byId.set(id, [words]);
  }
}

const RuleTarget = z.object({ kind: z.string(), number: z.string().nullish() });

/** Assignment rules that send postings to a project, by its number's key; the newest version of each counts. */
async function rulesByProject(read: Queries): Promise<Map<string, string[]>> {
  const rows = await read
    .selectFrom('mapping_rule as r')
    .where('r.active', '=', 1)
    .where('r.version', '=', (eb) =>
      eb
        .selectFrom('mapping_rule as n')
        .whereRef('n.code', '=', 'r.code')
        .select((inner) => inner.fn.max('n.version').as('newest')),
    )
    .select(['r.code', 'r.target'])
    .execute();
  const rules = new Map<string, string[]>();
  for (const { code, target } of rows) {
    const { kind, number } = RuleTarget.parse(JSON.parse(target));
    if (kind === 'line' || !number) continue;
    const key = codeKey(number);
    rules.set(key, [...(rules.get(key) ?? []), code]);
  }
  return rules;
}

/** A statement per table, whatever the number of projects. */
async function projectNeeds(read: Queries, made: readonly Made[], seq: number): Promise<Needs> {
  const needs = new Needs();
  for (const [table, one, many] of OF_PROJECT) {
    const rows = await read
      .selectFrom(table)
      .where('project_id', 'is not', null)
      .groupBy('project_id')
      .select(['project_id as id', countRows().as('count')])
      .execute();
    for (const { id, count } of rows) needs.add(id, counted(count, one, many));
  }
  const states = await read
    .selectFrom('project_state')
    .where('recorded_seq', '>', seq)
    .groupBy('project_id')
    .select(['project_id as id', countRows().as('count')])
    .execute();
  for (const { id, count } of states) needs.add(id, counted(count, 'späterer Stand', 'spätere Stände'));
  const posts = await read
    .selectFrom('position')
    .where('project_id', 'is not', null)
    .where('id', 'not in', goneRecords('positions'))
    .select(['project_id as id', 'number'])
    .orderBy('id')
    .execute();
  for (const { id, number } of posts) needs.add(id, `Stelle ${number}`);
  const rules = await rulesByProject(read);
  for (const { id, number } of made)
    for (const code of rules.get(codeKey(number)) ?? []) needs.add(id, `Zuordnungsregel ${code}`);
  return needs;
}

async function positionNeeds(read: Queries): Promise<Needs> {
  const needs = new Needs();
  const rows = await read
    .selectFrom('position_event')
    .groupBy('position_id')
    .select(['position_id as id', countRows().as('count')])
    .execute();
  for (const { id, count } of rows) needs.add(id, counted(count, 'Ereignis', 'Ereignisse'));
  return needs;
}

const ReadFrame = z.object({ accountFrame: z.string() });

/** Files that were read by the account map of a frame since, unless they were taken back whole. */
async function accountNeeds(read: Queries, made: readonly Made[], seq: number): Promise<Needs> {
  const needs = new Needs();
  const imports = await read
    .selectFrom('import as i')
    .where('i.recorded_seq', '>', seq)
    .where('i.kind', 'in', MONEY_KINDS)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('import_undo as n')
            .whereRef('n.import_id', '=', 'i.id')
            .where('n.left_rows', '=', 0)
            .select('n.id'),
        ),
      ),
    )
    .orderBy('i.id')
    .select(['i.id', 'i.profile_json as profile'])
    .execute();
  const byFrame = Map.groupBy(
    imports.map(({ id, profile }) => ({ id, frame: ReadFrame.parse(JSON.parse(profile)).accountFrame })),
    (row) => row.frame,
  );
  const frames = await read.selectFrom('account_map').select(['id', 'frame']).execute();
  const frameOf = new Map(frames.map((row) => [row.id, row.frame]));
  for (const { id } of made)
    for (const one of byFrame.get(frameOf.get(id) ?? '') ?? []) needs.add(id, `Einlesung ${one.id}`);
  return needs;
}

/**
 * What refers to the records an import made, in words by their id: rows that would lose what they point to, and files
 * that were read by an account map. `seq`: of the import's history row.
 */
export async function neededBy(
  read: Queries,
  kind: RecordKind,
  made: readonly Made[],
  seq: number,
): Promise<ReadonlyMap<number, string[]>> {
  if (made.length === 0 || kind === 'indicators') return new Map();
  if (kind === 'projects') return (await projectNeeds(read, made, seq)).byId;
  return (kind === 'positions' ? await positionNeeds(read) : await accountNeeds(read, made, seq)).byId;
}
