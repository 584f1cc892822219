import { createHash } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { FileBytes } from './read/file-source.ts';

/** One file of a delivery. */
export interface FilePart {
  /** As the person's machine calls it; only ever shown, never opened. */
  fileName: string;
  bytes: FileBytes;
}

const MOST_PARTS = 50;

/** A file name is only text: without control characters, at most 200 long. */
export function shownName(name: string): string {
  return name.replace(/\p{C}/gu, '').slice(0, 200) || 'ohne Namen';
}

/** The files of a delivery, in the order of their names: in which order they came does not matter. */
export function deliveryOf(input: FilePart & { moreParts?: readonly FilePart[] | undefined }): FilePart[] {
  const parts = [input, ...(input.moreParts ?? [])].map(({ fileName, bytes }) => ({
    fileName: shownName(fileName),
    bytes,
  }));
  if (parts.length > MOST_PARTS)
    throw new AppError('file-too-large', `Eine Lieferung hat höchstens ${MOST_PARTS} Dateien.`);
  return parts.sort((a, b) => (a.fileName < b.fileName ? -1 : 1));
}

/** The files of a delivery as what is planned and applied names them. Throws `invalid-input` without any. */
export function deliveryInput(parts: readonly FilePart[]): FilePart & { moreParts: FilePart[] } {
  const [first, ...moreParts] = parts;
  if (!first) throw new AppError('invalid-input', 'Es fehlt eine Datei.');
  return { ...first, moreParts };
}

/** `a.csv`, `a.csv und b.csv`, `a.csv und 3 weitere Teile`. */
export function deliveryName(parts: readonly { fileName: string }[]): string {
  const [first, second] = parts;
  if (!second) return first?.fileName ?? '';
  if (parts.length === 2) return shownName(`${first?.fileName ?? ''} und ${second.fileName}`);
  return shownName(`${first?.fileName ?? ''} und ${parts.length - 1} weitere Teile`);
}

/** A fault that stands in one part names it. */
function inPart(error: unknown, { fileName }: FilePart): unknown {
  if (!(error instanceof AppError) || error.status >= 500) return error;
  const { code, detail, title, errors, current } = error;
  return new AppError(code, `${fileName}: ${detail ?? title}`, { title, errors, current });
}

/**
 * Reads part after part with `readPart`, which gives the SHA-256 of its bytes, and names all of them together: one
 * file's own, of several that of their sorted names. A part that is given twice is refused.
 */
export async function readParts(
  parts: readonly FilePart[],
  readPart: (part: FilePart) => Promise<string>,
): Promise<string> {
  const found = new Map<string, string>();
  for (const part of parts) {
    let sha256: string;
    try {
      sha256 = await readPart(part);
    } catch (error) {
      throw parts.length > 1 ? inPart(error, part) : error;
    }
    const twin = found.get(sha256);
    if (twin !== undefined)
      throw new AppError(
        'file-unreadable',
        `„${twin}“ und „${part.fileName}“ sind dieselbe Datei; jeder Teil einer Lieferung steht einmal darin.`,
      );
    found.set(sha256, part.fileName);
  }
  const [only, ...others] = [...found.keys()].sort();
  if (only === undefined || others.length === 0) return only ?? '';
  return createHash('sha256')
    .update([only, ...others].join('\n'))
    .digest('hex');
}
