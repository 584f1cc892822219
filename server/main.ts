import type { AddressInfo } from 'node:net';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import type { Logger } from 'pino';
import { AppError } from '#shared/errors.ts';
import { createApp } from './app.ts';
import { systemClock } from './clock.ts';
import { hearOfClockBack } from './db/clock-back.ts';
import { requireComplete } from './db/create.ts';
import type { Database } from './db/database.ts';
import { openDatabase } from './db/database.ts';
import { requireCurrentSchema } from './db/migrate.ts';
import { TWO_LOGINS } from './db/postgres-login.ts';
import { foldAllDueTexts } from './db/search-texts.ts';
import type { Environment } from './environment.ts';
import { ownerUrlOf, parseEnvironment, publicUrlOf } from './environment.ts';
import { verifyDaily } from './verify/verify-daily.ts';
import type { IdentityProvider } from './http/identity-provider.ts';
import { securityLog } from './http/security-log.ts';
import { stoppable } from './http/stop.ts';
import { oidcSettings } from './oidc/settings.ts';
import type { OidcSettings } from './oidc/settings.ts';
import { prepare } from './demo/prepare.ts';
import { linksOfNewcomers, requireOwnData } from './setup/first-administrators.ts';
import { isDemo, listUsers } from './session/session.sql.ts';
import { stopJobs } from './work/run-job.ts';

/** sysexits.h EX_CONFIG: the environment is faulty, starting again will not help. */
const EXIT_CONFIG = 78;
/** A database that does not close in this time is left to the operating system; nothing is lost by it. */
const CLOSE_MS = 500;
const CLIENT_FOLDER = fileURLToPath(new URL('../dist/client/', import.meta.url));

/** `npm start -- --empty`: a city moves in, beside the demonstration. */
const EMPTY = process.argv.includes('--empty');
const OF_CITY = 'sqlite:data/local/stadt.db';
/** Who sets up what nobody has signed in to yet. */
const BY_START = { clock: systemClock, writer: { id: null, name: 'moves' } };

function variables(): NodeJS.ProcessEnv {
  const { DATABASE_URL, DATABASE_URL_FILE } = process.env;
  if (!EMPTY || DATABASE_URL !== undefined || DATABASE_URL_FILE !== undefined) return process.env;
  return { ...process.env, DATABASE_URL: OF_CITY };
}

function readEnvironment(): { environment: Environment; oidc: OidcSettings | null } {
  try {
    const environment = parseEnvironment(variables());
    return { environment, oidc: oidcSettings(environment) };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(EXIT_CONFIG);
  }
}

/** environment → database → listen. */
async function serve({ environment, oidc }: ReturnType<typeof readEnvironment>): Promise<void> {
  const log = pino({
    level: environment.LOG_LEVEL,
    redact: ['req.headers.cookie', 'req.headers.authorization'],
  });
  hearOfClockBack((message) => log.warn(message));
  const db = await openDatabase(environment.DATABASE_URL);
  await requireCurrentSchema(db);
  await requireComplete(db);
  await requireBoundLogin(db);
  await foldAllDueTexts(db);
  if (EMPTY) await requireOwnData(db);
  const demoUsers = (await isDemo(db.read)) ? await listUsers(db.read) : [];
  const links = EMPTY ? await linksOfNewcomers(db, BY_START) : [];
  const verifying = verifyDaily({ db, clock: systemClock }, log);
  const app = createApp({
    ...{ db, clock: systemClock, log, clientFolder: CLIENT_FOLDER, verifying },
    ...publicDoors(environment),
    provider: await providerOf(oidc, log),
    security: securityLog(environment.SECURITY_LOG),
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
    if (links.length > 0) announceLinks(links, publicUrlOf({ ...environment, PORT: port }));
  });
  stopOnSignal(stop, db);
  server.requestTimeout = 60_000;
  server.headersTimeout = 15_000;
  if (!existsSync(CLIENT_FOLDER))
    process.stderr.write('Die Oberfläche ist nicht gebaut (npm run build): nur die API antwortet.\n');
}

/** The identity provider, where one is set up; nobody else loads what speaks to it. */
async function providerOf(oidc: OidcSettings | null, log: Logger): Promise<IdentityProvider | undefined> {
  return oidc ? (await import('./oidc/provider.ts')).openProvider(oidc, log) : undefined;
}

/** How the application is reached from outside: PUBLIC_URL rules, whatever a proxy makes of the Host header. */
function publicDoors({ PUBLIC_URL, TRUSTED_PROXY }: Environment) {
  const publicOrigin = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).origin;
  const secureCookies = publicOrigin?.startsWith('https:') ?? false;
  return { publicOrigin, secureCookies, trustedProxies: TRUSTED_PROXY };
}

/** Who serves real data may not be able to change what was recorded; on demonstration data it is only said. */
async function requireBoundLogin(db: Database): Promise<void> {
  const faults = await db.loginFaults();
  if (faults.length === 0) return;
  const words = `${faults.join('. ')}. ${TWO_LOGINS}`;
  if (!(await isDemo(db.read))) throw new AppError('conflict', words);
  process.stderr.write(`${words}\n`);
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

function announceLinks(links: { login: string; path: string }[], publicUrl: string): void {
  process.stdout.write(
    'Die ersten Zugänge. Jeder Link gilt einmal und eine Stunde; zwei Personen, zwei Links:\n',
  );
  for (const { login, path } of links)
    process.stdout.write(`  ${login.padEnd(14)} ${new URL(path, publicUrl).href}\n`);
}

try {
  const read = readEnvironment();
  if (process.argv.includes('--prepare'))
    await prepare(ownerUrlOf(read.environment), { empty: EMPTY, by: BY_START });
  await serve(read);
} catch (error) {
  process.stderr.write(
    `${error instanceof AppError ? error.message : ((error as Error).stack ?? String(error))}\n`,
  );
  process.exit(1);
}
