import { PostgresQueryCompiler, SqliteQueryCompiler } from 'kysely';
import type { PrimitiveValueListNode } from 'kysely';

/**
 * Longest list of a statement whose values stand in it one by one. Longer ones go as one value: a statement takes
 * 32,766 values on SQLite and 65,535 on PostgreSQL, and a city has more lines than that.
 */
export const LISTED_SINGLY = 500;

/** Lists of numbers or of texts; anything else keeps its own way. */
function typeOf(values: readonly unknown[]): 'number' | 'text' | undefined {
  if (values.length <= LISTED_SINGLY) return undefined;
  if (values.every((value) => typeof value === 'number')) return 'number';
  return values.every((value) => typeof value === 'string') ? 'text' : undefined;
}

/** `x in (…)` of any length on SQLite. */
export class SqliteCompiler extends SqliteQueryCompiler {
  protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
    if (typeOf(node.values) === undefined) {
      super.visitPrimitiveValueList(node);
      return;
    }
    this.append('(select value from json_each(');
    this.appendValue(JSON.stringify(node.values));
    this.append('))');
  }
}

/** `x in (…)` of any length on PostgreSQL. */
export class PostgresCompiler extends PostgresQueryCompiler {
  protected override visitPrimitiveValueList(node: PrimitiveValueListNode): void {
    const type = typeOf(node.values);
    if (type === undefined) {
      super.visitPrimitiveValueList(node);
      return;
    }
    this.append('(select unnest(');
    this.appendValue(node.values);
    this.append(type === 'number' ? '::bigint[]))' : '::text[]))');
  }
}
