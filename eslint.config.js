import tseslint from 'typescript-eslint';
import angular from 'angular-eslint';

const typescript = ['server/**/*.ts', 'shared/**/*.ts', 'e2e/**/*.ts', 'client/src/**/*.ts'];

/** One syntax ban: a selector and the sentence a developer reads when it fires. */
const ban = (selector, message) => ({ selector, message });

const everywhere = [
  ban(
    'ImportDeclaration[source.value="zod"] > ImportSpecifier',
    "Write import * as z from 'zod': a named import ships the whole library to the browser.",
  ),
  ban(
    'ImportDeclaration[source.value="zod"] > ImportDefaultSpecifier',
    "Write import * as z from 'zod': a default import ships the whole library to the browser.",
  ),
  ban(
    'MemberExpression[object.name=/^(test|it|describe|suite)$/][property.name=/^(only|skip|todo|fixme)$/]',
    'A focused or skipped test hides the others; what a machine lacks is told by leaveOut (server/test-leave-out.ts).',
  ),
  ban(
    'CallExpression[callee.object.name!=/^(test|it|describe|suite)$/][callee.property.name=/^(skip|todo|fixme)$/]',
    'A test is left out in one way, which prints why: leaveOut (server/test-leave-out.ts).',
  ),
  ban(
    'CallExpression:matches([callee.name=/^(test|it|describe|suite)$/], [callee.object.name=/^(test|it|describe|suite)$/]) > ObjectExpression > Property[key.name=/^(only|skip|todo)$/]',
    'A test is left out in one way, which prints why: leaveOut (server/test-leave-out.ts).',
  ),
  ban(
    'CallExpression[callee.name=/^(fdescribe|fit|xdescribe|xit)$/]',
    'A focused or skipped test hides the others.',
  ),
];

/** A journey waits for what a person would see, or for what the page asked for (`settled`). */
const waits = [
  ban(
    'Literal[value="networkidle"]',
    'Half a second without traffic proves nothing: use settled (e2e/fixtures.ts).',
  ),
  ban(
    'CallExpression[callee.property.name="waitForTimeout"]',
    'Wait for what is to be seen, not for the clock.',
  ),
];

/** A call takes about 100,000 arguments; what is counted in rows is spread into none. */
const spreads = [
  ban(
    'CallExpression[callee.property.name=/^(push|unshift|splice|max|min|of|fromCharCode|fromCodePoint)$/] > SpreadElement',
    'A list of any length is not spread into a call: use largest, smallest or pushAll (shared/largest.ts).',
  ),
];

const clock = [
  ban('NewExpression[callee.name="Date"][arguments.length=0]', 'Time is an argument: take a Clock.'),
  ban('CallExpression[callee.name="Date"]', 'Time is an argument: take a Clock.'),
  ban('MemberExpression[object.name="Date"][property.name="now"]', 'Time is an argument: take a Clock.'),
];

const environment = [
  ban(
    'MemberExpression[object.name="process"][property.name="env"]',
    'Only the entry points read the environment; everything else takes arguments.',
  ),
  ban(
    'ImportDeclaration[source.value=/^(node:)?process$/]',
    'Only the entry points read the environment; everything else takes arguments.',
  ),
];

/** Reading from the server and drawing a table are each done in one place. */
const reading = [
  ban(
    'ImportSpecifier[imported.name="httpResource"]',
    'Read with asked (client/src/app/core/asked.ts): it keeps the last answer and knows its failure.',
  ),
];
const tables = [
  ban(
    'Element[name="table"]',
    'Draw it in mc-table (client/src/app/ui/table.ts): caption, heads, scrolling, empty.',
  ),
  ban(
    'Element[name="th"]:not(:has(TextAttribute[name="scope"]))',
    'A head says what it is the head of: scope="col", "row", "colgroup" or "rowgroup".',
  ),
];

const syntax = (...groups) => ({
  'no-restricted-syntax': ['error', ...everywhere, ...groups.flat()],
});

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'data/', '.angular/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: typescript,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // `== null` asks for null and undefined at once, and nothing else.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Split by meaning: a limit that is met by packing lines says nothing (0048).
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        {
          name: 'parseFloat',
          message: 'Money and shares are integers; read them with shared/money or shared/fte.',
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Number', property: 'parseFloat', message: 'Money and shares are integers.' },
        { property: 'toFixed', message: 'Show money and shares with the formatters of shared/.' },
      ],
      ...syntax(clock, environment, spreads),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Express 5 hands a rejected promise to its error handler, and so do our own callbacks.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] },
          ],
        },
      ],
      // Said aloud, a default explains itself; and minus a branded number is a number.
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/no-unsafe-unary-minus': 'off',
      // Taking fields out of an object is how the rest is kept.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // A contract may ask for a promise where one engine answers at once.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    // The places that may ask for the time or the environment: where a process begins.
    files: [
      'server/{main,cli,clock}.ts',
      'server/db/*test-*.ts',
      'server/torture/test-server.ts',
      'e2e/**/*.ts',
      '**/*.spec.ts',
    ],
    rules: syntax(),
  },
  {
    // Marked as deprecated only so that whoever uses it looks twice; plain http never leaves this machine here.
    files: ['server/oidc/provider.ts'],
    rules: {
      '@typescript-eslint/no-deprecated': [
        'error',
        { allow: [{ from: 'package', package: 'openid-client', name: 'allowInsecureRequests' }] },
      ],
    },
  },
  {
    files: ['server/{main,cli}.ts', 'server/db/*test-*.ts', 'e2e/**/*.ts', 'client/src/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // The browser has its own clock; what must be reproducible takes the as-of date.
    files: ['client/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      ...syntax(reading),
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'mc', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'mc', style: 'camelCase' },
      ],
    },
  },
  {
    files: ['client/src/app/core/asked.ts'],
    rules: syntax(),
  },
  {
    // Templates, also those that stand in a component.
    files: ['client/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
    rules: { 'no-restricted-syntax': ['error', ...tables] },
  },
  {
    files: ['client/src/app/ui/table.ts/*.html'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Playwright's fixtures are declared with an empty pattern.
    files: ['e2e/**/*.ts'],
    rules: { 'no-empty-pattern': 'off', ...syntax(waits) },
  },
  {
    // The places that leave a test or a journey out, with its reason.
    files: ['server/test-leave-out.ts', 'e2e/leave-out.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', '@typescript-eslint/unbound-method': 'off' },
  },
);
