import { sql } from 'kysely';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Engine } from './handles.ts';

/** What XML cannot hold, as a set of both engines' patterns. */
const LOST = '[\u0001-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]';

/** Whether a text holds a sign that no file can. */
export function isLost(engine: Engine, text: RawBuilder<unknown>): RawBuilder<SqlBool> {
  return engine === 'sqlite' ? sql`${text} glob ${`*${LOST}*`}` : sql`${text} ~ ${LOST}`;
}
