import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { deliveredProfiles, readProfiles } from './delivered-profiles.ts';

const FOLDER = resolve(import.meta.dirname, '../../../data/profiles');

test('Every delivered profile can be read', () => {
  assert.deepEqual([...deliveredProfiles().broken], []);
});

test('A file that is no profile is named with its fault, and the others are used', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-profiles-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of ['sap-ist.json', 'projektliste.json'])
    copyFileSync(join(FOLDER, name), join(folder, name));
  copyFileSync(join(FOLDER, 'sap-ist.json'), join(folder, 'anders.json'));
  writeFileSync(join(folder, 'kaputt.json'), '{"code": "kaputt"');
  writeFileSync(join(folder, 'halb.json'), '{"code": "halb", "kind": "actuals"}');
  const { money, records, broken } = readProfiles(folder);
  assert.deepEqual([...money.keys()], ['sap-ist']);
  assert.deepEqual([...records.keys()], ['projektliste']);
  assert.deepEqual([...broken.keys()], ['anders.json', 'halb.json', 'kaputt.json']);
  assert.match(broken.get('anders.json') ?? '', /„sap-ist“/u);
  assert.match(broken.get('halb.json') ?? '', /title: /u);
  assert.match(broken.get('kaputt.json') ?? '', /kein gültiges JSON/u);
});
