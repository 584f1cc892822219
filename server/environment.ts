import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import * as z from 'zod';
import '#shared/german-issues.ts';
import { OIDC_VARIABLES } from './oidc/settings.ts';

/** `https://moves.stadt.de`: where browsers find the application, nothing behind the host. */
const publicUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { origin, href, protocol } = new URL(text);
  return /^https?:$/u.test(protocol) && href === `${origin}/`;
}, 'Erwartet wird https://NAME, ohne Pfad.');

/** Addresses of proxies, one or several with commas. */
const addresses = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((one) => one.trim() || []))
  .refine((list) => list.every((one) => isIP(one) !== 0), 'Erwartet werden IP-Adressen, mit Komma getrennt.');

/** What the server reads from its environment; everything has a safe default for this machine. */
export const Environment = z.object({
  DATABASE_URL: z.string().min(1).default('sqlite:data/local/moves.db'),
  /** PostgreSQL: the login that owns the tables, for what lays them out (init, migrate, restore); else the same. */
  DATABASE_OWNER_URL: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The address users see: it alone says which origin is ours, and https makes cookies Secure. */
  PUBLIC_URL: publicUrl.optional(),
  /** Proxies whose X-Forwarded-For is believed. */
  TRUSTED_PROXY: addresses,
  /** File of the security log; without it its lines go to standard output. */
  SECURITY_LOG: z.string().min(1).optional(),
  ...OIDC_VARIABLES,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});
export type Environment = z.infer<typeof Environment>;

/** Where people reach the application. This machine by its name: a passkey belongs to one, and numbers have none. */
export function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Environment): string {
  return PUBLIC_URL ?? `http://${HOST === '127.0.0.1' ? 'localhost' : HOST}:${PORT}`;
}

/** Addresses hold passwords: each may be given as the path of a file that holds it. */
const IN_FILES = ['DATABASE_URL', 'DATABASE_OWNER_URL'] as const;

type Variables = Record<string, string | undefined>;

function fromFile(variables: Variables, name: string): Variables {
  const path = variables[`${name}_FILE`];
  if (path === undefined) return {};
  if (variables[name] !== undefined)
    throw new Error(`Umgebung fehlerhaft: ${name} und ${name}_FILE sind beide gesetzt`);
  try {
    return { [name]: readFileSync(path, 'utf8').trim() };
  } catch (error) {
    throw new Error(`Umgebung fehlerhaft: ${name}_FILE: ${(error as Error).message}`, { cause: error });
  }
}

/** The address for what lays tables out. */
export function ownerUrlOf({ DATABASE_OWNER_URL, DATABASE_URL }: Environment): string {
  return DATABASE_OWNER_URL ?? DATABASE_URL;
}

/** Parses the environment, `NAME_FILE` included. Throws with the name of every faulty variable. */
export function parseEnvironment(variables: Variables): Environment {
  const files = IN_FILES.map((name) => fromFile(variables, name));
  const result = Environment.safeParse(Object.assign({}, variables, ...files));
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Umgebung fehlerhaft: ${faults.join('; ')}`);
}
