import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { AppError } from '#shared/errors.ts';
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { requireComplete } from './db/create.ts';
import type { Database } from './db/database.ts';
import { openDatabase } from './db/database.ts';
import { requireCurrentSchema } from './db/migrate.ts';
import { foldAllDueTexts } from './db/search-texts.ts';
import type { Environment } from './environment.ts';
import { parseEnvironment } from './environment.ts';
import { verifyDaily } from './history/verify-daily.ts';
import { stoppable } from './http/stop.ts';
import { prepare } from './setup/prepare.ts';
import { isDemo, listUsers } from './session/session.sql.ts';
import { stopJobs } from './work/run-job.ts';

/** sysexits.h EX_CONFIG: the environment is faulty, starting again will not help. */
const EXIT_CONFIG = 78;
/** A database that does not close in this time is left to the operating system; nothing is lost by it. */
const CLOSE_MS = 500;
const CLIENT_FOLDER = fileURLToPath(new URL('../dist/client/', import.meta.url));

function readEnvironment(): Environment {
  try {
    return parseEnvironment(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(EXIT_CONFIG);
  }
}

/** environment → database → listen. */
async function serve(environment: Environment): Promise<void> {
  const log = pino({
    level: environment.LOG_LEVEL,
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  });
  const db = await openDatabase(environment.DATABASE_URL);
  await requireCurrentSchema(db);
  await requireComplete(db);
  await foldAllDueTexts(db);
  const demoUsers = (await isDemo(db.read)) ? await listUsers(db.read) : [];
  const secureCookies = environment.PUBLIC_URL?.startsWith('https:') ?? false;
  const verifying = verifyDaily({ db, clock: systemClock }, log);
  const app = createApp({
    ...{ db, clock: systemClock, secureCookies, log, clientFolder: CLIENT_FOLDER, verifying },
  });
  const { server, stop } = stoppable(app);
  server.on('error', (error) => {
    process.stderr.write(`${environment.HOST}:${environment.PORT} ist nicht frei: ${error.message}\n`);
    process.exit(1);
  });
  server.listen(environment.PORT, environment.HOST, () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`MoveS-Cockpit: http://${environment.HOST}:${port}\n`);
    if (demoUsers.length > 0) announceDemo(demoUsers);
  });
  stopOnSignal(stop, db);
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  if (!existsSync(CLIENT_FOLDER))
    process.stderr.write('Die Oberfläche ist nicht gebaut (npm run build): nur die API antwortet.\n');
}

/** Ends with 0 in under five seconds; whoever sees the address printed may already ask for it. */
function stopOnSignal(stop: () => Promise<void>, db: Database): void {
  let stopping = false;
  const end = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await stop();
    await Promise.race([stopJobs().then(() => db.close()), pause(CLOSE_MS)]);
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
}

function announceDemo(users: { login: string; name: string }[]): void {
  process.stdout.write('Beispieldaten. Anmelden mit einem Klick, nur auf diesem Rechner:\n');
  for (const user of users) process.stdout.write(`  ${user.login.padEnd(18)} ${user.name}\n`);
}

try {
  const environment = readEnvironment();
  if (process.argv.includes('--prepare')) await prepare(environment.DATABASE_URL);
  await serve(environment);
} catch (error) {
  process.stderr.write(
    `${error instanceof AppError ? error.message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exit(1);
}
