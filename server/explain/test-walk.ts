import assert from 'node:assert/strict';
import type { Explanation } from '#shared/explain/explain.ts';
import { isExplained } from '#shared/explain/parts.ts';
import type { TestFetch } from '../http/test-app.ts';

export async function ask<T>(fetch: TestFetch, path: string): Promise<T> {
  const response = await fetch(path);
  assert.equal(response.status, 200, `${path}: ${await response.clone().text()}`);
  return (await response.json()) as T;
}

/** One node on one page; the law holds on it. */
export async function nodeAt(
  fetch: TestFetch,
  figure: string,
  clocks: string,
  page = 1,
): Promise<Explanation> {
  const found = await ask<Explanation>(
    fetch,
    `/api/explain?figure=${encodeURIComponent(figure)}&${clocks}&page=${page}`,
  );
  assert.ok(isExplained(found), `${figure}, page ${page}: the parts are the figure`);
  return found;
}

/**
 * Walks from a figure down to what has no deeper node, on every page: every part is worth what its own node says.
 * Returns the nodes visited.
 */
export async function walk(
  fetch: TestFetch,
  figure: string,
  clocks: string,
  seen = new Map<string, Explanation>(),
): Promise<Map<string, Explanation>> {
  let page = 1;
  for (;;) {
    const found = await nodeAt(fetch, figure, clocks, page);
    if (page === 1) seen.set(figure, found);
    for (const part of found.parts) {
      // A posting is worth its document wherever its parts stand; its node is the document.
      if (part.explain === null || part.explain.startsWith('posting:')) continue;
      if (!seen.has(part.explain)) await walk(fetch, part.explain, clocks, seen);
      assert.equal(seen.get(part.explain)?.value, part.value, `${figure} → ${part.explain}`);
    }
    if (!found.hasNext) return seen;
    page += 1;
  }
}
