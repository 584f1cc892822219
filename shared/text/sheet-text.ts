/**
 * Text in a cell of Excel (ECMA-376 part 1, 22.9.2.19 ST_Xstring): `_xHHHH_` stands there for the character of that
 * number, so a text that holds such letters itself is written `_x005F_xHHHH_`, and XML keeps no carriage return.
 */
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}[_\r])/gu;
const ESCAPED = /_x([0-9A-Fa-f]{4})_/gu;
/** What XML 1.0 cannot hold (production 2, Char). */
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
/** Stands where a character could not be kept, so that everybody sees that one is missing. */
const LOST = '\ufffd';

/** A text as a cell holds it: Excel and our reader give the same text back; what no file can hold is seen as `�`. */
export function toSheetText(text: string): string {
  return text
    .toWellFormed()
    .replace(NOT_IN_XML, LOST)
    .replace(LOOKS_ESCAPED, '_x005F_')
    .replaceAll('\r', '_x000D_');
}

/** The text that a cell stands for. */
export function fromSheetText(stored: string): string {
  return stored.includes('_x')
    ? stored.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : stored;
}

/** The same for a text that no program decodes, such as the name of a workbook: only what XML can hold. */
export function toXmlText(text: string): string {
  return text.toWellFormed().replace(NOT_IN_XML, LOST);
}
