import * as z from 'zod';
import { idField, yearField } from '../fields.ts';

/**
 * Payload of a request that takes booked movements back: carry-overs (E) and earmarked income (Z). Any movement of a
 * pair names the pair; kinds `carry-over` and `movement`.
 */
export const TakeBackPayload = z.strictObject({
  what: z.literal('back'),
  movementIds: z.array(idField).min(1, 'Bitte wählen Sie, was zurückgenommen wird.').max(2000),
});
export type TakeBackPayload = z.infer<typeof TakeBackPayload>;

/** Payload of a request that has orders follow money that was carried over without them; kind `carry-over`. */
export const FollowOrdersPayload = z.strictObject({
  what: z.literal('follow'),
  /** The year the money left. */
  year: yearField,
  /** Lines of that year; empty = every line with orders left behind. */
  lineIds: z.array(idField).max(2000).default([]),
});
export type FollowOrdersPayload = z.infer<typeof FollowOrdersPayload>;

export type WayBack = 'back' | 'follow';

/** What a payload of the kinds `carry-over` and `movement` wants beside the kind's own. */
export function wayBackOf(payload: unknown): WayBack | null {
  const what = typeof payload === 'object' && payload !== null && 'what' in payload ? payload.what : null;
  return what === 'back' || what === 'follow' ? what : null;
}
