import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { PostingRow } from '#shared/budget/budget.ts';
import {
  asOfField,
  centsField,
  dateField,
  fteField,
  idField,
  instantField,
  ledgerField,
  lineText,
  yearField,
} from '#shared/fields.ts';
import { SearchResult } from '#shared/search/search.ts';
import { answerCheck, sureOf } from './answer-check.ts';

const Row = z.strictObject({
  id: idField,
  cents: centsField.nullable(),
  on: dateField,
  note: z.string().optional(),
  ledger: ledgerField,
});

const SCHEMAS: Record<string, z.ZodType> = {
  cents: centsField,
  fte: fteField,
  date: dateField,
  asOf: asOfField,
  id: idField,
  year: yearField,
  instant: instantField,
  ledger: ledgerField,
  number: z.number(),
  between: z.number().gt(1).lt(5),
  text: z.string(),
  written: lineText(),
  short: z.string().min(2).max(4),
  flag: z.boolean(),
  nothing: z.null(),
  anything: z.unknown(),
  literal: z.literal(['a', 7]),
  nullable: z.string().nullable(),
  optional: z.int().optional(),
  list: z.array(centsField),
  shortList: z.array(z.string()).max(2),
  row: Row,
  rows: z.array(Row),
  loose: z.object({ a: z.string() }),
  record: z.record(z.string(), z.int()),
  byLedger: z.partialRecord(ledgerField, z.int()),
  either: z.union([z.strictObject({ a: z.int() }), z.strictObject({ a: z.int(), b: z.string() })]),
  told: z.discriminatedUnion('k', [
    z.strictObject({ k: z.literal('a'), v: z.int() }),
    z.strictObject({ k: z.literal('b') }),
  ]),
  coerced: z.coerce.number(),
  withDefault: z.string().default('x'),
  changed: z.string().transform((text) => text.length),
};

/** Values that are right, nearly right and wrong for one schema or another. */
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'a',
    'b',
    'cash',
    'result',
    '2026-02-28',
    '2026-02-30',
    '1989-12-31',
    ' a ',
    'a\u0000',
    '',
  ),
  fc.constantFrom<unknown>(0, 1, 7, -0, 1.5, NaN, Infinity, 2 ** 53, 10_000_000_000_000, 1e14 + 1, 2026),
  fc.constantFrom<unknown>(null, undefined, true, false, [], {}),
  fc.string(),
);
const row = fc.record(
  {
    id: fc.oneof(fc.constantFrom<unknown>(1, 2), leaf),
    cents: fc.oneof(fc.constantFrom<unknown>(-5, null), leaf),
    on: fc.oneof(fc.constantFrom<unknown>('2026-02-28'), leaf),
    ledger: fc.oneof(fc.constantFrom<unknown>('cash'), leaf),
    note: fc.constantFrom<unknown>('x', undefined),
    more: leaf,
  },
  { requiredKeys: ['id', 'cents', 'on', 'ledger'] },
);
const small = fc.record(
  {
    a: fc.constantFrom<unknown>(1, 'x'),
    b: fc.constantFrom<unknown>('x', 1),
    k: fc.constantFrom<unknown>('a', 'b'),
    v: fc.constantFrom<unknown>(1, 'x'),
    cash: fc.constantFrom<unknown>(1, 'x'),
  },
  { requiredKeys: [] },
);
const shaped = fc.constantFrom<unknown>(
  { a: 1 },
  { a: 1, b: 'x' },
  { k: 'a', v: 1 },
  { k: 'b' },
  { k: 'b', v: 1 },
);
const anything = fc.oneof(
  shaped,
  leaf,
  row,
  small,
  fc.array(leaf, { maxLength: 3 }),
  fc.array(row, { maxLength: 3 }),
);

const ROW = { id: 1, cents: -5, on: '2026-02-28', ledger: 'cash' };
/** Right for one schema or another: tried of every schema before what is drawn. */
const RIGHT: readonly unknown[] = [
  ...[1, 3, 7, 2026, 'a', 'abc', 'cash', '2026-02-28', true, null],
  ...[[1], ROW, [ROW], { a: 1 }, { a: 1, b: 'x' }, { k: 'b' }],
];

/** What the other side reads. */
const sent = (value: unknown): unknown => JSON.parse(JSON.stringify([value]));

test('What is surely right is what zod takes unchanged', () => {
  const seen = new Map<string, number>();
  for (const [name, schema] of Object.entries(SCHEMAS)) {
    const sure = sureOf(schema);
    fc.assert(
      fc.property(anything, (value) => {
        if (!sure(value)) return;
        seen.set(name, (seen.get(name) ?? 0) + 1);
        const parsed = schema.safeParse(value);
        assert.ok(parsed.success, `${name}: ${JSON.stringify(value)}`);
        assert.deepEqual(sent(parsed.data), sent(value), name);
      }),
      // What a schema surely takes does not hang on what is drawn.
      { numRuns: 400, examples: RIGHT.map((value): [unknown] => [value]) },
    );
  }
  // What would be changed or is of a kind that is not known here is zod's alone.
  const unsure = Object.keys(SCHEMAS).filter((name) => !seen.has(name));
  assert.deepEqual(unsure, ['shortList', 'loose', 'byLedger', 'withDefault', 'changed']);
});

test('What is not surely right is judged by zod', () => {
  const check = answerCheck(Row);
  const right = { id: 1, cents: null, on: '2026-02-28', ledger: 'cash' };
  assert.equal(check(right), right);
  for (const wrong of [{ ...right, cents: 1.5 }, { ...right, more: 1 }, { ...right, on: '2026-02-30' }, null])
    assert.throws(() => check(wrong), z.ZodError);
  assert.deepEqual(answerCheck(z.object({ a: z.string() }))({ a: 'x', b: 1 }), { a: 'x' });
});

test('The answers that are sent most are of kinds that are known here', () => {
  const hit = { kind: 'line', id: 1, number: '105', name: 'Netz', year: 2026 };
  assert.ok(sureOf(SearchResult)({ hits: [hit], more: ['line'] }));
  const posting = {
    ...{ id: 1, documentNumber: null, lineItem: null, postedOn: '2026-02-28', period: '02', account: '42' },
    ...{ costObject: '0105', text: '', cents: -5, orderNumber: null, importId: 3, sapPostedOn: null },
  };
  assert.ok(sureOf(z.array(PostingRow))([{ ...posting, method: null }]));
});
