/** A text and the rule of eslint.config.js that refuses it, or accepts it where it is allowed. */
export interface Ban {
  sentence: string;
  path: string;
  code: string;
  /** The rule that must fire, alone; none where the same text is allowed. */
  rule?: string;
}

const SYNTAX = 'no-restricted-syntax';

const READ =
  "import { httpResource } from '@angular/common/http';\nexport const a = httpResource(() => '/api/a');";
const DRAWN = `import { Component } from '@angular/core';
@Component({ selector: 'mc-drawn', template: '<table></table>' })
export class Drawn {}`;

/** For each ban the smallest text that breaks it, and where the same text may stand. */
export const BANS: Ban[] = [
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
    sentence: 'a test that skips itself',
    path: 'server/skip-itself.spec.ts',
    code: "import { test } from 'node:test';\nvoid test('a', (t) => {\n  t.skip('later');\n});",
    rule: SYNTAX,
  },
  {
    sentence: 'a test that is skipped by an option',
    path: 'server/skip-option.spec.ts',
    code: "import { test } from 'node:test';\nvoid test('a', { skip: true }, () => undefined);",
    rule: SYNTAX,
  },
  {
    sentence: 'a journey that is skipped by an option',
    path: 'e2e/journeys/todo.spec.ts',
    code: "import { test } from 'node:test';\nvoid test('a', { todo: 'later' }, () => undefined);",
    rule: SYNTAX,
  },
  {
    sentence: 'leaving a test out where it is told: allowed',
    path: 'server/test-leave-out.ts',
    code: "import type { TestContext } from 'node:test';\nexport const leaveOut = (t: TestContext): void => t.skip('why');",
  },
  {
    sentence: 'leaving a journey out where it is told: allowed',
    path: 'e2e/leave-out.ts',
    code: "import { test } from '@playwright/test';\nexport const leaveOut = (missing: boolean): void => test.skip(missing, 'why');",
  },
  {
    sentence: 'a wait for half a second of silence',
    path: 'e2e/journeys/idle.spec.ts',
    code: "export const state = 'networkidle';",
    rule: SYNTAX,
  },
  {
    sentence: 'a wait by the clock',
    path: 'e2e/journeys/clock.spec.ts',
    code: 'export const wait = (page: { waitForTimeout(ms: number): void }): void => page.waitForTimeout(100);',
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
    sentence: 'reading from the server by hand',
    path: 'client/src/app/budget/read.ts',
    code: READ,
    rule: SYNTAX,
  },
  {
    sentence: 'reading from the server where it is done: allowed',
    path: 'client/src/app/core/asked.ts',
    code: READ,
  },
  {
    sentence: 'a table drawn by hand',
    path: 'client/src/app/drawn.html',
    code: '<table></table>',
    rule: SYNTAX,
  },
  {
    sentence: 'a table drawn by hand in a component',
    path: 'client/src/app/budget/drawn.ts',
    code: DRAWN,
    rule: SYNTAX,
  },
  {
    sentence: 'the frame of tables drawing one: allowed',
    path: 'client/src/app/ui/table.ts',
    code: DRAWN,
  },
  {
    sentence: 'a head of nothing',
    path: 'client/src/app/budget/head.html',
    code: '<mc-table><thead><tr><th>Zeile</th></tr></thead></mc-table>',
    rule: SYNTAX,
  },
  {
    sentence: 'a head with its scope: allowed',
    path: 'client/src/app/budget/scope.html',
    code: '<mc-table><thead><tr><th scope="col">Zeile</th></tr></thead></mc-table>',
  },
  {
    sentence: 'a picture without words',
    path: 'client/src/app/a.html',
    code: '<img src="a.svg" />',
    rule: '@angular-eslint/template/alt-text',
  },
];
