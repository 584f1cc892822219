import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Engine, Queries } from '../db/database.ts';
import type { Part, StoredTable } from './format.ts';

type Column = StoredTable['columns'][number];

/** Rows that speak of the database they stand in: they would be untrue of another one. */
const OF_ITS_PLACE: Readonly<Record<string, RawBuilder<boolean>>> = {
  meta: sql<boolean>`key not in ('last-verify', 'write-probe', 'restored')`,
};

const FIRST_PAGE = 8;
const MOST_ROWS = 5_000;
/** Pages are as many rows as make about this much text, going by the page before. */
const PAGE_BYTES = 64_000;

/** Both engines write the same bytes for the same row: that of JSON.stringify. */
const LINE: Record<Engine, (columns: readonly Column[]) => RawBuilder<string>> = {
  sqlite: (columns) =>
    sql`json_array(${sql.join(
      columns.map(({ name, kind }) =>
        // `hex` makes a text of nothing from null.
        kind === 'bytes' ? sql`nullif(lower(hex(${sql.ref(name)})), '')` : sql.ref(name),
      ),
    )})`,
  postgres: (columns) =>
    sql`'[' || concat_ws(',', ${sql.join(
      columns.map(({ name, kind }) => {
        if (kind === 'number') return sql`coalesce(${sql.ref(name)}::text, 'null')`;
        const text = kind === 'bytes' ? sql`nullif(encode(${sql.ref(name)}, 'hex'), '')` : sql.ref(name);
        return sql`coalesce(to_json(${text})::text, 'null')`;
      }),
    )}) || ']'`,
};

interface Page {
  rows: number;
  lines: Buffer | string | null;
}

const PAGE: Record<Engine, (rows: RawBuilder<unknown>) => RawBuilder<Page>> = {
  // As bytes: a text would be decoded only to be encoded again.
  sqlite: (rows) =>
    sql`select count(*) as rows, cast(group_concat(line, char(10)) || char(10) as blob) as lines from (${rows})`,
  postgres: (rows) =>
    sql`select count(*)::int as rows, string_agg(line, chr(10)) || chr(10) as lines from (${rows}) as page`,
};

function whereOf(name: string, more: RawBuilder<unknown> | undefined): RawBuilder<unknown> {
  const all = [OF_ITS_PLACE[name], more].filter((one) => one !== undefined);
  return all.length === 0 ? sql`` : sql`where ${sql.join(all, sql` and `)}`;
}

/** What follows a row's key, whose values are the first of its line. */
function afterLast(lines: Buffer, keys: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const last = lines.subarray(lines.lastIndexOf(10, -2) + 1);
  const values = (JSON.parse(last.toString()) as unknown[]).slice(0, keys.length);
  return sql`(${sql.join(keys)}) > (${sql.join(values)})`;
}

/** The rows of a table in the order of its key, a line each with its end, in pages of bounded size. */
export async function* linesOf(
  query: Queries,
  engine: Engine,
  table: StoredTable,
): AsyncGenerator<{ rows: number; lines: Buffer }> {
  const keys = table.columns.slice(0, table.keys).map(({ name }) => sql`${sql.ref(name)}`);
  let after: RawBuilder<unknown> | undefined;
  let limit = FIRST_PAGE;
  for (;;) {
    const page = sql`select ${LINE[engine](table.columns)} as line from ${sql.table(table.name)}
      ${whereOf(table.name, after)} order by ${sql.join(keys)} limit ${sql.lit(limit)}`;
    const { rows: found } = await PAGE[engine](page).execute(query);
    const { rows, lines: text } = found[0] ?? { rows: 0, lines: null };
    if (text === null) return;
    const lines = typeof text === 'string' ? Buffer.from(text) : text;
    yield { rows, lines };
    if (rows < limit) return;
    after = afterLast(lines, keys);
    limit = Math.min(MOST_ROWS, Math.max(1, Math.floor((PAGE_BYTES * rows) / lines.length)));
  }
}

/** How many rows a table has and what its columns of cents sum to. */
export async function totalsOf(query: Queries, table: StoredTable): Promise<Pick<Part, 'rows' | 'cents'>> {
  const cents = table.columns.filter(({ name, kind }) => kind === 'number' && /(?:^|_)cents$/u.test(name));
  const sums = cents.map(
    ({ name }) => sql`cast(coalesce(sum(${sql.ref(name)}), 0) as text) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<Record<string, number | string>>`
    select ${sql.join([sql`count(*) as counted`, ...sums])} from ${sql.table(table.name)}
    ${whereOf(table.name, undefined)}`.execute(query);
  const found = rows[0] ?? {};
  return {
    rows: Number(found['counted']),
    cents: Object.fromEntries(cents.map(({ name }) => [name, String(found[name])])),
  };
}
