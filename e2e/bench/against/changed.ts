/** Where the contracts differ on purpose from those of the commit speed is measured against (9a812cd), by case. */
import type { Changed } from './compare.ts';

const because = (reason: string, ...paths: string[]): Changed[] => paths.map((path) => ({ path, reason }));

export const CHANGED = {
  overview: because('a curve has a point for each day on which money moved (0027)', '.spend.points.length'),
  projects: because('the list says how many projects there are', '.total'),
  firstProjects: because('the first rows alone, the others on demand', '.projects.length'),
  budget: [
    ...because(
      'the first lines of each ledger, the others on demand',
      '.ledgers[].groups[].office',
      '.ledgers[].groups[].lineCount',
      '.ledgers[].groups[].lines.length',
    ),
    ...because('the word is Haushalt, no longer Buch', '.checks[].label'),
  ],
  postings: [
    ...because('a movement says whether it takes another one back (0022)', '.movements[].takesBack'),
    ...because('orders go along with carried money (0030)', '.commitments[].carriedCents'),
    ...because("generated with SAP's period, which has two digits (0026)", '.postings[].period'),
  ],
  search: because(
    'words are found by their folded text, in ranks and up to 20 of each kind (0039)',
    '.hits*',
    '.more',
  ),
  totals: [],
  report: because(
    'the word is Haushalt, no longer Buch, and a report is herausgegeben',
    '.report.tables[].title',
    '.report.tables[].sentence',
    '.report.tables[].rows[].cells.text',
  ),
  reconciling: [
    ...because(
      "generated with SAP's period, which has two digits (0026)",
      '.posting.period',
      '.postings[].period',
    ),
    ...because('an assignment names the day its figures are of', '.asOf'),
  ],
} as const;
