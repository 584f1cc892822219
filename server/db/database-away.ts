import { AppError } from '#shared/errors.ts';

const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** SQLSTATE class 08 (connection), and a server that is stopping, has crashed or is starting. */
const SQLSTATE = /^(?:08\w{3}|57P0[1-5])$/u;
/** The driver's own words, which carry no code. */
const DRIVER =
  /^(?:Connection (?:terminated|ended)|Client has encountered a connection error|Cannot use a pool)/u;
/** A file that is gone, moved, locked against writing or on a broken disk. */
const FILE = /^SQLITE_(?:READONLY|CANTOPEN|IOERR|PERM|AUTH)/u;

/** Whether an error says that the database cannot be reached or written now, and nothing about the request. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return NETWORK.includes(code) || SQLSTATE.test(code) || FILE.test(code) || DRIVER.test(error.message);
}

/**
 * A connection that breaks while a commit is under way leaves open what became of it; every other fault leaves
 * nothing behind. SQLite knows: what its commit refuses is rolled back.
 */
export function commitFault(error: unknown, engine: 'sqlite' | 'postgres'): unknown {
  return engine === 'postgres' && isDatabaseAway(error)
    ? new AppError('outcome-unknown', undefined, { cause: error })
    : error;
}
