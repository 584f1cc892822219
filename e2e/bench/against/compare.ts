/** Comparing what two builds answer to the same question. */

/** A place where two answers may differ, and why; `path` as a difference prints it, `*` for any part of it. */
export interface Changed {
  path: string;
  reason: string;
}

export interface Difference {
  /** `.ledgers[].groups[].lines[].actualCents`: places of a list are not told apart. */
  path: string;
  /** Of the first such place. */
  then: unknown;
  now: unknown;
  count: number;
}

/** When something was written differs between two servers and says nothing of a figure. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/u;
const MOST_SHOWN = 160;

type Found = (path: string, then: unknown, now: unknown) => void;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function walk(then: unknown, now: unknown, path: string, found: Found): void {
  if (Array.isArray(then) && Array.isArray(now)) {
    if (then.length !== now.length) found(`${path}.length`, then.length, now.length);
    for (const [index, value] of then.entries())
      if (index < now.length) walk(value, now[index], `${path}[]`, found);
  } else if (isObject(then) && isObject(now)) {
    for (const key of new Set([...Object.keys(then), ...Object.keys(now)]))
      walk(then[key], now[key], `${path}.${key}`, found);
  } else if (then !== now) {
    const instants = [then, now].every((value) => typeof value === 'string' && INSTANT.test(value));
    if (!instants) found(path === '' ? '.' : path, then, now);
  }
}

/** Every kind of place where `now` differs from `then`; a field that only one of them has differs too. */
export function differences(then: unknown, now: unknown): Difference[] {
  const seen = new Map<string, Difference>();
  walk(then, now, '', (path, before, after) => {
    const known = seen.get(path);
    if (known) known.count += 1;
    else seen.set(path, { path, then: before, now: after, count: 1 });
  });
  return [...seen.values()];
}

const pattern = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[\\^$.+?()[\]{}|]/gu, '\\$&').replaceAll('*', '.*')}$`, 'u');

/** The differences nobody gave a reason for. */
export function unexplained(found: readonly Difference[], changed: readonly Changed[]): Difference[] {
  const allowed = changed.map(({ path }) => pattern(path));
  return found.filter(({ path }) => !allowed.some((one) => one.test(path)));
}

const shown = (value: unknown): string =>
  (value === undefined ? 'nothing' : JSON.stringify(value)).slice(0, MOST_SHOWN);

export const sentenceOf = ({ path, then, now, count }: Difference): string =>
  `${path} (${count} ×): ${shown(then)} → ${shown(now)}`;
