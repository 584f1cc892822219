import { createRequire } from 'node:module';

/** One line of work of `npm test`. */
export interface Step {
  name: string;
  title: string;
  command: string[];
  /** Light steps run two at a time, in this order; a heavy one keeps two cores busy and has the machine to itself. */
  heavy: boolean;
  /** A step that must have ended before: both write to the same folder. */
  after?: string;
  /** How the number of its tests is printed; a step without one only checks. */
  counts?: 'node' | 'karma' | 'playwright';
  browser?: boolean;
}

const packageFile = createRequire(import.meta.url);

/** The program of an installed package, run by this very Node: no shell, no path to guess. */
function program(packageName: string, command: string): string[] {
  const manifest = packageFile(`${packageName}/package.json`) as { bin: string | Record<string, string> };
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command];
  if (bin === undefined) throw new Error(`${packageName} has no program ${command}.`);
  return [
    process.execPath,
    packageFile.resolve(`${packageName}/package.json`).replace(/package\.json$/u, bin),
  ];
}

const nodeTest = [process.execPath, '--test', '--test-reporter=spec'];

/** All steps in the order in which they begin and are reported: the longest light ones early, so that none is left over. */
export const STEPS: Step[] = [
  {
    name: 'format',
    title: 'Format (Prettier)',
    command: [...program('prettier', 'prettier'), '--check', '--log-level=warn', '.'],
    heavy: false,
  },
  {
    name: 'lint',
    title: 'Lint (ESLint)',
    command: [process.execPath, 'node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.'],
    heavy: false,
  },
  {
    name: 'client',
    title: 'Client (Karma in Chromium)',
    command: [process.execPath, 'node_modules/@angular/cli/bin/ng.js', 'test', '--watch=false'],
    heavy: false,
    counts: 'karma',
    browser: true,
  },
  {
    name: 'types',
    title: 'Types (TypeScript: server, shared, e2e)',
    command: [process.execPath, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'],
    heavy: false,
  },
  {
    name: 'walls',
    title: 'Walls (dependency-cruiser, and a planted violation of every rule)',
    command: [...nodeTest, 'e2e/walls/*.spec.ts'],
    heavy: false,
    counts: 'node',
  },
  {
    name: 'shared',
    title: 'Shared rules (Node)',
    // Pure functions share nothing: one process for all of them compiles once.
    command: [...nodeTest, '--test-isolation=none', 'shared/**/*.spec.ts'],
    heavy: false,
    counts: 'node',
  },
  {
    name: 'bench',
    title: 'Bench (two builds measured in one small run)',
    command: [...nodeTest, 'e2e/bench/**/*.spec.ts'],
    heavy: false,
    counts: 'node',
  },
  {
    name: 'build',
    title: 'Client build (Angular, with its templates)',
    command: [process.execPath, 'node_modules/@angular/cli/bin/ng.js', 'build'],
    heavy: false,
    after: 'client',
  },
  {
    name: 'server',
    title: 'Server on SQLite and on PostgreSQL (Node)',
    command: [
      process.execPath,
      'server/db/with-test-postgres.ts',
      process.execPath,
      'e2e/run/spec-groups.ts',
      'server',
    ],
    heavy: true,
    counts: 'node',
  },
  {
    name: 'journeys',
    title: 'Journeys (Playwright with axe)',
    command: [
      process.execPath,
      'node_modules/@playwright/test/cli.js',
      'test',
      '-c',
      'e2e/playwright.config.ts',
    ],
    heavy: true,
    counts: 'playwright',
    browser: true,
  },
];
