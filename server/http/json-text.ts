import type * as z from 'zod';

/** An answer as JSON that was checked by its schema already, piece by piece or by a job (0048). */
export class JsonText {
  /** Or its UTF-8. */
  readonly text: string | Uint8Array;

  constructor(text: string | Uint8Array) {
    this.text = text;
  }
}

/** For a job: its answer, checked and written beside the event loop. Throws when it does not fit the schema. */
export function jsonBytes<S extends z.ZodType>(schema: S, answer: z.input<S>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(schema.parse(answer)));
}

const written = new WeakMap<object, string>();

/** A value as JSON, checked by its schema and written once as long as it is the same object. It must not change. */
export function writtenOnce(schema: z.ZodType, value: object): string {
  const found = written.get(value);
  if (found !== undefined) return found;
  const text = JSON.stringify(schema.parse(value));
  written.set(value, text);
  return text;
}

/** An object as JSON whose last field holds pieces that are JSON already. */
export function withPieces(objectJson: string, field: string, pieces: readonly string[]): string {
  return `${objectJson.slice(0, -1)},"${field}":[${pieces.join(',')}]}`;
}
