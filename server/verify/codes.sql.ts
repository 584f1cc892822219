import { sql } from 'kysely';
import type { RawBuilder, SqlBool } from 'kysely';
import { codeKey } from '#shared/codes.ts';
import { documentKey } from '#shared/imports/row-key.ts';
import { pushAll } from '#shared/largest.ts';
import { formatEuro, sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { INVISIBLE, refusedSign } from '#shared/text/signs.ts';
import type { Database, Queries } from '../db/database.ts';
import { isLost } from '../db/lost-signs.sql.ts';
import { sumOfCents } from '../db/sums.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import type { PostingPass } from '../ledger/posting-pass.sql.ts';

const MOST_NAMED = 20;
/** Keys per statement: far below the bind limits of both engines. */
const KEYS_AT_ONCE = 500;

/** Things that one key stands for under several spellings. */
function twins<T>(items: readonly T[], keyOf: (item: T) => string, spelled: (item: T) => string): T[][] {
  return [...Map.groupBy(items, keyOf).values()].filter((group) => new Set(group.map(spelled)).size > 1);
}

/** A code with the signs that nobody sees said in words. */
const seen = (code: string): string =>
  code.replace(
    INVISIBLE,
    (sign) => `‹U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );

const euro = (cents: Cents): string => `${formatEuro(cents)} €`;

/** Orders that stand twice because a file wrote their number otherwise; what was cancelled binds nothing any more. */
async function twiceOrdered(read: Queries): Promise<string[]> {
  const rows = await read
    .selectFrom('commitment as c')
    .innerJoin('commitment_entry as e', 'e.commitment_id', 'c.id')
    .where('e.kind', 'in', ['ordered', 'cancelled'])
    .groupBy(['c.id', 'c.order_number', 'c.due_year'])
    .orderBy('c.id')
    .select(['c.order_number as number', 'c.due_year as year'])
    .select(
      sql<Cents>`cast(sum(case e.kind when 'ordered' then e.cents else -e.cents end) as bigint)`.as('cents'),
    )
    .execute();
  const bound = rows.filter((row) => row.cents !== 0);
  const keyOf = (row: (typeof rows)[number]): string => `${codeKey(row.number, 'number')}|${row.year}`;
  return twins(bound, keyOf, (row) => row.number).map(
    (group) =>
      `Bestellung, fällig ${group[0]?.year ?? ''}, unter mehreren Schreibweisen: ${group.map((row) => `${seen(row.number)} mit ${euro(row.cents)}`).join(', ')}`,
  );
}

/** A text of other signs than SAP's numbers have; which of them are numbers written otherwise, `documentKey` says. */
function hasOtherSigns(db: Database, column: string): RawBuilder<SqlBool> {
  return db.engine === 'sqlite'
    ? sql`${sql.ref(column)} glob '*[^0-9A-Z|]*'`
    : sql`${sql.ref(column)} ~ '[^0-9A-Z|]'`;
}

function documents(read: Queries) {
  return read
    .selectFrom('posting as p')
    .leftJoin('taken_back as t', 't.posting_id', 'p.id')
    .where('t.posting_id', 'is', null)
    .where('p.document_number', 'is not', null)
    .select(['p.id', 'p.source', 'p.row_key as key', 'p.cents', 'p.fiscal_year as fiscalYear'])
    .select(['p.company_code as company', 'p.document_number as number', 'p.line_item as item']);
}

type Document = Awaited<ReturnType<ReturnType<typeof documents>['execute']>>[number];

function keyOfDocument(row: Document): string {
  const { company, number, item, fiscalYear, source } = row;
  const [companyCode, documentNumber, lineItem] = [company ?? '', number ?? '', item ?? ''];
  return `${source}|${documentKey({ companyCode, documentNumber, lineItem, fiscalYear })}`;
}

/** Document lines that count again because a sign of their number was another. */
async function twicePosted(read: Queries, db: Database): Promise<string[]> {
  // Asked of the index of keys first, which is a fraction of the table.
  const oddIds = read.selectFrom('posting as k').where(hasOtherSigns(db, 'k.row_key')).select('k.id');
  const odd = await documents(read).where('p.id', 'in', oddIds).execute();
  const keys = [...new Set(odd.map((row) => keyOfDocument(row).slice(row.source.length + 1)))];
  const plain: Document[] = [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const some = keys.slice(at, at + KEYS_AT_ONCE);
    pushAll(plain, await documents(read).where('p.row_key', 'in', some).execute());
  }
  const all = new Map([...plain, ...odd].map((row) => [row.id, row]));
  const inOrder = [...all.values()].sort((a, b) => a.id - b.id);
  return twins(inOrder, keyOfDocument, (row) => row.key).map((group) => {
    const [first] = group;
    const said = group
      .map((row) => `Buchung ${row.id} „${seen(row.number ?? '')}“ mit ${euro(row.cents)}`)
      .join(', ');
    return `Beleg ${codeKey(first?.number ?? '', 'number')}/${first?.item ?? ''} von ${first?.fiscalYear ?? ''} zählt ${group.length}-mal (zusammen ${euro(sumCents(group.map((row) => row.cents)))}): ${said}`;
  });
}

/** Projects, posts, sub-budgets and lines that the same code names. */
async function twiceKept(read: Queries): Promise<string[]> {
  const projects = await read.selectFrom('project').select(['number as code', 'name']).execute();
  const posts = await read.selectFrom('position').select(['number as code', 'title as name']).execute();
  const budgets = await read.selectFrom('sub_budget').select(['code', 'name']).execute();
  const lines = await read
    .selectFrom('budget_line as l')
    .leftJoin('movement as m', (join) => join.onRef('m.line_id', '=', 'l.id').on('m.kind', '=', 'A'))
    .groupBy(['l.id', 'l.number', 'l.year'])
    .select((eb) => ['l.number as code', 'l.year', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  const named: [string, { code: string; name: string }[]][] = [
    ['Projekt', projects],
    ['Stelle', posts],
    ['Teilhaushalt', budgets],
  ];
  const spelled = (one: { code: string }): string => one.code;
  return [
    ...named.flatMap(([word, list]) =>
      twins(list, (one) => codeKey(one.code), spelled).map(
        (group) =>
          `${word} unter mehreren Schreibweisen: ${group.map((one) => `${seen(one.code)} (${one.name})`).join(', ')}`,
      ),
    ),
    ...twins(lines, (one) => `${one.year}|${codeKey(one.code)}`, spelled).map(
      (group) =>
        `Haushaltszeile ${group[0]?.year ?? ''} unter mehreren Schreibweisen: ${group.map((one) => `${seen(one.code)} mit Ansatz ${euro(one.cents)}`).join(', ')}`,
    ),
  ];
}

/** Every order, document, project, post, sub-budget and line stands under one spelling (0028). */
export async function oneSpelling(read: Queries, db: Database): Promise<Finding> {
  const faults = [
    ...(await twicePosted(read, db)),
    ...(await twiceOrdered(read)),
    ...(await twiceKept(read)),
  ];
  return finding(faults, 'jede Nummer in einer Schreibweise');
}

/** Where people's and files' texts are kept: what it is called, what names the row, and the columns. */
const TEXTS: readonly { word: string; table: string; name: string; columns: readonly string[] }[] = [
  { word: 'Projekt', table: 'project', name: 'number', columns: ['name', 'description'] },
  { word: 'Meilenstein', table: 'milestone', name: 'id', columns: ['name'] },
  { word: 'Stelle', table: 'position', name: 'number', columns: ['number', 'title'] },
  { word: 'Haushaltszeile', table: 'budget_line', name: 'number', columns: ['number', 'name'] },
  { word: 'Teilhaushalt', table: 'sub_budget', name: 'code', columns: ['code', 'name'] },
  { word: 'Buchung', table: 'posting', name: 'id', columns: ['text', 'vendor', 'cost_object', 'account'] },
  { word: 'Bestellung', table: 'commitment', name: 'order_number', columns: ['order_number', 'text'] },
  { word: 'Bewegung', table: 'movement', name: 'id', columns: ['reason'] },
  { word: 'Antrag', table: 'request', name: 'id', columns: ['title', 'reason'] },
  { word: 'Beschlussvorlage', table: 'council_paper', name: 'id', columns: ['title', 'summary', 'unit'] },
  { word: 'Stand einer Drucksache', table: 'paper_state', name: 'id', columns: ['reason'] },
  { word: 'Gremium', table: 'council_body', name: 'id', columns: ['name'] },
  {
    word: 'Statusbericht',
    table: 'status_report',
    name: 'id',
    columns: ['sentence', 'since_last', 'until_next', 'divergence_reason', 'decision_needed'],
  },
  { word: 'Berichtsrunde', table: 'report_round', name: 'reporting_date', columns: ['note'] },
  { word: 'Zurückgabe', table: 'report_decision', name: 'id', columns: ['sentence'] },
];

/**
 * Whether any posting has a text that no file holds. Texts and vendors are asked once each, because most stand in many
 * postings; what the codes are, the look at all postings knows.
 */
async function postingsHold(read: Queries, db: Database, { lostCodes }: PostingPass): Promise<boolean> {
  if (lostCodes > 0) return true;
  const lost = isLost(db.engine, sql.ref('d.text'));
  const found = await sql<{ n: number }>`
    select 1 as n where exists (select 1 from (select distinct text from posting) as d where ${lost})
      or exists (select 1 from (select distinct vendor as text from posting where vendor is not null) as d
        where ${lost})`.execute(read);
  return found.rows.length > 0;
}

/** Every text can be written into a file: what no XML holds is seen there as a replacement sign. */
export async function textsFit(read: Queries, db: Database, pass: PostingPass): Promise<Finding> {
  const faults: string[] = [];
  let columns = 0;
  for (const { word, table, name, columns: names } of TEXTS) {
    columns += names.length;
    if (table === 'posting' && !(await postingsHold(read, db, pass))) continue;
    for (const column of names) {
      const text = sql.ref(column);
      const lost = isLost(db.engine, text);
      const cents = table === 'posting' ? sql`cents` : sql`cast(null as bigint)`;
      const found = await sql<{ name: string; text: string; cents: Cents | null }>`
        select cast(${sql.ref(name)} as text) as name, ${text} as text, ${cents} as cents
        from ${sql.table(table)} where ${lost} order by 1 limit ${sql.lit(MOST_NAMED)}`.execute(read);
      for (const row of found.rows) {
        const amount = row.cents === null ? '' : ` (${euro(row.cents)})`;
        faults.push(
          `${word} ${row.name}${amount}: ${refusedSign(row.text) ?? 'ein Zeichen, das keine Datei hält'}`,
        );
      }
    }
  }
  return finding(faults, `${columns} Textspalten`);
}
