import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { plainPassword } from '#shared/accounts/passwords.ts';
import { AppError } from '#shared/errors.ts';

/** What one guess costs (OWASP's least for argon2id): memory in KiB, passes over it, lanes. */
interface Cost {
  memory: number;
  passes: number;
  parallelism: number;
}
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** So many at once, of 20 MB and one processor each; more wait in line, and a line this long is a flood. */
const AT_ONCE = 2;
const MOST_WAITING = 50;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) throw new AppError('overloaded');
    await new Promise<void>((go) => waiting.push(go));
  } else running += 1;
  try {
    return await work();
  } finally {
    // Whoever waited longest takes this place; it is never free in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

function argon2id(password: string, salt: Buffer, { memory, passes, parallelism }: Cost): Promise<Buffer> {
  const message = plainPassword(password);
  const given = { message, nonce: salt, memory, passes, parallelism, tagLength: HASH_BYTES };
  return inTurn(
    () =>
      new Promise((done, fail) => {
        argon2('argon2id', given, (error, hash) => {
          if (error) fail(error);
          else done(hash);
        });
      }),
  );
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/u, '');

/** A password as it is kept: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Throws `overloaded` when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await argon2id(password, salt, COST);
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

const KEPT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/u;

/** What is hashed against where there is nothing to compare with, so that both take the same time. */
const NOBODYS = { cost: COST, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };

function readKept(kept: string): typeof NOBODYS {
  const [, memory, passes, parallelism, salt = '', hash = ''] = KEPT.exec(kept) ?? [];
  if (memory === undefined) throw new Error('The stored password has a form this program does not write.');
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') };
}

/** Whether it is this password; one hash is computed in any case, also for none (null). Throws `overloaded`. */
export async function isPassword(password: string, kept: string | null): Promise<boolean> {
  const { cost, salt, hash } = kept === null ? NOBODYS : readKept(kept);
  const same = timingSafeEqual(await argon2id(password, salt, cost), hash);
  return same && kept !== null;
}
