import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { SearchHit, SearchResult } from '#shared/search/search.ts';
import type { Queries } from '../db/database.ts';
import { holdsText } from '../db/holds-text.ts';

/** Shown of each kind. */
const MOST = 20;

/** What the asking role may see; papers and projects are for everybody. */
export interface SearchRights {
  lines: boolean;
  positions: boolean;
}

async function hitsOf(
  read: Queries,
  kind: SearchHit['kind'],
  table: RawBuilder<unknown>,
  columns: { number: RawBuilder<string>; name: RawBuilder<string>; year: RawBuilder<number | null> },
  text: string,
): Promise<SearchHit[]> {
  const { number, name, year } = columns;
  const found = await sql<Omit<SearchHit, 'kind'>>`
    select id, ${number} as number, ${name} as name, ${year} as year from ${table}
    where ${holdsText(number, text)} or ${holdsText(name, text)}
    order by ${year} desc, ${number}, id limit ${sql.lit(MOST + 1)}`.execute(read);
  return found.rows.map((row) => ({ kind, ...row }));
}

/** Projects, lines, positions and council papers whose number or name holds the text. */
export async function search(read: Queries, text: string, rights: SearchRights): Promise<SearchResult> {
  const [number, none] = [sql<string>`number`, sql<null>`cast(null as bigint)`];
  const name = sql<string>`name`;
  const paper = sql<string>`cast(number as text) || '/' || cast(year as text) || supplement`;
  const groups = [
    await hitsOf(read, 'project', sql`project`, { number, name, year: none }, text),
    rights.lines
      ? await hitsOf(read, 'line', sql`budget_line`, { number, name, year: sql<number>`year` }, text)
      : [],
    rights.positions
      ? await hitsOf(read, 'position', sql`position`, { number, name: sql<string>`title`, year: none }, text)
      : [],
    await hitsOf(
      read,
      'paper',
      sql`council_paper`,
      { number: paper, name: sql<string>`title`, year: sql<number>`year` },
      text,
    ),
  ];
  return {
    hits: groups.flatMap((group) => group.slice(0, MOST)),
    more: groups.some((group) => group.length > MOST),
  };
}
