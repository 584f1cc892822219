import type { Instant } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { ErrorCode, FieldError } from '#shared/errors.ts';

/** What the thread is asked. */
export interface Order {
  module: string;
  name: string;
  databaseUrl: string;
  now: Instant;
  input: unknown;
}

/** What the caller says while a job runs: the last bytes were taken, or nobody wants more. */
export type Reply = { taken: true } | { stop: true };

/** What the thread says. */
export type Report = { chunk: Uint8Array } | { committed: true } | { output: unknown } | { fault: Fault };

/** An error as plain data: what crosses between threads loses its class. */
export interface Fault {
  message: string;
  stack: string | undefined;
  /** A refusal on purpose, with everything it says. */
  refusal?: {
    code: ErrorCode;
    title: string;
    detail: string | undefined;
    errors: readonly FieldError[];
    current: unknown;
  };
  /** The database's own code (`SQLITE_FULL`, `55P03`), which errors.ts knows. */
  code?: string;
}

export function faultOf(error: unknown): Fault {
  if (error instanceof AppError) {
    const { code, title, detail, errors, current, message, stack } = error;
    return { message, stack, refusal: { code, title, detail, errors, current } };
  }
  if (!(error instanceof Error)) return { message: String(error), stack: undefined };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { message: error.message, stack: error.stack, ...code };
}

/** The error again, as the caller would have caught it in its own thread. */
export function errorOf(fault: Fault): Error {
  if (fault.refusal) {
    const { code, title, detail, errors, current } = fault.refusal;
    return new AppError(code, detail, { title, errors, current });
  }
  const error = new Error(fault.message);
  if (fault.stack !== undefined) error.stack = fault.stack;
  return fault.code === undefined ? error : Object.assign(error, { code: fault.code });
}
