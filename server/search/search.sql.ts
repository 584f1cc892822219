import { sql } from 'kysely';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { searchWords } from '#shared/search/fold.ts';
import type { SearchHit, SearchResult } from '#shared/search/search.ts';
import { SEARCH_KINDS } from '#shared/search/terms.ts';
import type { IndexedKind, SearchKind } from '#shared/search/terms.ts';
import type { Queries } from '../db/database.ts';

/** Shown of each kind. */
const MOST = 20;
/** A document number is looked for by its beginning from this length on. */
const LEAST_DOCUMENT = 4;
/** After every sign of a code. */
const END = '\u{10FFFF}';

/** What the asking role may see; papers and projects are for everybody. */
export interface SearchRights {
  /** Lines, orders, postings and vendors. */
  lines: boolean;
  positions: boolean;
}

const SEEN_BY_ALL: readonly IndexedKind[] = ['project', 'paper'];
const MONEY: readonly IndexedKind[] = ['line', 'order', 'vendor'];

interface TextHit {
  kind: IndexedKind;
  id: number;
  number: string;
  name: string;
  year: number | null;
}

/**
 * The best of each kind whose folded text holds every word: what begins with the first word, then what has a word
 * that begins with it, then the rest of what is shown, then what is only found by; newer years first.
 */
async function textHits(
  read: Queries,
  kinds: readonly IndexedKind[],
  words: readonly string[],
): Promise<TextHit[]> {
  const [first = ''] = words;
  const holds = words.map((word) => sql`instr(folded, ${word}) > 0`);
  // What is shown stands first in the folded text; what is found by more than that comes last.
  const shown = sql`length(number) + length(name) + 1`;
  const rank = sql`case when instr(folded, ${first}) = 1 then 0
    when instr(folded, ${` ${first}`}) between 1 and ${shown} then 1
    when instr(folded, ${first}) <= ${shown} then 2 else 3 end`;
  const found = await sql<TextHit>`
    select kind, ref_id as id, number, name, year from (
      select kind, ref_id, number, name, year,
        row_number() over (partition by kind order by ${rank}, coalesce(year, 0) desc, length(number), number, ref_id) as place
      from search_text where kind in (${sql.join(kinds)}) and ${sql.join(holds, sql` and `)}
    ) as placed where place <= ${sql.lit(MOST + 1)} order by kind, place`.execute(read);
  return found.rows;
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

/** Postings of a document, by the beginning of its number, and of vendors that were found by name. */
async function postingHits(
  read: Queries,
  words: readonly string[],
  vendors: readonly string[],
): Promise<PostingHit[]> {
  const [number = ''] = words;
  const byDocument =
    words.length === 1 && number.length >= LEAST_DOCUMENT && /\d/u.test(number)
      ? await read
          .selectFrom('posting')
          .select(POSTING)
          .where('document_number', '>=', number.toUpperCase())
          .where('document_number', '<', `${number.toUpperCase()}${END}`)
          .orderBy('document_number')
          .limit(MOST + 1)
          .execute()
      : [];
  if (vendors.length === 0 || byDocument.length > MOST) return byDocument;
  const byVendor = await read
    .selectFrom('posting')
    .select(POSTING)
    .where('vendor', 'in', vendors)
    .limit(MOST + 1)
    .execute();
  return [...byDocument, ...byVendor].slice(0, MOST + 1);
}

function postingHit(row: PostingHit): SearchHit {
  const said = [row.vendor ?? '', row.text].filter((text) => text !== '').join(' · ');
  const number = [row.document ?? '', row.item ?? ''].filter((text) => text !== '').join('/');
  const name = `${said === '' ? '' : `${said} · `}${formatEuro(row.cents)} €`;
  return { kind: 'posting', id: row.id, number, name, year: row.year, lineId: null };
}

/** Of each paper the newest line it moved. */
async function linesOfPapers(read: Queries, papers: readonly number[]): Promise<Map<number, number>> {
  if (papers.length === 0) return new Map();
  const rows = await read
    .selectFrom('movement')
    .where('council_paper_id', 'in', papers)
    .groupBy('council_paper_id')
    .select((eb) => ['council_paper_id as paper', eb.fn.max('line_id').as('line')])
    .execute();
  return new Map(rows.flatMap(({ paper, line }) => (paper === null ? [] : [[paper, line] as const])));
}

/** What may be found by whoever asks: projects, lines, posts, papers, orders, and postings by document or vendor. */
export async function search(read: Queries, text: string, rights: SearchRights): Promise<SearchResult> {
  const words = searchWords(text);
  if (words.length === 0) return { hits: [], more: [] };
  const kinds = [
    ...SEEN_BY_ALL,
    ...(rights.lines ? MONEY : []),
    ...(rights.positions ? (['position'] as const) : []),
  ];
  const texts = await textHits(read, kinds, words);
  const vendors = texts.filter((hit) => hit.kind === 'vendor').map((hit) => hit.name);
  const postings = rights.lines ? await postingHits(read, words, vendors) : [];
  const papers = texts.filter((hit) => hit.kind === 'paper').map((hit) => hit.id);
  const lines = rights.lines ? await linesOfPapers(read, papers) : new Map<number, number>();
  const hits: SearchHit[] = [
    ...texts.flatMap(({ kind, id, ...hit }) =>
      kind === 'vendor'
        ? []
        : [{ kind, id, ...hit, lineId: kind === 'paper' ? (lines.get(id) ?? null) : null }],
    ),
    ...postings.map(postingHit),
  ];
  const of = (kind: SearchKind): SearchHit[] => hits.filter((hit) => hit.kind === kind);
  return {
    hits: SEARCH_KINDS.flatMap((kind) => of(kind).slice(0, MOST)),
    more: SEARCH_KINDS.filter((kind) => of(kind).length > MOST),
  };
}
