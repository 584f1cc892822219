import { sql } from 'kysely';
import type { Expression, RawBuilder, SqlBool } from 'kysely';

/**
 * Whether a column holds a person's text anywhere, whatever the case. German capitals are named because `lower` alone
 * knows only ASCII on SQLite and on a PostgreSQL of the locale C; `%` and `_` of the person are letters, not wildcards.
 */
export function holdsText(column: Expression<unknown>, text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/gu, (mark) => `\\${mark}`)}%`;
  const folded = sql`replace(replace(replace(lower(${column}), 'Ä', 'ä'), 'Ö', 'ö'), 'Ü', 'ü')`;
  return sql`${folded} like ${pattern} escape '\\'`;
}
