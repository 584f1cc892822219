import { counted } from '../counted.ts';
import { reportingDateFor } from '../projects/reporting-date.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { longDate } from './words.ts';

function sentenceOf(facts: CouncilFacts, told: number): string {
  if (facts.projects.length === 0)
    return 'In diesem Datenbestand sind keine Projekte erfasst, also auch kein Verlauf.';
  if (told === 0) return 'Kein Projekt hat berichtet, was geschehen ist und was folgt.';
  const of = counted(facts.projects.length, 'Projekt', 'Projekten');
  return `${told} von ${of} berichten zum ${longDate(reportingDateFor(facts.asOf))}, was seit dem Bericht davor geschehen ist und was bis zum nächsten folgt.`;
}

/** What happened since the last report and what happens until the next, in the projects' own words. */
export function sinceTable(facts: CouncilFacts): ReportTable {
  const told = facts.projects.filter((project) => project.sinceLast !== null || project.untilNext !== null);
  return {
    id: 'verlauf',
    title: 'Verlauf je Projekt',
    sheet: 'Verlauf',
    annex: true,
    sentence: sentenceOf(facts, told.length),
    columns: [
      { key: 'number', label: 'Nr.', kind: 'text', width: 9, under: 'name' },
      { key: 'name', label: 'Projekt', kind: 'text', width: 34 },
      { key: 'since', label: 'seit dem letzten Bericht', kind: 'text', width: 60 },
      { key: 'until', label: 'bis zum nächsten Bericht', kind: 'text', width: 60 },
    ],
    rows: told.map((project) => ({
      kind: 'row',
      cells: {
        number: project.number,
        name: project.name,
        since: project.sinceLast,
        until: project.untilNext,
      },
    })),
    notes: told.length === 0 ? [] : ['Wörtlich aus den Statusberichten.'],
  };
}
