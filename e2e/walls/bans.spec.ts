import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { ESLint } from 'eslint';
import { BANS } from './bans.ts';

const ROOT = resolve(import.meta.dirname, '../..');

let house = '';
let found = new Map<string, string[]>();

before(async () => {
  house = mkdtempSync(join(tmpdir(), 'moves-bans-'));
  symlinkSync(join(ROOT, 'node_modules'), join(house, 'node_modules'));
  const configs = [
    'eslint.config.js',
    'package.json',
    'tsconfig.json',
    'tsconfig.client.json',
    'client/tsconfig.json',
  ];
  for (const path of configs) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    cpSync(join(ROOT, path), join(house, path));
  }
  for (const { path, code } of BANS) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), `${code}\n`);
  }
  const results = await new ESLint({ cwd: house }).lintFiles(['.']);
  found = new Map(
    results.map((file) => [file.filePath, file.messages.map(({ ruleId, message }) => ruleId ?? message)]),
  );
});

after(() => rmSync(house, { recursive: true, force: true }));

for (const { sentence, path, rule } of BANS) {
  test(`${rule === undefined ? 'Accepts' : 'Refuses'} ${sentence} (${basename(path)})`, () => {
    assert.deepEqual(found.get(join(house, path)), rule === undefined ? [] : [rule]);
  });
}

test('A comment cannot switch a rule off', async () => {
  const eslint = new ESLint({ cwd: house });
  const path = join(house, 'shared/float.ts');
  const [result] = await eslint.lintText("/* eslint-disable */\nexport const a = parseFloat('1');\n", {
    filePath: path,
  });
  assert.equal(result?.errorCount, 1);
  assert.equal(result.warningCount, 1);
});
