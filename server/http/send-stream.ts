import { once } from 'node:events';
import type { Response } from 'express';
import type { StreamAnswer } from './route.ts';
import { Spool } from './spool.ts';

/** A client that takes nothing for this long is not waited for. */
const STALLED_MS = 60_000;

/** `attachment` under a name that may hold any letters (RFC 6266). */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\w.-]/gu, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}

/** Waits until the reader takes more. Throws when it is gone or takes nothing for too long. */
async function drained(response: Response): Promise<void> {
  if (response.destroyed) throw new Error('the client is gone');
  if (!response.writableNeedDrain) return;
  const stalled = AbortSignal.timeout(STALLED_MS);
  const closed = new AbortController();
  const onClose = (): void => {
    closed.abort();
  };
  response.once('close', onClose);
  try {
    await once(response, 'drain', { signal: AbortSignal.any([stalled, closed.signal]) });
  } finally {
    response.off('close', onClose);
  }
}

/**
 * Hands bytes to a reader of any speed: what it does not take at once waits on disk, so that whoever makes the bytes
 * goes on and ends. Only when there is no more room for it the maker waits for the reader.
 */
class Sender {
  readonly #response: Response;
  readonly #spool: Spool;
  #pump: Promise<void> | undefined;
  #fault: Error | undefined;

  constructor(response: Response, spool: Spool) {
    this.#response = response;
    this.#spool = spool;
  }

  async send(chunk: Uint8Array): Promise<void> {
    if (this.#fault) throw this.#fault;
    if (this.#response.destroyed) throw new Error('the client is gone');
    if (!this.#pump && !this.#response.writableNeedDrain) this.#response.write(chunk);
    else if (await this.#spool.put(chunk)) this.#pump ??= this.#run();
    else {
      await this.all();
      this.#response.write(chunk);
    }
  }

  /** Settles when the reader has taken everything. Throws when it never will. */
  async all(): Promise<void> {
    await this.#pump;
    if (this.#fault) throw this.#fault;
    await drained(this.#response);
  }

  async #run(): Promise<void> {
    try {
      while (!this.#spool.empty) {
        await drained(this.#response);
        this.#response.write(await this.#spool.take());
      }
    } catch (error) {
      this.#fault = error instanceof Error ? error : new Error(String(error));
    } finally {
      this.#pump = undefined;
    }
  }
}

/**
 * Sends a download as it comes; a slow reader holds up neither the thread that makes it nor its snapshot. A fault before the first bytes is answered like any other;
 * later ones can only break the connection, so that nobody takes a part for the whole.
 */
export async function sendStream(
  response: Response,
  file: StreamAnswer,
  contentType: string,
  spool = new Spool(),
): Promise<void> {
  const sender = new Sender(response, spool);
  const take = (chunk: Uint8Array): Promise<void> => {
    if (!response.headersSent)
      response.status(200).type(contentType).set('Content-Disposition', attachment(file.fileName));
    return sender.send(chunk);
  };
  try {
    await file.send(take);
    await sender.all();
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy();
    return;
  } finally {
    await spool.close();
  }
  response.end();
}
