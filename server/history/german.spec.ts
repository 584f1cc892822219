import assert from 'node:assert/strict';
import { readFileSync, globSync } from 'node:fs';
import { test } from 'node:test';
import { fieldWord } from '#shared/history/fields.ts';
import type { HistoryPage } from '#shared/history/history.ts';
import { actorText, fieldChanges, historyTitle } from '#shared/history/words.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';
import { DEMO } from '../demo/test-demo.ts';

/** A code of ours: `project.edit`, `cover_group`, `leadUserId`, `2021-06-30`. */
const CODE = /\b[a-z]+(?:[._][a-z]+|[a-z]*[A-Z][a-z]+)\b|\d{4}-\d{2}-\d{2}/u;

/** Names of the demo that look like codes. */
const plain = (text: string): string => text.replaceAll(/\be(?=[A-Z])/gu, '');

/** Every literal after `action:` or `entity:` of a recorded change in the server's own code. */
function recorded(what: 'action' | 'entity'): string[] {
  const files = globSync('server/**/*.ts').filter((file) => !/spec\.ts$|\/test-/u.test(file));
  const pattern = what === 'action' ? /action: '([a-z-]+\.[a-z-]+)'/gu : /entity: '([a-z_-]+)'/gu;
  const found = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)]);
  return [...new Set(found.map(([, code = '']) => code))];
}

for (const action of recorded('action')) {
  test(`The history has a German word for ${action}`, () => {
    assert.doesNotMatch(historyTitle({ action, entity: 'project', entityId: '1' }), /\./u);
  });
}
for (const entity of recorded('entity')) {
  test(`The history has a German word for the kind ${entity}`, () => {
    assert.ok(!historyTitle({ action: 'project.edit', entity, entityId: '1' }).startsWith(`${entity} `));
  });
}

forEachDatabase((open) => {
  test('Every entry of the demo reads in German, by name and without codes', async (t) => {
    const db = await open(DEMO);
    const app = await startTestApp(db);
    t.after(() => app.close());
    const fetch = await app.as('rechnungspruefung');
    let next: number | null = null;
    let read = 0;
    do {
      const answer = await fetch(`/api/history?limit=200${next === null ? '' : `&before=${next}`}`);
      const page = (await answer.json()) as HistoryPage;
      for (const entry of page.entries) {
        assert.doesNotMatch(plain(historyTitle(entry, page.names)), CODE);
        assert.notEqual(actorText(entry.actor, page.names), entry.actor);
        for (const field of Object.keys({ ...(entry.before as object), ...(entry.after as object) }))
          assert.notEqual(fieldWord(field), field, `${entry.action} records ${field}`);
        for (const { field, before, after } of fieldChanges(entry.before, entry.after, page.names)) {
          if (['Datei', 'Profil'].includes(field)) continue;
          assert.doesNotMatch(plain(`${field} ${before} ${after}`), CODE, `${entry.action} ${field}`);
        }
      }
      read += page.entries.length;
      next = page.next;
    } while (next !== null);
    assert.ok(read > 400);
  });
});
