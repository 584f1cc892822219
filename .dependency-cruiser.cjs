/**
 * The walls of the house: who may import whom. A rule's name is the sentence it enforces; each is proved
 * by a planted violation in e2e/walls/walls.spec.ts. Reasons: docs/decisions/0003-walls.md.
 */
/** Folders of the client every feature may stand on; those beside core and ui stand on these themselves. */
const GROUND = '(core|ui|explain|requests|risk-entry|indicator-entry)/';
const FEATURE = '(?!(core|ui|explain|requests|risk-entry|indicator-entry)/)[^/]+/';
const TEST_CODE =
  '\\.spec\\.ts$|^server/db/(with-)?test-|^(client|server|shared)/.*/test-[^/]+\\.ts$|^server/test-';

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });
const npm = (...names) => `^node_modules/(@types/)?(${names.join('|')})`;

module.exports = {
  forbidden: [
    // A circle that types close is gone when the program runs.
    forbid('no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid('every-import-resolves', {}, { couldNotResolve: true }),

    forbid(
      'shared-imports-nothing-but-zod',
      { path: '^shared/', pathNot: TEST_CODE },
      { pathNot: `^shared/|${npm('zod/')}` },
    ),
    forbid(
      'shared-tests-import-only-shared-and-the-test-tools',
      { path: '^shared/.*\\.spec\\.ts$' },
      { pathNot: `^shared/|${npm('zod/', 'fast-check/')}|^(node:)?(test|assert|assert/strict)$` },
    ),

    forbid('client-and-server-meet-only-in-shared', { path: '^client/' }, { path: '^server/' }),
    forbid('server-never-imports-the-client', { path: '^server/' }, { path: '^client/' }),

    forbid(
      'client-ground-imports-no-feature',
      { path: `^client/src/app/${GROUND}` },
      { path: `^client/src/app/${FEATURE}` },
    ),
    forbid(
      'client-core-stands-on-nothing-of-the-client',
      { path: '^client/src/app/core/', pathNot: TEST_CODE },
      { path: `^client/src/app/(?!core/)${GROUND}` },
    ),
    forbid(
      'client-ui-stands-on-core',
      { path: '^client/src/app/ui/' },
      { path: `^client/src/app/(?!(core|ui)/)${GROUND}` },
    ),
    forbid(
      'client-explain-and-requests-stand-side-by-side',
      { path: '^client/src/app/(explain|requests|risk-entry|indicator-entry)/' },
      {
        path: '^client/src/app/(explain|requests|risk-entry|indicator-entry)/',
        pathNot: '^client/src/app/$1/',
      },
    ),
    forbid(
      'client-features-never-import-each-other',
      { path: `^client/src/app/((?!${GROUND})[^/]+)/` },
      { path: `^client/src/app/${FEATURE}`, pathNot: '^client/src/app/$1/' },
    ),

    // Circles among the features, SQL and the owners of tables: e2e/walls/house.spec.ts.
    forbid(
      'nobody-imports-the-doors-of-another-feature',
      { path: `^server/([^/]+)/`, pathNot: TEST_CODE },
      { path: '^server/.+\\.(routes|jobs|cli)\\.ts$', pathNot: '^server/$1/' },
    ),
    forbid(
      'only-the-list-of-pages-knows-a-feature',
      { path: '^client/src/(app/)?[^/]+\\.ts$', pathNot: '^client/src/app/(pages|app\\.routes)\\.ts$' },
      { path: `^client/src/app/${FEATURE}` },
    ),
    forbid('nobody-imports-an-entry-point', {}, { path: '^server/(main|cli)\\.ts$|^client/src/main\\.ts$' }),
    forbid(
      'the-product-imports-no-test-code',
      { path: '^(client|server|shared)/', pathNot: TEST_CODE },
      { path: TEST_CODE },
    ),

    forbid(
      'only-db-knows-a-database-driver',
      // The bench compares us with the driver alone.
      { pathNot: '^server/db/|^e2e/bench/bare/' },
      { path: `${npm('better-sqlite3/', 'pg/')}|^(node:)?sqlite$` },
    ),
    forbid(
      'only-the-data-grid-imports-ag-grid',
      { pathNot: '^client/src/app/ui/data-grid/' },
      { path: npm('ag-grid-') },
    ),
    forbid(
      'only-the-chart-imports-chart-js',
      { pathNot: '^client/src/app/ui/chart/' },
      { path: npm('chart\\.js/') },
    ),
    forbid('only-the-server-imports-exceljs', { pathNot: '^server/' }, { path: npm('exceljs/') }),
    forbid(
      'no-development-package-in-the-server',
      { path: '^server/', pathNot: TEST_CODE },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),

    forbid('e2e-imports-nobody', { path: '^e2e/' }, { path: '^(client|server|shared)/' }),
    forbid('nobody-imports-e2e', { path: '^(client|server|shared)/' }, { path: '^e2e/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|scss|html)$' },
    // Imports of types are imports: a type that crosses a wall takes its meaning along.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.d.ts'],
    },
  },
};
