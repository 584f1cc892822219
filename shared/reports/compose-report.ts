import { formatDate } from '../calendar.ts';
import type { Instant, IsoDate } from '../calendar.ts';
import { businessDate } from '../calendar.ts';
import { PAPER_KIND_WORDS, PAPER_PURPOSE_WORDS, PUBLICITY_WORDS } from '../papers/terms.ts';
import type { ReportRow, ReportTable } from '../report-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { correctionTable } from './correction-table.ts';
import { councilReport } from './council-report.ts';
import { openPoints, releasePoints } from './release-checks.ts';
import type { AgendaEntry, ReleasePoint, Remark, ReportWording } from './report-drafts.ts';
import type { CouncilReport, IssuedReportBrief } from './reports.ts';
import { rowName } from './row-names.ts';
import { SECTION_QUESTIONS } from './sections.ts';

/** What the wording of a report refers to, as it stands now. */
export interface ComposedFrom {
  facts: CouncilFacts;
  knownAt: Instant;
  sessions: ReadonlyMap<number, { body: string; on: IsoDate; calledOff: boolean }>;
  tieOutFaults: readonly string[];
  /** The report that is corrected. */
  corrected: { brief: IssuedReportBrief; report: CouncilReport } | null;
}

type Parts = Pick<CouncilReport, 'chapters' | 'tables'>;

/** Vorlage an / zur / Sitzungsart / Sitzungstermin. */
function agendaTable(agenda: readonly AgendaEntry[], sessions: ComposedFrom['sessions']): ReportTable[] {
  if (agenda.length === 0) return [];
  const rows = agenda.map(({ sessionId, purpose, publicity }): ReportRow => {
    const session = sessions.get(sessionId);
    return {
      kind: 'row',
      cells: {
        body: session?.body ?? 'unbekannte Sitzung',
        purpose: PAPER_PURPOSE_WORDS[purpose],
        publicity: PUBLICITY_WORDS[publicity],
        on: session?.on ?? null,
      },
    };
  });
  return [
    {
      id: 'beratungsfolge',
      title: 'Beratungsfolge',
      sheet: 'Beratungsfolge',
      sentence: 'Wem die Vorlage wann vorgelegt wird, und wozu.',
      columns: [
        { key: 'body', label: 'Vorlage an', kind: 'text', width: 40 },
        { key: 'purpose', label: 'zur', kind: 'text', width: 20 },
        { key: 'publicity', label: 'Sitzungsart', kind: 'text', width: 16 },
        { key: 'on', label: 'Sitzungstermin', kind: 'date', width: 16 },
      ],
      rows,
      notes: [],
    },
  ];
}

const notes = (
  id: string,
  title: string,
  sentence: string,
  entries: readonly [string, string][],
): ReportTable => ({
  ...{ id, title, sheet: title, sentence, notes: [] },
  layout: 'notes',
  columns: [
    { key: 'term', label: 'Thema', kind: 'text', width: 34 },
    { key: 'text', label: 'Text', kind: 'text', width: 110 },
  ],
  rows: entries.map(([term, text]) => ({ kind: 'row', cells: { term, text } })),
});

/** What was found before the release and stays as it is, with the sentence that says why. */
function checkTable(points: readonly ReleasePoint[]): ReportTable {
  const stated = points.map(({ title, found, sentence }): [string, string] => [
    title,
    sentence === null ? found : `${found} ${sentence}`,
  ]);
  const sentence =
    stated.length === 0
      ? 'Vor der Herausgabe wurde geprüft, was fehlt: nichts.'
      : 'Vor der Herausgabe wurde geprüft, was fehlt. Bekannt ist und so bleibt:';
  return notes('pruefung', 'Prüfung vor der Herausgabe', sentence, stated);
}

/** What the author adds, once more in one place: a sheet has no room beside its tables. */
function textsTable(wording: ReportWording): ReportTable[] {
  const texts = wording.sections
    .filter(({ included, text }) => included && text !== '')
    .map(({ key, text }): [string, string] => [SECTION_QUESTIONS[key], text]);
  return texts.length === 0 ? [] : [notes('texte', 'Texte', 'Erläuterungen zu den Abschnitten.', texts)];
}

/** The sections in the author's order, without those left out; the check stands with the notes. */
function ordered(whole: CouncilReport, wording: ReportWording, check: ReportTable): Parts {
  const tables = new Map(whole.tables.map((table) => [table.id, table]));
  const left = wording.sections.filter(({ included }) => !included).map(({ key }) => SECTION_QUESTIONS[key]);
  const chapters = wording.sections
    .filter(({ included }) => included)
    .flatMap(({ key, text }) => {
      const chapter = whole.chapters.find((one) => one.key === key);
      if (!chapter) return [];
      const tableIds = key === 'hinweise' ? [check.id, ...chapter.tableIds] : chapter.tableIds;
      return [{ ...chapter, tableIds, ...(text === '' ? {} : { text }) }];
    });
  const shown = chapters.flatMap(({ tableIds }) =>
    tableIds.flatMap((id) => tables.get(id) ?? (id === check.id ? check : [])),
  );
  return { chapters, tables: left.length === 0 ? shown : shown.map((table) => withLeftOut(table, left)) };
}

function withLeftOut(table: ReportTable, left: readonly string[]): ReportTable {
  if (table.id !== 'hinweise') return table;
  const text = `Dieser Bericht lässt weg: ${left.join(' · ')}`;
  return { ...table, rows: [...table.rows, { kind: 'row', cells: { term: 'Weggelassen', text } }] };
}

/** The second clock beside the first. */
function withKnownAt(table: ReportTable, knownAt: Instant): ReportTable {
  if (table.id !== 'hinweise') return table;
  const text = `Was bis zum ${formatDate(businessDate(knownAt))} erfasst war; was später dazukam, steht nicht darin.`;
  const [first, ...rest] = table.rows;
  const row: ReportRow = { kind: 'row', cells: { term: 'Kenntnisstand', text } };
  return { ...table, rows: first ? [first, row, ...rest] : [row] };
}

/** Where a remark stands now: its row may have moved, and is then found by what it is called. */
function placeOf(remark: Remark, tables: readonly ReportTable[]): { table: ReportTable; row: number } | null {
  const table = tables.find(({ id }) => id === remark.table);
  if (!table || table.columns.every(({ key }) => key !== remark.column)) return null;
  const isIt = (index: number): boolean => {
    const row = table.rows[index];
    return row !== undefined && rowName(table, row) === remark.label;
  };
  const row = isIt(remark.row) ? remark.row : table.rows.findIndex((_, index) => isIt(index));
  return row < 0 ? null : { table, row };
}

interface Remarked {
  remarks: NonNullable<CouncilReport['remarks']>;
  lost: string[];
}

function remarksOf({ remarks }: ReportWording, { tables }: Parts): Remarked {
  const placed = remarks.map((remark) => ({ remark, place: placeOf(remark, tables) }));
  const order = new Map(tables.map(({ id }, index) => [id, index]));
  const found = placed
    .flatMap(({ remark, place }) =>
      place ? [{ table: remark.table, row: place.row, column: remark.column, text: remark.text }] : [],
    )
    .sort((a, b) => (order.get(a.table) ?? 0) - (order.get(b.table) ?? 0) || a.row - b.row);
  return {
    remarks: found.map((one, index) => ({ ...one, number: index + 1 })),
    lost: placed.flatMap(({ remark, place }) => (place ? [] : `${remark.label}: ${remark.text}`)),
  };
}

/** `Anmerkung 1 (P-017 eAkte, Prognose): …`, under the table it is about: on the page, in print and in the sheet. */
function withRemarks(table: ReportTable, remarks: Remarked['remarks']): ReportTable {
  const own = remarks.filter((one) => one.table === table.id);
  if (own.length === 0) return table;
  const words = own.map(({ number, row, column, text }) => {
    const at = table.rows[row];
    const label = table.columns.find(({ key }) => key === column)?.label ?? '';
    return `Anmerkung ${number} (${at ? rowName(table, at) : ''}, ${label}): ${text}`;
  });
  return { ...table, notes: [...table.notes, ...words] };
}

function correctionParts(from: ComposedFrom, wording: ReportWording, parts: Parts): Parts {
  if (!from.corrected || !wording.corrects) return { chapters: [], tables: [] };
  const { brief, report } = from.corrected;
  const table = correctionTable(report, parts);
  const text = `Dieser Bericht berichtigt den Bericht GRDrs ${brief.reference} vom ${formatDate(businessDate(brief.issuedAt))}. Grund: ${wording.corrects.reason}`;
  return {
    chapters: [
      { key: 'berichtigung', question: 'Was wurde berichtigt, und warum?', text, tableIds: [table.id] },
    ],
    tables: [table],
  };
}

/** A report as it would be issued, and what is missing before that. */
export interface Composed {
  report: CouncilReport;
  points: ReleasePoint[];
}

/**
 * The council report an author has composed (domain.md section 6): the figures of the facts in the author's order, with
 * the head of a council paper, texts, remarks, what was checked, and what it corrects. Pure: equal facts, wording and
 * references give an equal value.
 */
export function composeReport(wording: ReportWording, from: ComposedFrom): Composed {
  const whole = councilReport(from.facts, wording.reference);
  const bare = ordered(whole, wording, checkTable([]));
  const { remarks, lost } = remarksOf(wording, bare);
  const sessions = wording.agenda.flatMap(({ sessionId }) => from.sessions.get(sessionId) ?? []);
  const calledOff = sessions
    .filter((one) => one.calledOff)
    .map(({ body, on }) => `${body} am ${formatDate(on)}`);
  const beside = { tieOutFaults: from.tieOutFaults, lostRemarks: lost, calledOff };
  const points = releasePoints(from.facts, beside, wording);
  const check = checkTable(points);
  const own = bare.tables.map((table) => withRemarks(table.id === check.id ? check : table, remarks));
  const correction = correctionParts(from, wording, { ...bare, tables: own });
  const { corrected } = from;
  const stated = own.map((table) => withKnownAt(table, from.knownAt));
  return {
    points,
    report: {
      ...whole,
      ...(wording.title === '' ? {} : { title: wording.title }),
      kindText: PAPER_KIND_WORDS[wording.kind],
      ...(wording.department === '' ? {} : { department: wording.department }),
      knownAt: from.knownAt,
      ...(corrected && wording.corrects
        ? {
            corrects: {
              ...{ id: corrected.brief.id, reference: corrected.brief.reference },
              ...{ issuedAt: corrected.brief.issuedAt, reason: wording.corrects.reason },
            },
          }
        : {}),
      chapters: [...correction.chapters, ...bare.chapters],
      tables: [
        ...agendaTable(wording.agenda, from.sessions),
        ...correction.tables,
        ...stated,
        ...textsTable(wording),
      ],
      ...(remarks.length > 0 ? { remarks } : {}),
    },
  };
}

/** Why a composed report may not be released yet; empty when it may. */
export function releaseFaults({ points }: Composed): string[] {
  return openPoints(points).map(({ title, found, mustBeFixed }) =>
    mustBeFixed
      ? `${title}: ${found}`
      : `${title}: ${found} Bitte beheben oder in einem Satz sagen, warum es so bleibt.`,
  );
}
