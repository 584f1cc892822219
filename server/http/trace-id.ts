import { randomUUID } from 'node:crypto';

/** Fresh id that ties an answer to its log line. */
export function newTraceId(): string {
  return randomUUID();
}
