import { businessDate, formatDate } from '../calendar.ts';
import type { ReportTable } from '../report-table.ts';
import { countsInWords, filterWords, shownReports } from './round-filter.ts';
import type { RoundFilter } from './round-filter.ts';
import type { RoundDetail } from './rounds.ts';
import { REPORT_STATE_WORDS, ROUND_STATE_WORDS } from './terms.ts';

/** A round as a table of the file: the projects that the filter shows on the page, in the same order. */
export function roundTable({ round, projects, asOf }: RoundDetail, filter: RoundFilter): ReportTable {
  const shown = shownReports(projects, filter);
  return {
    id: 'round',
    title: `Berichtsrunde ${formatDate(round.reportingDate)}`,
    sentence: `Abgabefrist ${formatDate(round.dueOn)}, Runde ${ROUND_STATE_WORDS[round.state]}. ${countsInWords(round.counts)}. Gezeigt: ${filterWords(filter)}.`,
    columns: [
      { key: 'number', label: 'Nr.', kind: 'text', width: 12 },
      { key: 'name', label: 'Projekt', kind: 'text', width: 40 },
      { key: 'office', label: 'Amt', kind: 'text', width: 32 },
      { key: 'state', label: 'Zustand', kind: 'text', width: 16 },
      { key: 'overdue', label: 'überfällig', kind: 'text', width: 11 },
      { key: 'sentOn', label: 'gemeldet am', kind: 'date', width: 14 },
      { key: 'report', label: 'Satz zum Stand', kind: 'text', width: 60 },
      { key: 'sentence', label: 'zurückgegeben mit', kind: 'text', width: 60 },
    ],
    rows: shown.map((project) => ({
      kind: 'row',
      cells: {
        number: project.number,
        name: project.name,
        office: `${project.office} ${project.officeName}`,
        state: REPORT_STATE_WORDS[project.state],
        overdue: project.overdue ? 'ja' : 'nein',
        sentOn: project.sentAt === null ? null : businessDate(project.sentAt),
        report: project.report,
        sentence: project.state === 'returned' ? project.sentence : null,
      },
    })),
    notes: [
      `„überfällig“: am Stichtag ${formatDate(asOf)} ist die Frist vorbei, und es ist kein Bericht eingegangen.`,
      ...(round.note === '' ? [] : [`Hinweis des Programmbüros: ${round.note}`]),
    ],
  };
}
