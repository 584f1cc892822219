/** An origin that nothing leads to, only to see whether an address leaves it. */
const HERE = 'http://inside.invalid';

/**
 * An address of this application, as it is led to after signing in: path, query and fragment. Null for anything that a
 * browser would take elsewhere: another host, another scheme, a backslash, a control character. Never a route of the
 * API, which would be a deed and no page.
 */
export function insideAddress(text: string | null | undefined): string | null {
  if (text === null || text === undefined || text.length > 2000) return null;
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text) || !URL.canParse(text, HERE)) return null;
  const { origin, pathname, search, hash } = new URL(text, HERE);
  // Dots may leave two slashes in front: `/.//host`.
  if (origin !== HERE || pathname.startsWith('//') || pathname.startsWith('/api/')) return null;
  return `${pathname}${search}${hash}`;
}
