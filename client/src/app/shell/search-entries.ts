import { foldedText, holdsWords, searchWords } from '#shared/search/fold.ts';
import type { SearchHit, SearchResult } from '#shared/search/search.ts';
import { slugOfLabel } from '#shared/papers/paper-address.ts';
import { SEARCH_KIND_WORDS, SEARCH_KINDS } from '#shared/search/terms.ts';

/** What is opened: an address, or the origin of a posting on the page where one is. */
export type SearchTarget =
  | { path: readonly (string | number)[]; params: Readonly<Record<string, string | number>> }
  | { figure: string };

/** One line of the list; without a target it only tells. */
export interface SearchEntry {
  number: string;
  name: string;
  target: SearchTarget | null;
}

export interface SearchGroup {
  heading: string;
  entries: SearchEntry[];
  /** There are more of this kind than are shown. */
  more: boolean;
}

const lineTarget = (id: number): SearchTarget => ({ path: ['/budget'], params: { zahl: `zeile:${id}:V` } });

function targetOf(hit: SearchHit): SearchTarget | null {
  switch (hit.kind) {
    case 'project':
      return { path: ['/projekte', hit.id], params: {} };
    case 'line':
      return lineTarget(hit.id);
    case 'position':
      return { path: ['/stellen'], params: { 'f.stelle': hit.number } };
    case 'order':
      return {
        path: ['/budget', 'bestellungen'],
        params: { bestellung: hit.id, ...(hit.year === null ? {} : { jahr: hit.year }) },
      };
    case 'posting':
      return { figure: `posting:${hit.id}` };
    case 'paper':
      return { path: ['/beschluesse', slugOfLabel(hit.number) ?? hit.id], params: {} };
  }
}

/** `105 (2021)`, `P-004` */
function numberOf({ number, year, kind }: SearchHit): string {
  return year === null || kind === 'paper' ? number : `${number} (${year})`;
}

/** The pages whose words hold what is asked for; then every kind of hit, as the server ordered them. */
export function searchGroups(
  query: string,
  pages: readonly { path: string; title: string }[],
  result: SearchResult | undefined,
): SearchGroup[] {
  const words = searchWords(query);
  const found = words.length === 0 ? [] : pages.filter((page) => holdsWords(foldedText(page.title), words));
  const groups: SearchGroup[] = SEARCH_KINDS.map((kind) => ({
    heading: SEARCH_KIND_WORDS[kind],
    more: result?.more.includes(kind) ?? false,
    entries: (result?.hits ?? [])
      .filter((hit) => hit.kind === kind)
      .map((hit) => ({ number: numberOf(hit), name: hit.name, target: targetOf(hit) })),
  }));
  const ofPages: SearchGroup = {
    heading: 'Seiten',
    more: false,
    entries: found.map(({ path, title }) => ({
      number: '',
      name: title,
      target: { path: [`/${path}`], params: {} },
    })),
  };
  return [ofPages, ...groups].filter((group) => group.entries.length > 0);
}
