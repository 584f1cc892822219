import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { ImportProfile } from '#shared/imports/profile.ts';
import { RecordProfile } from '#shared/imports/record-profile.ts';
import { AppError } from '#shared/errors.ts';
import { routes } from '../routes.ts';
import { parseEnvironment } from '../environment.ts';
import { invalidInput, parseInput } from './parse-request.ts';

/** What the schema library says of itself, in any of its messages. */
const ENGLISH =
  /\b(?:invalid|expected|received|too|must|required|unrecognized|unknown|input|key|option|string|number)\b/iu;
const RUBBISH: unknown[] = [
  undefined,
  null,
  '',
  'x!',
  -1,
  1e300,
  1.5,
  true,
  [],
  [[]],
  [{}],
  {},
  { kind: 'x', is: 'x', by: 'x' },
];

function shapeOf(schema: z.ZodType): string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

/** Every message a schema has for rubbish, as a whole and in each of its fields. */
function messagesOf(schema: z.ZodType): string[] {
  const keys = shapeOf(schema);
  const values = RUBBISH.flatMap((one) => [one, Object.fromEntries(keys.map((key) => [key, one]))]);
  return values.flatMap((value) => {
    const { error } = schema.safeParse(value);
    // Values that a file may hold are codes, in quotes; everything around them is for people.
    return error ? invalidInput(error).errors.map(({ message }) => message.replace(/„[^“]*“/gu, '…')) : [];
  });
}

for (const { method, path, query, body } of routes) {
  for (const schema of [query, body]) {
    if (schema === undefined || schema === 'bytes') continue;
    test(`What ${method} ${path} refuses it refuses in German`, () => {
      for (const message of messagesOf(schema)) assert.doesNotMatch(message, ENGLISH);
    });
  }
}

for (const [name, schema] of [
  ['imports', ImportProfile],
  ['records', RecordProfile],
] as const) {
  test(`A profile of ${name} is refused in German`, () => {
    const messages = messagesOf(schema);
    assert.ok(messages.length > 20);
    for (const message of messages) assert.doesNotMatch(message, ENGLISH);
  });
}

test('A wrong query parameter names itself and what is expected', () => {
  const schema = z.strictObject({ year: z.coerce.number().int().min(1990).optional() });
  assert.throws(
    () => parseInput(schema, { year: 'zwanzig', monat: '3' }, 'query'),
    (error) => {
      assert.ok(error instanceof AppError);
      assert.deepEqual(error.errors, [
        { path: 'year', message: 'Erwartet wird eine Zahl.' },
        { path: 'monat', message: 'Dieses Feld gibt es hier nicht.' },
      ]);
      return true;
    },
  );
});

test('A wrong environment is refused in German', () => {
  assert.throws(
    () => parseEnvironment({ PORT: 'x', LOG_LEVEL: 'laut' }),
    /PORT: Erwartet wird eine Zahl\.; LOG_LEVEL: Erlaubt sind/u,
  );
});
