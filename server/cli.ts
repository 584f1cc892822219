import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { AppError } from '#shared/errors.ts';
import { systemClock } from './clock.ts';
import { optionFault, withNegativeValues } from './cli/options.ts';
import type { PlaceVerb, Verb, VerbContext, VerbResult } from './cli/verb.ts';
import { verbs } from './verbs.ts';
import { createDatabase, requireComplete } from './db/create.ts';
import { openDatabase } from './db/database.ts';
import type { Database } from './db/database.ts';
import { requireCurrentSchema } from './db/migrate.ts';
import { ownerUrlOf, parseEnvironment, publicUrlOf } from './environment.ts';

const REFUSED = 1;
const CHECK_FAILED = 2;

const COMMON = {
  help: { type: 'boolean' },
  json: { type: 'boolean' },
  database: { type: 'string' },
} as const;

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(verbs).map((load) => load()));
  return [
    'moves VERB … [--database URL] [--json] [--help]',
    '',
    ...all.map((verb) => `  ${verb.usage}`),
    '',
    'Ohne --database gilt DATABASE_URL, sonst sqlite:data/local/moves.db.',
    'Ende mit 0 = erledigt, 1 = abgelehnt (Grund auf der Fehlerausgabe), 2 = eine Prüfung schlug fehl.',
  ].join('\n');
}

/** How the history names the command line: by whoever runs it on this machine. */
function commandLineName(): string {
  return `Kommandozeile (${userInfo().username})`;
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(REFUSED);
}

function parseOptions(verb: Verb | PlaceVerb, args: string[]) {
  const options = { ...COMMON, ...verb.options };
  try {
    return parseArgs({
      args: withNegativeValues(args, options),
      ...{ options, allowPositionals: true, strict: true },
    });
  } catch (error) {
    return refuse(`${optionFault(error)}\n\n${verb.usage}`);
  }
}

async function execute(
  verb: Verb | PlaceVerb,
  databaseUrl: string,
  parsed: ReturnType<typeof parseOptions>,
): Promise<VerbResult> {
  const given = Object.entries<unknown>(parsed.values);
  // Only options declared as such are lists, and only of texts.
  const lists = Object.fromEntries(given.filter(([, value]) => Array.isArray(value))) as VerbContext['lists'];
  const values = Object.fromEntries(
    given.filter(([, value]) => !Array.isArray(value)),
  ) as VerbContext['values'];
  const by = { clock: systemClock, writer: { id: null, name: commandLineName() } };
  const publicUrl = publicUrlOf(parseEnvironment(process.env));
  verb.check?.(values);
  if (verb.database === 'place') return verb.run({ databaseUrl, values });
  const run = (db: Database) =>
    verb.run({ db, by, publicUrl, values, lists, positionals: parsed.positionals });
  if (verb.database === 'new') return createDatabase(databaseUrl, run);
  const db = await openDatabase(databaseUrl);
  try {
    if (verb.database !== 'older') await requireCurrentSchema(db);
    await requireComplete(db);
    return await run(db);
  } finally {
    await db.close();
  }
}

function fault(error: unknown): string {
  if (!(error instanceof AppError))
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const lines = error.errors.map((one) => `  ${one.path}: ${one.message}`);
  return [error.detail === undefined ? error.title : `${error.title} ${error.detail}`, ...lines].join('\n');
}

const [name, ...rest] = process.argv.slice(2);
if (name === undefined || name === '--help' || name === 'help') {
  process.stdout.write(`${await overview()}\n`);
} else {
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  const verb = await (load ? load() : refuse(`Unbekannt: ${name}\n\n${await overview()}`));
  const parsed = parseOptions(verb, rest);
  if (parsed.values.help) {
    process.stdout.write(`moves ${verb.usage}\n\n${verb.help}\n`);
  } else {
    try {
      const environment = parseEnvironment(process.env);
      const laysOut = verb.database === 'new' || verb.database === 'place' || verb.asOwner === true;
      const databaseUrl =
        parsed.values.database ?? (laysOut ? ownerUrlOf(environment) : environment.DATABASE_URL);
      const result = await execute(verb, databaseUrl, parsed);
      process.stdout.write(parsed.values.json ? `${JSON.stringify(result.data)}\n` : `${result.text}\n`);
      process.exitCode = result.failed ? CHECK_FAILED : 0;
    } catch (error) {
      refuse(fault(error));
    }
  }
}
