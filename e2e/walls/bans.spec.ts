import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { ESLint } from 'eslint';

const ROOT = resolve(import.meta.dirname, '../..');

interface Ban {
  sentence: string;
  path: string;
  code: string;
  /** The rule that must fire, alone; none where the same text is allowed. */
  rule?: string;
}

const SYNTAX = 'no-restricted-syntax';

const BANS: Ban[] = [
  {
    sentence: 'parseFloat',
    path: 'shared/float.ts',
    code: "export const a = parseFloat('1');",
    rule: 'no-restricted-globals',
  },
  {
    sentence: 'Number.parseFloat',
    path: 'shared/float2.ts',
    code: "export const a = Number.parseFloat('1');",
    rule: 'no-restricted-properties',
  },
  {
    sentence: 'toFixed',
    path: 'server/fixed.ts',
    code: 'export const a = (1).toFixed(2);',
    rule: 'no-restricted-properties',
  },
  {
    sentence: 'a named import of zod',
    path: 'shared/named.ts',
    code: "import { z } from 'zod';\nexport const a = z.string();",
    rule: SYNTAX,
  },
  { sentence: 'Date.now', path: 'shared/now.ts', code: 'export const a = Date.now();', rule: SYNTAX },
  {
    sentence: 'new Date() in a feature',
    path: 'server/budget/now.ts',
    code: 'export const a = new Date();',
    rule: SYNTAX,
  },
  {
    sentence: 'new Date() where a process begins: allowed',
    path: 'server/main.ts',
    code: 'export const a = new Date();',
  },
  {
    sentence: 'new Date(text): allowed',
    path: 'server/budget/then.ts',
    code: "export const a = new Date('2021-06-30');",
  },
  {
    sentence: 'spreading a list into push',
    path: 'shared/spread.ts',
    code: 'export const add = (all: number[], some: number[]): number => all.push(...some);',
    rule: SYNTAX,
  },
  {
    sentence: 'spreading a list into Math.max',
    path: 'server/budget/most.ts',
    code: 'export const most = (all: number[]): number => Math.max(0, ...all);',
    rule: SYNTAX,
  },
  {
    sentence: 'spreading into a new list: allowed',
    path: 'shared/both.ts',
    code: 'export const both = (a: number[], b: number[]): number[] => [...a, ...b];',
  },
  {
    sentence: 'process.env in a feature',
    path: 'server/budget/env.ts',
    code: "export const a = process.env['A'];",
    rule: SYNTAX,
  },
  {
    sentence: 'importing the process in a feature',
    path: 'server/budget/env2.ts',
    code: "import { env } from 'node:process';\nexport const a = env['A'];",
    rule: SYNTAX,
  },
  {
    sentence: 'process.env where a process begins: allowed',
    path: 'server/cli.ts',
    code: "export const a = process.env['A'];",
  },
  {
    sentence: 'a focused test',
    path: 'server/only.spec.ts',
    code: "import { test } from 'node:test';\nvoid test.only('a', () => undefined);",
    rule: SYNTAX,
  },
  {
    sentence: 'a skipped test',
    path: 'shared/skip.spec.ts',
    code: "import { test } from 'node:test';\nvoid test.skip('a', () => undefined);",
    rule: SYNTAX,
  },
  {
    sentence: 'a focused Jasmine suite',
    path: 'client/src/app/a.spec.ts',
    code: "fdescribe('a', () => undefined);",
    rule: SYNTAX,
  },
  {
    sentence: 'console in a feature',
    path: 'server/budget/log.ts',
    code: "console.log('a');",
    rule: 'no-console',
  },
  {
    sentence: 'any',
    path: 'shared/any.ts',
    code: 'export let a: any;',
    rule: '@typescript-eslint/no-explicit-any',
  },
  {
    sentence: 'a floating promise',
    path: 'server/float.ts',
    code: 'const a = async (): Promise<void> => undefined;\na();',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    sentence: 'a type imported as a value',
    path: 'server/type.ts',
    code: "import { Server } from 'node:http';\nexport type A = Server;",
    rule: '@typescript-eslint/consistent-type-imports',
  },
  {
    sentence: 'a picture without words',
    path: 'client/src/app/a.html',
    code: '<img src="a.svg" />',
    rule: '@angular-eslint/template/alt-text',
  },
];

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
