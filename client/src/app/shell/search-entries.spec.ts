import type { SearchHit, SearchResult } from '#shared/search/search.ts';
import { searchGroups } from './search-entries.ts';

const PAGES = [
  { path: 'uebersicht', title: 'Übersicht' },
  { path: 'budget/uebertragung', title: 'Übertragung' },
];
const hit = (kind: SearchHit['kind'], more: Partial<SearchHit> = {}): SearchHit => {
  return { kind, id: 7, number: '105', name: 'Netz', year: 2021, ...more };
};
const targets = (hits: SearchHit[]) =>
  searchGroups('netz', PAGES, { hits, more: [] }).flatMap((group) =>
    group.entries.map((entry) => entry.target),
  );

describe('What the search offers', () => {
  it('finds pages by their words, however they are typed, before any answer came', () => {
    for (const query of ['übertragung', 'UEBERTRAGUNG', 'ubertr'])
      expect(searchGroups(query, PAGES, undefined).map((group) => [group.heading, group.entries.length]))
        .withContext(query)
        .toEqual([['Seiten', 1]]);
    expect(searchGroups('', PAGES, undefined)).toEqual([]);
  });

  it('leads every kind to its place', () => {
    expect(targets([hit('project')])).toEqual([{ path: ['/projekte', 7], params: {} }]);
    expect(targets([hit('line')])).toEqual([{ path: ['/budget'], params: { zahl: 'zeile:7:V' } }]);
    expect(targets([hit('position')])).toEqual([{ path: ['/stellen'], params: { 'f.stelle': '105' } }]);
    expect(targets([hit('order')])).toEqual([
      { path: ['/budget', 'bestellungen'], params: { bestellung: 7, jahr: 2021 } },
    ]);
    expect(targets([hit('posting')])).toEqual([{ figure: 'posting:7' }]);
  });

  it('leads a paper to its page, by its number', () => {
    expect(targets([hit('paper', { number: 'GRDrs 316/2021 E1' }), hit('paper')])).toEqual([
      { path: ['/beschluesse', 'GRDrs-316-2021-E1'], params: {} },
      { path: ['/beschluesse', 7], params: {} },
    ]);
  });

  it('keeps the order of kinds and says where there is more', () => {
    const result: SearchResult = { hits: [hit('order'), hit('project')], more: ['order'] };
    expect(searchGroups('netz', PAGES, result).map((group) => [group.heading, group.more])).toEqual([
      ['Projekte', false],
      ['Bestellungen', true],
    ]);
  });
});
