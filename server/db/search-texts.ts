import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { paperLabel } from '#shared/budget/paper.ts';
import { foldedText } from '#shared/search/fold.ts';
import { INDEXED_KINDS } from '#shared/search/terms.ts';
import type { IndexedKind } from '#shared/search/terms.ts';
import type { Database, Queries } from './database.ts';
import { goneRecords } from './gone-records.ts';
import type { InsertMany } from './insert-many.ts';
import { question } from './question.ts';
import type { SearchTextTable } from './tables-search.ts';

/** What is folded of a row, and what the search shows of it. */
interface Named {
  id: number;
  number: string;
  name: string;
  year: number | null;
  /** Found by, but not shown: account, cost object, description, body. */
  more: string;
}

const none = sql<null>`cast(null as bigint)`;

/** Where the texts of each kind stand. */
const SOURCES: Record<IndexedKind, RawBuilder<Named>> = {
  project: sql`select id, number, name, ${none} as year, description as more from project
    where id not in ${goneRecords('projects')}`,
  line: sql`select id, number, name, year, account || ' ' || cost_object as more from budget_line`,
  position: sql`select id, number, title as name, ${none} as year, grade as more from position
    where id not in ${goneRecords('positions')}`,
  paper: sql`select id, cast(number as text) || '/' || cast(year as text) || '/' || supplement as number,
    title as name, year, body as more from council_paper`,
  order: sql`select id, order_number as number, text as name, due_year as year, '' as more from commitment`,
  vendor: sql`select id, '' as number, name, ${none} as year, '' as more from search_vendor`,
};

function textOf(kind: IndexedKind, row: Named): SearchTextTable {
  const [paper = '', year = '', ...supplement] = row.number.split('/');
  const number =
    kind === 'paper'
      ? paperLabel({ number: Number(paper), year: Number(year), supplement: supplement.join('/') })
      : row.number;
  const joined =
    kind === 'paper' && supplement.join('') !== '' ? `${paper}/${year}-${supplement.join('/')}` : '';
  const folded = foldedText([number, row.name, row.more, joined].filter((text) => text !== '').join(' '));
  return { kind, ref_id: row.id, number, name: row.name, year: row.year, folded };
}

const AT_ONCE = 500;

const dueTexts = question((query) =>
  query.selectFrom('search_due').select(['kind', 'ref_id']).limit(AT_ONCE),
);

async function textsOf(
  query: Queries,
  kind: IndexedKind,
  which: RawBuilder<unknown>,
): Promise<SearchTextTable[]> {
  const found = await sql<Named>`select * from (${SOURCES[kind]}) as named where ${which}`.execute(query);
  return found.rows.map((row) => textOf(kind, row));
}

/**
 * Folds anew what this transaction named or renamed: triggers note it in `search_due`. Called at the end of every
 * writing transaction, so that the search never lags behind; nothing due costs one look at an empty table.
 */
export async function foldDueTexts(query: Queries, insertMany: InsertMany): Promise<void> {
  for (;;) {
    const due = await dueTexts(query, {});
    if (due.length === 0) return;
    for (const kind of INDEXED_KINDS) {
      const ids = due.filter((one) => one.kind === kind).map((one) => one.ref_id);
      if (ids.length === 0) continue;
      const texts = await textsOf(query, kind, sql`id in (${sql.join(ids)})`);
      await query.deleteFrom('search_text').where('kind', '=', kind).where('ref_id', 'in', ids).execute();
      await insertMany('search_text', texts);
      await query.deleteFrom('search_due').where('kind', '=', kind).where('ref_id', 'in', ids).execute();
    }
  }
}

/** Folds what a migration or a script left due. Nothing of it is a fact, so it has no history row. */
export async function foldAllDueTexts(db: Database): Promise<void> {
  const due = await db.read.selectFrom('search_due').select('ref_id').limit(1).execute();
  if (due.length === 0) return;
  await db.writeTransaction((query, insertMany) => foldDueTexts(query, insertMany));
}

const CHECKED_AT_ONCE = 5_000;

/** What stands in `search_text` beside what is named now; for `verify`. */
export async function searchTextFaults(query: Queries): Promise<{ faults: string[]; rows: number }> {
  const faults: string[] = [];
  let rows = 0;
  for (const kind of INDEXED_KINDS) {
    const stored = await query
      .selectFrom('search_text')
      .where('kind', '=', kind)
      .select((eb) => eb.fn.countAll<number>().as('rows'))
      .executeTakeFirstOrThrow();
    let named = 0;
    for (let after = 0; ;) {
      const texts = await textsOf(
        query,
        kind,
        sql`id > ${after} order by id limit ${sql.lit(CHECKED_AT_ONCE)}`,
      );
      const last = texts.at(-1);
      if (!last) break;
      const kept = await query
        .selectFrom('search_text')
        .where('kind', '=', kind)
        .where('ref_id', '>', after)
        .where('ref_id', '<=', last.ref_id)
        .select(['ref_id as id', 'folded'])
        .execute();
      const byId = new Map(kept.map((one) => [one.id, one.folded]));
      for (const text of texts)
        if (byId.get(text.ref_id) !== text.folded)
          faults.push(`${kind} ${text.ref_id} (${text.number || text.name})`);
      named += texts.length;
      after = last.ref_id;
    }
    if (stored.rows > named) faults.push(`${stored.rows - named} Einträge zu viel (${kind})`);
    rows += named;
  }
  return { faults, rows };
}
