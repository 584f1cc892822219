import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { cruise } from 'dependency-cruiser';
import type { ICruiseOptions, ICruiseResult, IFlattenedRuleSet } from 'dependency-cruiser';

const ROOT = resolve(import.meta.dirname, '../..');
const { options, ...ruleSet } = createRequire(import.meta.url)(
  join(ROOT, '.dependency-cruiser.cjs'),
) as IFlattenedRuleSet & { options: ICruiseOptions };

const PACKAGES = ['zod', 'pg', 'better-sqlite3', 'exceljs', 'fast-check', 'chart.js', 'ag-grid-community'];

/** For each rule the smallest tree that breaks it, and only it: path → text. */
const PLANTED: Record<string, Record<string, string>> = {
  'no-cycles': {
    'shared/a.ts': "import { b } from './b.ts'; export const a = b;",
    'shared/b.ts': "import { a } from './a.ts'; export const b = a;",
  },
  'every-import-resolves': { 'server/a.ts': "import './missing.ts';" },
  'shared-imports-nothing-but-zod': { 'shared/a.ts': "import 'node:fs'; import 'zod';" },
  'shared-tests-import-only-shared-and-the-test-tools': {
    'shared/a.spec.ts':
      "import 'node:test'; import 'node:assert/strict'; import 'fast-check'; import 'node:fs';",
  },
  'client-and-server-meet-only-in-shared': {
    'client/src/app/a.ts': "import type { B } from '../../../server/b.ts'; export type A = B;",
    'server/b.ts': 'export type B = 1;',
  },
  'server-never-imports-the-client': {
    'server/a.ts': "import '../client/src/app/b.ts';",
    'client/src/app/b.ts': 'export {};',
  },
  'client-ground-imports-no-feature': {
    'client/src/app/explain/a.ts': "import '../budget/b.ts';",
    'client/src/app/budget/b.ts': 'export {};',
  },
  'client-core-stands-on-nothing-of-the-client': {
    'client/src/app/core/a.ts': "import './b.ts'; import '../ui/c.ts';",
    'client/src/app/core/b.ts': 'export {};',
    'client/src/app/ui/c.ts': 'export {};',
  },
  'client-ui-stands-on-core': {
    'client/src/app/ui/a.ts': "import '../core/b.ts'; import '../explain/c.ts';",
    'client/src/app/core/b.ts': 'export {};',
    'client/src/app/explain/c.ts': 'export {};',
  },
  'client-explain-and-requests-stand-side-by-side': {
    'client/src/app/explain/a.ts': "import '../ui/b.ts'; import '../requests/c.ts';",
    'client/src/app/ui/b.ts': 'export {};',
    'client/src/app/requests/c.ts': 'export {};',
  },
  'only-the-list-of-pages-knows-a-feature': {
    'client/src/app/pages.ts': "import './budget/c.ts';",
    'client/src/app/app.config.ts': "import './budget/b.ts';",
    'client/src/app/budget/b.ts': 'export {};',
    'client/src/app/budget/c.ts': 'export {};',
  },
  'client-features-never-import-each-other': {
    'client/src/app/projects/a.ts':
      "import '../budget/b.ts'; import '../ui/c.ts'; import '../requests/e.ts'; import './d.ts';",
    'client/src/app/budget/b.ts': 'export {};',
    'client/src/app/ui/c.ts': 'export {};',
    'client/src/app/requests/e.ts': 'export {};',
    'client/src/app/projects/d.ts': 'export {};',
  },
  'nobody-imports-the-doors-of-another-feature': {
    'server/projects/a.ts':
      "import '../budget/budget.sql.ts'; import '../budget/budget.routes.ts'; import './projects.jobs.ts';",
    'server/budget/budget.sql.ts': 'export {};',
    'server/budget/budget.routes.ts': 'export {};',
    'server/projects/projects.jobs.ts': 'export {};',
  },
  'nobody-imports-an-entry-point': { 'server/a.ts': "import './main.ts';", 'server/main.ts': 'export {};' },
  'the-product-imports-no-test-code': {
    'server/a.ts': "import './b.spec.ts';",
    'server/b.spec.ts': 'export {};',
  },
  'only-db-knows-a-database-driver': {
    'server/a.ts': "import 'pg';",
    'server/db/b.ts': "import 'pg'; import 'better-sqlite3';",
  },
  'only-the-data-grid-imports-ag-grid': {
    'client/src/app/ui/a.ts': "import 'ag-grid-community';",
    'client/src/app/ui/data-grid/b.ts': "import 'ag-grid-community';",
  },
  'only-the-chart-imports-chart-js': {
    'client/src/app/ui/a.ts': "import type { Chart } from 'chart.js'; export type A = Chart;",
    'client/src/app/ui/chart/b.ts': "import 'chart.js';",
  },
  'only-the-server-imports-exceljs': {
    'client/src/app/a.ts': "import 'exceljs';",
    'server/b.ts': "import 'exceljs';",
  },
  'no-development-package-in-the-server': {
    'server/a.ts': "import 'fast-check';",
    'server/a.spec.ts': "import 'fast-check';",
  },
  'e2e-imports-nobody': { 'e2e/a.ts': "import '../server/b.ts';", 'server/b.ts': 'export {};' },
  'nobody-imports-e2e': { 'server/a.ts': "import '../e2e/b.ts';", 'e2e/b.ts': 'export {};' },
};

const planted: string[] = [];
after(() => planted.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A house of its own with empty packages, so that only what is planted can be found. */
function plant(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'moves-walls-'));
  planted.push(folder);
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(ROOT, name), join(folder, name));
  for (const name of PACKAGES) {
    write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(folder, `node_modules/${name}/index.js`, '');
  }
  for (const side of ['client', 'server', 'shared', 'e2e']) write(folder, `${side}/.keep`, '');
  for (const [path, text] of Object.entries(files)) write(folder, path, text);
  return folder;
}

/** Broken rules as `rule: from → to`, sorted. */
async function violations(baseDir: string): Promise<string[]> {
  const found = await cruise(['client', 'server', 'shared', 'e2e'], {
    ...options,
    baseDir,
    validate: true,
    ruleSet,
  });
  const { summary } = found.output as ICruiseResult;
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
}

test('Every wall has a planted violation', () => {
  const walls = ruleSet.forbidden?.map((rule) => rule.name).sort();
  assert.deepEqual(Object.keys(PLANTED).sort(), walls);
});

for (const [wall, files] of Object.entries(PLANTED)) {
  test(`Refuses what breaks "${wall}"`, async () => {
    const found = await violations(plant(files));
    assert.deepEqual([...new Set(found.map((line) => line.split(':')[0]))], [wall]);
    // Exactly once: the allowed imports beside it stay allowed.
    assert.equal(found.length, 1, found.join('\n'));
  });
}

test('The house itself breaks no wall', async () => {
  assert.deepEqual(await violations(ROOT), []);
  assert.match(readFileSync(join(ROOT, 'package.json'), 'utf8'), /"#shared\/\*"/u);
});
