import { once } from 'node:events';
import type { Response } from 'express';
import type { StreamAnswer } from './route.ts';

/** A client that takes nothing for this long is not waited for: it holds a thread and a snapshot. */
const STALLED_MS = 60_000;

/** `attachment` under a name that may hold any letters (RFC 6266). */
export function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\w.-]/gu, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}

/**
 * Sends a download as it comes, as fast as it is taken. A fault before the first bytes is answered like any other;
 * later ones can only break the connection, so that nobody takes a part for the whole.
 */
export async function sendStream(response: Response, file: StreamAnswer, contentType: string): Promise<void> {
  const take = async (chunk: Uint8Array): Promise<void> => {
    if (!response.headersSent)
      response.status(200).type(contentType).set('Content-Disposition', attachment(file.fileName));
    if (response.destroyed) throw new Error('the client is gone');
    if (response.write(chunk)) return;
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
  };
  try {
    await file.send(take);
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy();
    return;
  }
  response.end();
}
