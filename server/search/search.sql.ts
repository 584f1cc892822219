import { sql } from 'kysely';
import type { RawBuilder, SqlBool } from 'kysely';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { searchWords } from '#shared/search/fold.ts';
import type { SearchHit, SearchResult } from '#shared/search/search.ts';
import { SEARCH_KINDS } from '#shared/search/terms.ts';
import type { IndexedKind, SearchKind } from '#shared/search/terms.ts';
import type { Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { isOwnRow, ownProjectIds } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';

/** Shown of each kind. */
const MOST = 20;
/** A document number is looked for by its beginning from this length on. */
const LEAST_DOCUMENT = 4;
/** After every sign of a code. */
const END = '\u{10FFFF}';

/** What the asking person may see; projects are for everybody. */
export interface SearchRights {
  lines: boolean;
  /** Orders, postings and vendors: pages that show every row. */
  ledger: boolean;
  positions: boolean;
  /** Papers that are not public too. */
  closed: boolean;
  /** Of projects, lines and posts only these; null = all. */
  own: OwnRows | null;
}

const SEEN_BY_ALL: readonly IndexedKind[] = ['project'];
const LEDGER: readonly IndexedKind[] = ['order', 'vendor'];

interface TextHit {
  kind: IndexedKind;
  id: number;
  number: string;
  name: string;
  year: number | null;
}

/** Who asks, the words as patterns (`like0` for the first), and the first one as it begins a text and a word. */
type Asked = Record<'lines' | 'ledger' | 'positions' | 'closed', 0 | 1> &
  Record<'first' | 'wordFirst' | `like${number}`, string>;

/**
 * The best of each kind whose folded text holds so many words: what begins with the first word, then what has a word
 * that begins with it, then the rest of what is shown, then what is only found by; newer years first. The texts are
 * read through once, in the order of the table, before anything that was found is ordered.
 */
function textHitsOf(words: number, own: OwnRows | null) {
  return question((_, asked: Asked) => {
    const { first, wordFirst } = asked;
    const holds = [
      ...Array.from({ length: words }, (_, at) => sql`folded like ${asked[`like${at}`]} escape '\\'`),
      ...(own ? [isOwnHit(own)] : []),
    ];
    // What is shown stands first in the folded text; what is found by more than that comes last.
    const shown = sql`length(number) + length(name) + 1`;
    return sql<TextHit>`
      with found as materialized (
        select kind, ref_id, number, name, year, folded from search_text where ${sql.join(holds, sql` and `)}
      )
      select kind, id, number, name, year from (
        select kind, ref_id as id, number, name, year, row_number() over (partition by kind order by
          case when instr(folded, ${first}) = 1 then 0
            when instr(folded, ${wordFirst}) between 1 and ${shown} then 1
            when instr(folded, ${first}) <= ${shown} then 2 else 3 end,
          coalesce(year, 0) desc, length(number), number, ref_id) as place
        from found where kind in (${sql.join(SEEN_BY_ALL.map((kind) => sql.lit(kind)))})
          or (${asked.lines} = 1 and kind = 'line')
          or (${asked.ledger} = 1 and kind in (${sql.join(LEDGER.map((kind) => sql.lit(kind)))}))
          or (${asked.positions} = 1 and kind = 'position')
          or (kind = 'paper' and (${asked.closed} = 1
            or ref_id in (select id from council_paper where publicity = 'public')))
      ) as placed where place <= ${sql.lit(MOST + 1)} order by kind, place`;
  });
}

/** Whether a text that is found names something of one's own, or something that is nobody's. */
function isOwnHit(own: OwnRows): RawBuilder<SqlBool> {
  const [project, office] = [sql.ref<number | null>('mine.project_id'), sql.ref<number>('mine.office_id')];
  const isMine = isOwnRow(own, { project, office });
  return sql<SqlBool>`case kind
    when 'project' then ref_id in ${ownProjectIds(own)}
    when 'line' then ref_id in (select mine.id from budget_line as mine where ${isMine})
    when 'position' then ref_id in (select mine.id from position as mine where ${isMine})
    else 1 = 1 end`;
}

const byWords = new Map<number, ReturnType<typeof textHitsOf>>();

async function textHits(read: Queries, words: readonly string[], rights: SearchRights): Promise<TextHit[]> {
  const { own } = rights;
  const ask = (own ? undefined : byWords.get(words.length)) ?? textHitsOf(words.length, own);
  if (!own) byWords.set(words.length, ask);
  const [first = ''] = words;
  const patterns = words.map((word, at) => [`like${at}`, `%${word.replace(/[\\%_]/gu, '\\$&')}%`]);
  return ask(read, {
    ...(Object.fromEntries(patterns) as Record<`like${number}`, string>),
    ...{ lines: rights.lines ? 1 : 0, ledger: rights.ledger ? 1 : 0, positions: rights.positions ? 1 : 0 },
    closed: rights.closed ? 1 : 0,
    ...{ first, wordFirst: ` ${first}` },
  });
}

interface PostingHit {
  id: number;
  document: string | null;
  item: string | null;
  year: number;
  vendor: string | null;
  text: string;
  cents: Cents;
}

const POSTING = [
  'id',
  'document_number as document',
  'line_item as item',
  'fiscal_year as year',
  'vendor',
  'text',
  'cents',
] as const;

const byDocument = question((read, { from, to }: { from: string; to: string }) =>
  read
    .selectFrom('posting')
    .select(POSTING)
    .where('document_number', '>=', from)
    .where('document_number', '<', to)
    .orderBy('document_number')
    .limit(sql.lit(MOST + 1)),
);

const byVendor = question((read, { vendors }: { vendors: readonly string[] }) =>
  read
    .selectFrom('posting')
    .select(POSTING)
    .where('vendor', 'in', vendors)
    .limit(sql.lit(MOST + 1)),
);

/** Postings of a document, by the beginning of its number, and of vendors that were found by name. */
async function postingHits(
  read: Queries,
  words: readonly string[],
  vendors: readonly string[],
): Promise<PostingHit[]> {
  const [number = ''] = words;
  const from = number.toUpperCase();
  const found =
    words.length === 1 && number.length >= LEAST_DOCUMENT && /\d/u.test(number)
      ? await byDocument(read, { from, to: `${from}${END}` })
      : [];
  if (vendors.length === 0 || found.length > MOST) return found;
  return [...found, ...(await byVendor(read, { vendors }))].slice(0, MOST + 1);
}

function postingHit(row: PostingHit): SearchHit {
  const said = [row.vendor ?? '', row.text].filter((text) => text !== '').join(' · ');
  const number = [row.document ?? '', row.item ?? ''].filter((text) => text !== '').join('/');
  const name = `${said === '' ? '' : `${said} · `}${formatEuro(row.cents)} €`;
  return { kind: 'posting', id: row.id, number, name, year: row.year };
}

/** What may be found by whoever asks: projects, lines, posts, papers, orders, and postings by document or vendor. */
export async function search(read: Queries, text: string, rights: SearchRights): Promise<SearchResult> {
  const words = searchWords(text);
  if (words.length === 0) return { hits: [], more: [] };
  const texts = await textHits(read, words, rights);
  const vendors = texts.filter((hit) => hit.kind === 'vendor').map((hit) => hit.name);
  const postings = rights.ledger ? await postingHits(read, words, vendors) : [];
  const hits: SearchHit[] = [
    ...texts.flatMap(({ kind, id, ...hit }) => (kind === 'vendor' ? [] : [{ kind, id, ...hit }])),
    ...postings.map(postingHit),
  ];
  const of = (kind: SearchKind): SearchHit[] => hits.filter((hit) => hit.kind === kind);
  return {
    hits: SEARCH_KINDS.flatMap((kind) => of(kind).slice(0, MOST)),
    more: SEARCH_KINDS.filter((kind) => of(kind).length > MOST),
  };
}
