import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemClock } from '../clock.ts';
import { addTestBudget } from '../budget/test-budget.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import type { Filled } from '../db/test-databases.ts';
import { testFolder } from '../db/test-folder.ts';
import { restoreBackup } from './restore.ts';
import { edited, editedHead, leftBehind, lineOf } from './test-backups.ts';
import { writeBackup } from './write-backup.ts';

const folder = testFolder('moves-refused-');
after(() => {
  rmSync(folder, { recursive: true });
});

const BUDGET: Filled = { name: 'budget', fill: addTestBudget };

type Defect = [name: string, spoil: (file: string) => void, words: RegExp];

const cut = (file: string, part: number): void => {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length * part)));
};

const DEFECTS: readonly Defect[] = [
  ...[0.001, 0.1, 0.5, 0.9, 0.9999].map((part): Defect => [
    `cut off at ${part * 100} %`,
    (file) => cut(file, part),
    /abgeschnitten oder beschädigt/u,
  ]),
  ['an empty file', (file) => writeFileSync(file, ''), /abgeschnitten oder beschädigt/u],
  [
    'one bit turned',
    (file) => {
      const bytes = readFileSync(file);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 4;
      writeFileSync(file, bytes);
    },
    /abgeschnitten oder beschädigt/u,
  ],
  [
    'another file',
    (file) => writeFileSync(file, 'SQLite format 3\0 and more of it'),
    /keine Sicherung von MoveS/u,
  ],
  [
    'packed text of another kind',
    (file) => edited(file, () => ['{"a":1}', '[2]']),
    /keine Sicherung von MoveS/u,
  ],
  [
    'the last line gone',
    (file) => edited(file, (lines) => lines.slice(0, -1)),
    /abgeschnitten oder beschädigt/u,
  ],
  [
    'an amount changed',
    (file) =>
      edited(file, (lines) => {
        const at = lineOf(lines, 'movement') + 1;
        return lines.with(
          at,
          (lines[at] ?? '').replace(/\d(?=\D*$)/u, (digit) => String((Number(digit) + 1) % 10)),
        );
      }),
    /Teil „movement“ passt nicht zu seiner Prüfsumme/u,
  ],
  [
    'a row taken out',
    (file) => edited(file, (lines) => lines.toSpliced(lineOf(lines, 'movement') + 1, 1)),
    /Teil „movement“ hat \d+ Zeilen statt \d+/u,
  ],
  [
    'two rows exchanged',
    (file) =>
      edited(file, (lines) => {
        const at = lineOf(lines, 'budget_line') + 1;
        return lines.with(at, lines[at + 1] ?? '').with(at + 1, lines[at] ?? '');
      }),
    /Teil „budget_line“ passt nicht zu seiner Prüfsumme/u,
  ],
  [
    'a part taken out',
    (file) =>
      edited(file, (lines) => {
        const at = lineOf(lines, 'posting');
        const end = lines.findIndex((line, index) => index > at && line.startsWith('{'));
        return lines.toSpliced(at, end - at);
      }),
    /fehlen Teile/u,
  ],
  [
    'the head of the history changed',
    (file) => edited(file, (lines) => lines.with(0, (lines[0] ?? '').replace(/"seq":\d+/u, '"seq":7'))),
    /Kopf und Verzeichnis passen nicht zu ihrer Prüfsumme/u,
  ],
  [
    'another head of the history, checksum and all',
    (file) => editedHead(file, (head) => (head['history'] = { seq: 1, hash: '0'.repeat(64) })),
    /Verlauf endet bei \d+:[0-9a-f]+ statt bei 1:0000/u,
  ],
  ['something after the end', (file) => edited(file, (lines) => [...lines, '[1]']), /etwas dahinter/u],
  ['something packed after the end', (file) => appendFileSync(file, readFileSync(file)), /etwas dahinter/u],
  [
    'a newer schema',
    (file) =>
      editedHead(file, (head) =>
        (head['schema'] as unknown[]).push({ version: 9999, name: '9999-later', sha256: null }),
      ),
    /Die Sicherung hat Schema 9999/u,
  ],
  [
    'another text of a migration',
    (file) =>
      editedHead(file, (head) => {
        const [first] = head['schema'] as { sha256: string }[];
        if (first) first.sha256 = '1'.repeat(64);
      }),
    /Die Sicherung wurde mit einer anderen Fassung von 0001-house gehoben/u,
  ],
  ['a newer form', (file) => editedHead(file, (head) => (head['format'] = 2)), /Sie hat Form 2/u],
];

forEachDatabase((open, engine, _, emptyPlace) => {
  test('A torn, changed or exchanged backup is refused by name, and nothing of it stays', async () => {
    const whole = join(folder, `${engine}.zst`);
    await writeBackup(await open(BUDGET), systemClock, whole);
    const place = await emptyPlace();
    for (const [name, spoil, words] of DEFECTS) {
      const file = join(folder, 'spoilt.zst');
      copyFileSync(whole, file);
      spoil(file);
      await assert.rejects(restoreBackup(place, file, systemClock.now()), words, name);
      assert.deepEqual(await leftBehind(place), [], name);
    }
    await restoreBackup(place, whole, systemClock.now());
  });

  test('Parts of two backups do not make one', async () => {
    const db = await open(BUDGET);
    const [first, second] = [join(folder, `first-${engine}.zst`), join(folder, `second-${engine}.zst`)];
    await writeBackup(db, systemClock, first);
    await db.writeTransaction((query) => query.updateTable('budget_line').set({ name: 'anders' }).execute());
    await writeBackup(db, systemClock, second);
    let lines: string[] = [];
    edited(second, (all) => (lines = all));
    const part = (all: readonly string[]): string[] => {
      const at = lineOf(all, 'budget_line');
      return all.slice(
        at,
        all.findIndex((line, index) => index > at && line.startsWith('{')),
      );
    };
    edited(first, (all) => all.toSpliced(lineOf(all, 'budget_line'), part(all).length, ...part(lines)));
    await assert.rejects(
      restoreBackup(await emptyPlace(), first, systemClock.now()),
      /Teil „budget_line“ passt nicht zu seiner Prüfsumme/u,
    );
  });

  test('A place that is not empty is refused and left alone', async () => {
    const db = await open(BUDGET);
    const file = join(folder, `once-${engine}.zst`);
    const saved = await writeBackup(db, systemClock, file);
    await assert.rejects(
      restoreBackup(db.url, file, systemClock.now()),
      engine === 'sqlite' ? /gibt es schon\. Es wurde nichts verändert/u : /nicht leer \(\d+ Tabellen\)/u,
    );
    const again = await writeBackup(db, systemClock, file);
    assert.deepEqual(again.parts, saved.parts);
  });

  test('A file that cannot be read or written is named', async () => {
    const db = await open();
    await assert.rejects(
      restoreBackup(await emptyPlace(), join(folder, 'fehlt.zst'), systemClock.now()),
      /fehlt\.zst lässt sich nicht lesen/u,
    );
    await assert.rejects(
      writeBackup(db, systemClock, join(folder, 'fehlt', 'a.zst')),
      /lässt sich nicht schreiben/u,
    );
  });
});
