import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, resolve } from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';

/**
 * Walls inside the server that no import rule sees: no circle among its features, SQL in `*.sql.ts` only, and every
 * table written by one feature. Read from the syntax tree, so that comments and texts do not count.
 */

const ROOT = resolve(import.meta.dirname, '../..');
const IS_TEST = /\.spec\.ts$|\/(with-)?test-[^/]+\.ts$|^server\/torture\//u;
/** What fills a database is no owner: demo, generator and first set-up write every table once, at its beginning. */
const FILLS = /^server\/(demo|generated|setup)\//u;
/** The data door holds drivers, schema and the tables of its own (history, meta, search). */
const DOOR = /^server\/db\//u;

/** Path → text, of the product only. */
type Sources = Readonly<Record<string, string>>;

const featureOf = (path: string): string | undefined => /^server\/([^/]+)\//u.exec(path)?.[1];

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}

function treeOf(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function importsOf(path: string, text: string): string[] {
  const found: string[] = [];
  walk(treeOf(path, text), (node) => {
    const named =
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
        ? node.moduleSpecifier
        : ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
          ? node.arguments[0]
          : undefined;
    if (named && ts.isStringLiteral(named) && named.text.startsWith('.'))
      found.push(normalize(join(dirname(path), named.text)));
  });
  return found;
}

/** Circles among the features: each as the features in it, sorted. Lists at the root are in none. */
function circles(sources: Sources): string[][] {
  const edges = new Map<string, Set<string>>();
  for (const [path, text] of Object.entries(sources)) {
    const from = featureOf(path);
    if (from === undefined) continue;
    const seen = edges.get(from) ?? new Set<string>();
    edges.set(from, seen);
    // What a list at the root names, its importer reaches too.
    const reached = importsOf(path, text).flatMap((to) =>
      featureOf(to) === undefined && sources[to] !== undefined ? importsOf(to, sources[to]) : [to],
    );
    for (const to of reached.map(featureOf)) if (to !== undefined && to !== from) seen.add(to);
  }
  const reaches = (from: string): Set<string> => {
    const all = new Set<string>();
    const next = [...(edges.get(from) ?? [])];
    for (let to = next.pop(); to !== undefined; to = next.pop()) {
      if (all.has(to)) continue;
      all.add(to);
      next.push(...(edges.get(to) ?? []));
    }
    return all;
  };
  const closure = new Map([...edges.keys()].map((from) => [from, reaches(from)]));
  const knots = [...edges.keys()]
    .map((from) => [from, ...[...(closure.get(from) ?? [])].filter((to) => closure.get(to)?.has(from))])
    .map((knot) => [...new Set(knot)].sort())
    .filter((knot) => knot.length > 1);
  return [...new Map(knots.map((knot) => [knot.join(' '), knot])).values()];
}

const READS = ['selectFrom'];
const WRITES = ['insertInto', 'updateTable', 'deleteFrom', 'insertMany', 'replaceInto'];

/** A Kysely call by its name and table; `table` is undefined where it is not written out. */
function queryCall(node: ts.Node): { verb: string; table: string | undefined } | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const verb = node.expression.name.text;
  if (![...READS, ...WRITES].includes(verb)) return undefined;
  const [first] = node.arguments;
  const table = first && ts.isStringLiteral(first) ? first.text.split(' ')[0] : undefined;
  return { verb, table };
}

function sqlText(node: ts.Node): string | undefined {
  if (!ts.isTaggedTemplateExpression(node)) return undefined;
  return ts.isIdentifier(node.tag) && node.tag.text === 'sql' ? node.template.getText() : undefined;
}

function holdsSql(path: string, text: string): boolean {
  let found = false;
  walk(treeOf(path, text), (node) => {
    found ||= queryCall(node) !== undefined || sqlText(node) !== undefined;
  });
  return found;
}

/** Files that hold SQL without saying so, and files that say so without holding any. */
function misnamed(sources: Sources): string[] {
  return Object.entries(sources)
    .filter(([path]) => !DOOR.test(path))
    .flatMap(([path, text]) => {
      const holds = holdsSql(path, text);
      if (holds === path.endsWith('.sql.ts')) return [];
      return [holds ? `${path} holds SQL` : `${path} holds no SQL`];
    });
}

const WRITTEN = /\b(?:insert\s+into|update|delete\s+from|replace\s+into)\s+([a-z_]+)/giu;

/** Every write as `[table, path]`; a table that is not written out in the call is `?`. */
function writesOf(path: string, text: string): [string, string][] {
  const found: [string, string][] = [];
  walk(treeOf(path, text), (node) => {
    const call = queryCall(node);
    if (call && WRITES.includes(call.verb)) found.push([call.table ?? '?', path]);
    for (const [, table] of (sqlText(node) ?? '').matchAll(WRITTEN)) if (table) found.push([table, path]);
  });
  return found;
}

/** Tables that two features write, with the files; and writes whose table nobody can read. */
function sharedTables(sources: Sources): string[] {
  const writes = Object.entries(sources)
    .filter(([path]) => !DOOR.test(path) && !FILLS.test(path))
    .flatMap(([path, text]) => writesOf(path, text));
  return [...Map.groupBy(writes, ([table]) => table)]
    .map(([table, rows]) => ({ table, paths: [...new Set(rows.map(([, path]) => path))].sort() }))
    .filter(({ table, paths }) => table === '?' || new Set(paths.map(featureOf)).size > 1)
    .map(({ table, paths }) => `${table}: ${paths.join(', ')}`)
    .sort();
}

const house: Sources = Object.fromEntries(
  globSync('server/**/*.ts', { cwd: ROOT })
    .filter((path) => !IS_TEST.test(path))
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);

test('No feature of the server reaches itself through another', () => {
  assert.deepEqual(circles(house), []);
});

test('A circle of features is found, also one through a list at the root', () => {
  const planted = {
    'server/budget/a.ts': "import { b } from '../orders/b.ts'; export const a = b;",
    'server/orders/b.ts': "import type { C } from '../list.ts'; export const b: C = 1;",
    'server/list.ts': "export type { A as C } from './budget/c.ts';",
    'server/budget/c.ts': 'export type A = number;',
    'server/reports/d.ts': "import '../budget/a.ts';",
  };
  assert.deepEqual(circles(planted), [['budget', 'orders']]);
});

test('SQL stands in files that say so, and in no other', () => {
  assert.deepEqual(misnamed(house), []);
});

test('A misnamed file is found', () => {
  const planted = {
    'server/budget/a.ts': "db.selectFrom('budget_line').execute();",
    'server/budget/b.sql.ts': "// sql`select` and selectFrom('x') are only talked about\nexport const b = 1;",
    'server/budget/c.sql.ts': 'export const c = (read) => sql<number>`select 1`.execute(read);',
  };
  assert.deepEqual(misnamed(planted), [
    'server/budget/a.ts holds SQL',
    'server/budget/b.sql.ts holds no SQL',
  ]);
});

test('Every table is written by one feature', () => {
  assert.deepEqual(sharedTables(house), []);
});

test('A table that two features write is found, however it is written', () => {
  const planted = {
    'server/ledger/a.sql.ts': "tx.query.insertInto('movement').values(rows);",
    'server/imports/b.sql.ts': 'sql`update movement set cents = 0`.execute(query);',
    'server/imports/c.sql.ts': "tx.insertMany('posting', rows); query.updateTable(TABLES[kind]).set(values);",
    'server/demo/d.sql.ts': "query.insertInto('posting').values(rows);",
  };
  assert.deepEqual(sharedTables(planted), [
    '?: server/imports/c.sql.ts',
    'movement: server/imports/b.sql.ts, server/ledger/a.sql.ts',
  ]);
});

const KINDS_FOLDERS = ['shared/imports/records', 'shared/imports/money'];
const OWN_MODULE = /^(shared\/imports\/(records|money)|server\/imports\/(records|money)\/kinds)\//u;

/** Comparisons with the word of a kind of records or amounts outside its own modules, as `path: word`. */
function comparedKinds(sources: Sources, kinds: readonly string[]): string[] {
  const found: string[] = [];
  const isKind = (node: ts.Expression): boolean => ts.isStringLiteral(node) && kinds.includes(node.text);
  for (const [path, text] of Object.entries(sources)) {
    if (OWN_MODULE.test(path)) continue;
    walk(treeOf(path, text), (node) => {
      const compared = ts.isBinaryExpression(node) ? [node.left, node.right] : [];
      const cased = ts.isCaseClause(node) ? [node.expression] : [];
      for (const one of [...compared, ...cased].filter(isKind)) found.push(`${path}: ${one.getText()}`);
    });
  }
  return found;
}

const importSources: Sources = Object.fromEntries(
  globSync(['shared/imports/**/*.ts', 'server/imports/**/*.ts', 'client/src/app/imports/**/*.ts'], {
    cwd: ROOT,
  })
    .filter((path) => !IS_TEST.test(path))
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);
/** A module of a folder is a kind, but for those that say what a kind is made of. */
const KINDS = globSync(
  KINDS_FOLDERS.map((folder) => `${folder}/*.ts`),
  { cwd: ROOT },
)
  .map((path) => basename(path, '.ts'))
  .filter((name) => !/^(record|money|document)-/u.test(name));

test('What differs between kinds of records and of amounts stands in their own modules', () => {
  for (const kind of ['projects', 'positions', 'actuals', 'appropriations', 'commitments'])
    assert.ok(KINDS.includes(kind), KINDS.join());
  assert.deepEqual(comparedKinds(importSources, KINDS), []);
});

test('A comparison with a kind of records is found', () => {
  const planted = {
    'server/imports/a.ts': "if (kind === 'projects') undo(); const kinds = ['projects'];",
    'shared/imports/records/projects.ts': "export const isOwn = (kind) => kind === 'projects';",
  };
  assert.deepEqual(comparedKinds(planted, ['projects']), ["server/imports/a.ts: 'projects'"]);
});
