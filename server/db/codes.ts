import { sql } from 'kysely';
import type { Expression, RawBuilder, SqlBool } from 'kysely';
import { codeKey } from '#shared/codes.ts';

/**
 * A stored code as its key (`codeKey` of shared/codes.ts; stored forms are plain already). Capitals as far as both
 * engines know them by themselves, and the German ones: who needs every letter compares in code.
 */
function keyOf(column: Expression<unknown>): RawBuilder<string> {
  const capitals = sql`replace(replace(replace(upper(${column}), 'ä', 'Ä'), 'ö', 'Ö'), 'ü', 'Ü')`;
  return sql`case when ltrim(${column}, '0123456789') <> '' then ${capitals}
    when ltrim(${column}, '0') <> '' then ltrim(${column}, '0')
    when ${column} <> '' then '0' else '' end`;
}

/** Whether a stored code means the same as a text, whatever zeros or case it is written with. */
export function hasCode(column: Expression<unknown>, text: string): RawBuilder<SqlBool> {
  return sql`(${column} = ${text} or ${keyOf(column)} = ${codeKey(text)})`;
}

/** At least every stored code that means a text, or begins with it; which do, `codeKey` decides. */
export function mayBeCode(
  column: Expression<unknown>,
  text: string,
  test: 'is' | 'starts',
): RawBuilder<SqlBool> {
  const key = codeKey(text);
  const known = key.startsWith('0') ? '' : key.toLowerCase();
  // Other than ASCII letters fit anything: `lower` knows no others on every engine.
  const pattern = known.replace(/[%_\\]|[^\x20-\x7e]/gu, '_');
  const whole = test === 'is' && known !== '';
  return sql`lower(ltrim(${column}, '0')) like ${whole ? pattern : `${pattern}%`}`;
}
