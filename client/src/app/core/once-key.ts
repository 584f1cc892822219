/**
 * A fresh `Idempotency-Key`: one per opening of a form, so that a double click or a retry is one deed. Not
 * `randomUUID`, which browsers offer to https pages only.
 */
export function onceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
