import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { forEachDatabase } from '../../db/test-databases.ts';
import { profileNamed } from './named-profile.ts';

const DELIVERED = resolve(import.meta.dirname, '../../../data/profiles/sap-ist.json');

forEachDatabase((open) => {
  test('A profile is named by its code or by the path of its file, as far as the database knows that wording', async (t) => {
    const { read } = await open();
    const folder = mkdtempSync(join(tmpdir(), 'moves-named-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    assert.equal(await profileNamed(read, 'sap-ist'), 'sap-ist');
    assert.equal(await profileNamed(read, DELIVERED), 'sap-ist');
    const wording = JSON.parse(readFileSync(DELIVERED, 'utf8')) as Record<string, unknown>;
    const other = file('anders.json', JSON.stringify({ ...wording, unit: 'TEUR' }));
    await assert.rejects(profileNamed(read, other), { detail: /weicht von der Fassung ab/u });
    const unknown = file('neu.json', JSON.stringify({ ...wording, code: 'neu' }));
    await assert.rejects(profileNamed(read, unknown), { detail: /„neu“ .* nicht gespeichert/u });
    await assert.rejects(profileNamed(read, file('kaputt.json', '{')), { detail: /kein gültiges JSON/u });
    await assert.rejects(profileNamed(read, join(folder, 'weg.json')), { detail: /lässt sich nicht lesen/u });
    await assert.rejects(profileNamed(read, file('halb.json', '{"kind":"actuals"}')), {
      detail: /kein Profil/u,
    });
  });
});
