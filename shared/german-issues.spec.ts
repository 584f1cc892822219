import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import './german-issues.ts';

/** Schema, what is given, what is said. */
const SAID: [z.ZodType, unknown, string][] = [
  [z.string(), undefined, 'Diese Angabe fehlt.'],
  [z.string(), 5, 'Erwartet wird ein Text, nicht eine Zahl.'],
  [z.string(), null, 'Erwartet wird ein Text, nicht leer (null).'],
  [z.string().min(1), '', 'Diese Angabe darf nicht leer sein.'],
  [z.string().min(3), 'a', 'Zu kurz: mindestens 3 Zeichen.'],
  [z.string().max(2), 'abc', 'Zu lang: höchstens 2 Zeichen.'],
  [z.string().length(2), 'abc', 'Zu lang: genau 2 Zeichen.'],
  [z.string().regex(/x/u), 'a', 'Die Schreibweise ist hier nicht erlaubt.'],
  [z.url(), 'a', 'Erwartet wird eine Adresse wie https://beispiel.de.'],
  [z.coerce.number(), 'abc', 'Erwartet wird eine Zahl.'],
  [z.int(), 1.5, 'Erwartet wird eine ganze Zahl, ohne Nachkommastellen.'],
  [z.coerce.number().int().min(1990), '5', 'Zu klein: mindestens 1990.'],
  [z.number().positive(), 0, 'Zu klein: mehr als 0.'],
  [z.number().max(-1_000_000), 5, 'Zu groß: höchstens −1.000.000.'],
  [z.number().lt(2.5), 3, 'Zu groß: weniger als 2,5.'],
  [z.number().multipleOf(5), 3, 'Erwartet wird ein Vielfaches von 5.'],
  [z.array(z.int()).min(2), [1], 'Zu kurz: mindestens 2 Einträge.'],
  [z.array(z.int()).max(1), [1, 2], 'Zu lang: höchstens 1 Eintrag.'],
  [z.array(z.int()), {}, 'Erwartet wird eine Liste, nicht eine Gruppe von Angaben.'],
  [z.boolean(), 'ja', 'Erwartet wird ja oder nein (true, false), nicht ein Text.'],
  [z.literal('a'), 'b', 'Erlaubt ist nur „a“.'],
  [z.enum(['a', 'b']), 'c', 'Erlaubt sind „a“, „b“.'],
  [z.union([z.string(), z.int()]), true, 'Diese Angabe hat keine der erlaubten Formen.'],
  [z.strictObject({}), { a: 1 }, 'Diese Angaben gibt es hier nicht: a.'],
  [z.record(z.enum(['a']), z.int()), { b: 1 }, 'Diese Angabe fehlt.'],
  [z.never(), 1, 'Erwartet wird nichts, nicht eine Zahl.'],
  [z.string().refine(() => false), 'a', 'Diese Angabe ist so nicht erlaubt.'],
  [z.string().min(3, 'Eigene Worte.'), 'a', 'Eigene Worte.'],
];

for (const [schema, given, said] of SAID) {
  test(`${given === undefined ? 'Nothing' : JSON.stringify(given)} is refused with „${said}“`, () => {
    assert.equal(schema.safeParse(given).error?.issues[0]?.message, said);
  });
}
