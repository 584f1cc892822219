import { formatFte } from '#shared/fte.ts';
import { formatQuota } from '#shared/money.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import { vacancyRate } from '#shared/positions/standing.ts';
import { POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import type { ReportCell, ReportTable } from '#shared/report-table.ts';

type Split = PositionPage['byOffice'][number];

const SMALL_GROUPS = 'Kosten einer Gruppe unter fünf Stellen werden nicht gezeigt („–“).';

function splitTable(
  head: { id: string; title: string; first: string; codeOnly?: boolean },
  splits: readonly Split[],
  withCost: boolean,
): ReportTable {
  const cells = (split: Split): Record<string, ReportCell> => ({
    name: head.codeOnly || split.code === split.name ? split.name : `${split.code} ${split.name}`,
    posts: split.posts,
    authorised: split.authorised,
    filled: split.filled,
    vacant: split.authorised - split.filled,
    rate: vacancyRate(split.authorised, split.filled),
    cost: split.plannedCostCents,
  });
  const sum = (of: (split: Split) => number): number => splits.reduce((total, one) => total + of(one), 0);
  const [authorised, filled] = [sum((one) => one.authorised), sum((one) => one.filled)];
  return {
    ...{ id: head.id, title: head.title, sentence: '' },
    columns: [
      { key: 'name', label: head.first, kind: 'text' },
      { key: 'posts', label: 'Anzahl', kind: 'integer' },
      { key: 'authorised', label: 'bewilligt', kind: 'fte' },
      { key: 'filled', label: 'besetzt', kind: 'fte' },
      {
        key: 'vacant',
        label: 'unbesetzt',
        kind: 'fte',
        derived: { plus: ['authorised'], minus: ['filled'] },
      },
      { key: 'rate', label: 'Vakanzquote', kind: 'quota' },
      ...(withCost ? [{ key: 'cost', label: 'Plankosten', kind: 'cents' as const }] : []),
    ],
    rows: [
      ...splits.map((split) => ({ kind: 'row' as const, cells: cells(split) })),
      {
        kind: 'total',
        sums: splits.map((_, index) => index),
        cells: {
          name: 'Summe',
          posts: sum((one) => one.posts),
          authorised,
          filled,
          vacant: authorised - filled,
          rate: { part: authorised - filled, of: authorised },
        },
      },
    ],
    notes: withCost ? [SMALL_GROUPS] : [],
  };
}

/** Posts by office, grade and field of action, each with its vacancy rate. */
export function splitTables(page: PositionPage): ReportTable[] {
  const withCost = page.cost !== null;
  return [
    splitTable({ id: 'by-office', title: 'Nach Amt', first: 'Amt' }, page.byOffice, withCost),
    splitTable(
      { id: 'by-grade', title: 'Nach Besoldungs- und Entgeltgruppe', first: 'Gruppe' },
      page.byGrade,
      withCost,
    ),
    splitTable(
      { id: 'by-field', title: 'Nach Handlungsfeld', first: 'Handlungsfeld' },
      page.byField,
      withCost,
    ),
  ];
}

/** Every known post by its state; requested and dropped ones are not authorised. */
export function stateTable(page: PositionPage): ReportTable {
  return {
    ...{ id: 'by-state', title: 'Nach Zustand', sentence: '' },
    columns: [
      { key: 'state', label: 'Zustand', kind: 'text' },
      { key: 'posts', label: 'Anzahl', kind: 'integer' },
      { key: 'fte', label: 'Stellenanteile', kind: 'fte' },
    ],
    rows: [
      ...page.byState.map(({ state, posts, fte }) => ({
        kind: 'row' as const,
        cells: { state: POSITION_STATE_WORDS[state], posts, fte },
      })),
      {
        kind: 'total',
        sums: page.byState.map((_, index) => index),
        cells: {
          state: 'Summe',
          posts: page.byState.reduce((total, one) => total + one.posts, 0),
          fte: page.byState.reduce((total, one) => total + one.fte, 0),
        },
      },
    ],
    notes: ['Eine teilweise besetzte Stelle zählt hier ganz zu ihrem Zustand.'],
  };
}

/** Posts that end: kw dates in their order. */
export function kwTable(page: PositionPage): ReportTable {
  const ending = page.positions.flatMap((post) =>
    post.kwOn === null || post.state === 'dropped' ? [] : [{ post, kwOn: post.kwOn }],
  );
  const posts = ending.sort((a, b) => (a.kwOn < b.kwOn ? -1 : a.kwOn > b.kwOn ? 1 : 0));
  return {
    ...{ id: 'kw', title: 'kw-Vermerke', sentence: '' },
    columns: [
      { key: 'kwOn', label: 'kw', kind: 'date' },
      { key: 'number', label: 'Nr.', kind: 'text' },
      { key: 'title', label: 'Stelle', kind: 'text' },
      { key: 'grade', label: 'Gruppe', kind: 'text' },
      { key: 'office', label: 'Amt', kind: 'text' },
      { key: 'fte', label: 'VZÄ', kind: 'fte' },
    ],
    rows: posts.map(({ post, kwOn }) => ({
      kind: 'row',
      cells: {
        ...{ kwOn, number: post.number, title: post.title, grade: post.grade },
        ...{ office: `${post.office} ${post.officeName}`, fte: post.fte },
      },
    })),
    notes: ['kw = künftig wegfallend: Die Stelle endet mit diesem Tag.'],
  };
}

/** Personnel cost of the as-of year by rates; overhead apart. Null without the right to see it. */
export function costTable(page: PositionPage): ReportTable | null {
  if (!page.cost) return null;
  const { year, plannedCents, filledCents, overheadCents, postsWithoutRate } = page.cost;
  const row = (what: string, cents: number): ReportTable['rows'][number] => ({
    kind: 'row',
    cells: { what, cents },
  });
  const missing =
    postsWithoutRate === 0
      ? 'Für jede Gruppe liegt ein Satz vor.'
      : `${postsWithoutRate} Stellen ohne Satz sind nicht enthalten.`;
  return {
    ...{ id: 'cost', title: `Personalkosten ${year}`, sentence: '' },
    columns: [
      { key: 'what', label: 'Größe', kind: 'text' },
      { key: 'cents', label: 'Betrag in €', kind: 'cents' },
    ],
    rows: [
      row('geplant: VZÄ × Satz × Monate / 12 ab geplantem Beginn', plannedCents),
      row('nach Besetzung am Monatsende, ab dem Stichtag unverändert', filledCents),
      {
        kind: 'total',
        sums: [0],
        less: [1],
        cells: { what: 'Wirkung der Vakanzen: geplant − nach Besetzung', cents: plannedCents - filledCents },
      },
      row('Gemeinkosten, immer gesondert', overheadCents),
    ],
    notes: [
      'Sätze je Gruppe sind Durchschnittssätze mit Datum; je Stelle einmal kaufmännisch auf Cent gerundet.',
      `${missing} Personal gehört nie zum Rahmen der 18 Mio. €.`,
    ],
  };
}

/** `63,45 von 98,00 bewilligten Stellen sind besetzt …` */
export function positionSentence(page: PositionPage): string {
  const { authorised, filled, plannedFilled, vacant } = page;
  return `${formatFte(filled)} von ${formatFte(authorised)} bewilligten Stellen sind besetzt; geplant waren ${formatFte(plannedFilled)}. Vakanzquote ${formatQuota(vacant, authorised)}.`;
}
