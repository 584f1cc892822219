import { sourceNotes } from '#shared/sources/source-rules.ts';
import { SourcePayload } from '#shared/sources/sources.ts';
import type { RequestHandler } from '../../requests/request-handler.ts';
import { requireSound, sourcesNow, writeSource } from './sources.sql.ts';

/**
 * Requests of the kind `source`: which system rows come from decides what counts as the same, so that a second person
 * decides about every source once money was read in (0024).
 */
export const sourceRequest: RequestHandler<SourcePayload> = {
  payload: SourcePayload,
  title: async (read, { code, system }) => {
    const before = (await sourcesNow(read)).find((source) => source.code === code);
    return before ? `Quelle ${code} ändern: System ${system}` : `Neue Quelle ${code} im System ${system}`;
  },
  effect: async (read, payload) => {
    const sources = await requireSound(read, payload);
    return { lines: [], groups: [], envelopes: [], notes: sourceNotes(sources, payload) };
  },
  apply: async (tx, payload, request) => {
    await requireSound(tx.query, payload);
    const by = { authorId: request.createdBy, reason: request.reason, requestId: request.id };
    return { ...payload, version: await writeSource(tx, payload, by) };
  },
};
