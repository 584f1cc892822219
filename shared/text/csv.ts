/** What a spreadsheet would take for a formula when it stands first (OWASP ASVS 1.2.10). */
const FORMULA = /^[=+\-@\t\r\u0000]/u;

/** A text as one field between semicolons: quoted where it must be, and never a formula. */
export function csvText(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[";\r\n]/u.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}
