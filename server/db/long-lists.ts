import { OperatorNode, PostgresQueryCompiler, SqliteQueryCompiler, ValueNode } from 'kysely';
import type { BinaryOperationNode, PrimitiveValueListNode } from 'kysely';
import { Placeholder } from './placeholder.ts';

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

/** The list that is only known when the statement is asked (question.ts), and whether it leaves out what is in it. */
function openList(node: BinaryOperationNode): { list: Placeholder; leavesOut: boolean } | undefined {
  const { operator, rightOperand } = node;
  if (!OperatorNode.is(operator) || !ValueNode.is(rightOperand)) return undefined;
  if (operator.operator !== 'in' && operator.operator !== 'not in') return undefined;
  const { value } = rightOperand;
  return value instanceof Placeholder
    ? { list: value, leavesOut: operator.operator === 'not in' }
    : undefined;
}

/** `x in (…)` of any length on SQLite. */
export class SqliteCompiler extends SqliteQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const open = openList(node);
    if (!open) {
      super.visitBinaryOperation(node);
      return;
    }
    this.visitNode(node.leftOperand);
    this.append(open.leavesOut ? ' not in ' : ' in ');
    this.append('(select value from json_each(');
    this.appendValue(new Placeholder(open.list.name, true));
    this.append('))');
  }

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
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const open = openList(node);
    if (!open) {
      super.visitBinaryOperation(node);
      return;
    }
    this.visitNode(node.leftOperand);
    // The type of the list is told by what stands before it.
    this.append(open.leavesOut ? ' <> all(' : ' = any(');
    this.appendValue(open.list);
    this.append(')');
  }

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
