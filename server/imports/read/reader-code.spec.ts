import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { bootOf, CODE_PIPE, plainCode } from './reader-code.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const READER = join(import.meta.dirname, 'reader/main.ts');

test('The code of the reader is all that it imports of ours, without a type', () => {
  const code = plainCode(READER, join(ROOT, 'shared'));
  const addresses = Object.keys(code);
  assert.ok(addresses.length > 20, `${addresses.length} modules`);
  assert.ok(
    addresses.some((address) => address.endsWith('/reader/xlsx.ts')),
    'also what is imported later',
  );
  assert.ok(addresses.some((address) => address.includes('/shared/imports/')));
  for (const [address, text] of Object.entries(code))
    assert.doesNotMatch(text, /^import type |^interface /mu, address);
});

test('A program runs from the code it is given, not from its files', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'moves-code-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'shared'));
  writeFileSync(
    join(folder, 'package.json'),
    '{ "type": "module", "imports": { "#shared/*": "./shared/*" } }',
  );
  writeFileSync(join(folder, 'shared/word.ts'), "export const word: string = 'brought';\n");
  const main = join(folder, 'main.ts');
  writeFileSync(main, "import { word } from '#shared/word.ts';\nconsole.log(word satisfies string);\n");
  const code = plainCode(main, join(folder, 'shared'));
  assert.deepEqual(
    Object.keys(code),
    [main, join(folder, 'shared/word.ts')].map((path) => pathToFileURL(path).href),
  );
  writeFileSync(join(folder, 'shared/word.ts'), "export const word: string = 'read';\n");
  const child = spawn(process.execPath, ['--input-type=module', '-e', bootOf(main)], {
    stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const pipe = child.stdio[CODE_PIPE];
  assert.ok(pipe && 'end' in pipe);
  pipe.end(JSON.stringify(code));
  await once(child, 'close');
  assert.equal(said, 'brought\n');
});
