import { sql } from 'kysely';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import type { AssignmentMethod } from '#shared/reconciliation/terms.ts';
import { knownUntil } from '../clocks/selection.ts';
import { hasCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';

/** Rows per statement: few enough for little memory, many enough for few statements. */
const ROWS_AT_ONCE = 200;

export interface PostingSelection {
  /** What counts up to and including this day. */
  asOf: IsoDate;
  /** Only what was recorded up to this history row; undefined = all that is known. */
  knownSeq?: number | undefined;
  year?: number | undefined;
  ledger?: Ledger | undefined;
  /** Code of a sub-budget: only what stands on its lines. */
  subBudget?: string | undefined;
  /** Id of a budget line. */
  line?: number | undefined;
}

/**
 * One part of a posting: where its import put it, or what came or left later. Σ of the parts at a line is its
 * actuals at the day; Σ of the parts of a posting is its amount in SAP.
 */
export interface PostingPart {
  postingId: number;
  day: IsoDate;
  sapPostedOn: IsoDate | null;
  fiscalYear: number;
  ledger: Ledger;
  documentNumber: string | null;
  lineItem: string | null;
  documentOn: IsoDate | null;
  period: string;
  account: string;
  costObject: string;
  text: string;
  vendor: string | null;
  orderNumber: string | null;
  cents: Cents;
  importId: number;
  target: 'line' | 'open' | 'excluded';
  lineNumber: string | null;
  lineName: string | null;
  /** How it came here later; null = its import put it here. */
  method: AssignmentMethod | null;
  /** Where to go on from. */
  key: number;
}

const COLUMNS = [
  'p.id as postingId',
  'p.sap_posted_on as sapPostedOn',
  'p.fiscal_year as fiscalYear',
  'p.ledger',
  'p.document_number as documentNumber',
  'p.line_item as lineItem',
  'p.document_on as documentOn',
  'p.period',
  'p.account',
  'p.cost_object as costObject',
  'p.text',
  'p.vendor',
  'p.order_number as orderNumber',
  'p.import_id as importId',
  'l.number as lineNumber',
  'l.name as lineName',
] as const;

/** A sub-budget is dated: one code may have several versions, and lines of different years point at different ones. */
const ofSubBudget = (code = '') =>
  sql<boolean>`l.sub_budget_id in (select id from sub_budget where ${hasCode(sql.ref('code'), code)})`;

async function imported(read: Queries, selection: PostingSelection, after: number): Promise<PostingPart[]> {
  const { asOf, year, ledger, line, subBudget } = selection;
  return read
    .selectFrom('posting as p')
    .leftJoin('budget_line as l', 'l.id', 'p.line_id')
    .where('p.id', '>', after)
    .where('p.posted_on', '<=', asOf)
    .where('p.recorded_seq', '<=', knownUntil(selection))
    .$if(year !== undefined, (query) => query.where('p.fiscal_year', '=', year ?? 0))
    .$if(ledger !== undefined, (query) => query.where('p.ledger', '=', ledger ?? 'result'))
    .$if(line !== undefined, (query) => query.where('p.line_id', '=', line ?? 0))
    .$if(subBudget !== undefined, (query) => query.where(ofSubBudget(subBudget)))
    .orderBy('p.id')
    .limit(ROWS_AT_ONCE)
    .select(COLUMNS)
    .select(['p.id as key', 'p.posted_on as day', 'p.cents'])
    .select([
      sql<PostingPart['target']>`case when p.line_id is null then 'open' else 'line' end`.as('target'),
      sql<null>`null`.as('method'),
    ])
    .execute();
}

async function reassigned(read: Queries, selection: PostingSelection, after: number): Promise<PostingPart[]> {
  const { asOf, year, ledger, line, subBudget } = selection;
  return read
    .selectFrom('assignment as a')
    .innerJoin('posting as p', 'p.id', 'a.posting_id')
    .leftJoin('budget_line as l', 'l.id', 'a.line_id')
    .where('a.id', '>', after)
    .where('a.effective_on', '<=', asOf)
    .where('a.recorded_seq', '<=', knownUntil(selection))
    .$if(year !== undefined, (query) => query.where('a.fiscal_year', '=', year ?? 0))
    .$if(ledger !== undefined, (query) => query.where('a.ledger', '=', ledger ?? 'result'))
    .$if(line !== undefined, (query) => query.where('a.line_id', '=', line ?? 0))
    .$if(subBudget !== undefined, (query) => query.where(ofSubBudget(subBudget)))
    .orderBy('a.id')
    .limit(ROWS_AT_ONCE)
    .select(COLUMNS)
    .select(['a.id as key', 'a.effective_on as day', 'a.cents', 'a.target', 'a.method'])
    .execute();
}

/** Every part in the order of its recording, in batches: postings first, then what was decided about them later. */
export async function* postingParts(
  read: Queries,
  selection: PostingSelection,
): AsyncGenerator<PostingPart[]> {
  for (const next of [imported, reassigned]) {
    let after = 0;
    for (;;) {
      const rows = await next(read, selection, after);
      if (rows.length > 0) yield rows;
      if (rows.length < ROWS_AT_ONCE) break;
      after = rows.at(-1)?.key ?? after;
    }
  }
}

/** What a selection leaves of all postings, in words: `Buchungen 2021, Zeile 105 eAkte, Stichtag 30.06.2021`. */
export async function selectionWords(
  read: Queries,
  selection: PostingSelection & { knownOn?: IsoDate | undefined },
): Promise<string> {
  const { asOf, knownOn, year, ledger, subBudget, line } = selection;
  const found =
    line === undefined
      ? undefined
      : await read
          .selectFrom('budget_line')
          .where('id', '=', line)
          .select(['number', 'name'])
          .executeTakeFirst();
  return [
    `Buchungen${year === undefined ? '' : ` ${year}`}`,
    ...(ledger === undefined ? [] : [LEDGER_WORDS[ledger]]),
    ...(subBudget === undefined ? [] : [`Teilhaushalt ${subBudget}`]),
    ...(line === undefined ? [] : [`Zeile ${found ? `${found.number} ${found.name}` : line}`]),
    `Stichtag ${formatDate(asOf)}`,
    ...(knownOn === undefined ? [] : [`bekannt am ${formatDate(knownOn)}`]),
  ].join(', ');
}
