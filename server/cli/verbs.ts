import { requestVerb } from '../approvals/requests.cli.ts';
import { totalsVerb } from '../budget/totals.cli.ts';
import { verifyVerb } from '../history/verify.cli.ts';
import { controlTotalsVerb } from '../imports/control-totals.cli.ts';
import { importVerb } from '../imports/imports.cli.ts';
import { exportVerb } from '../journal/journal.cli.ts';
import { undoImportVerb } from '../imports/undo.cli.ts';
import { reportVerb } from '../reports/reports.cli.ts';
import { generateVerb } from '../setup/generate.cli.ts';
import { demoVerb, initVerb, migrateVerb } from '../setup/setup.cli.ts';
import { sourcesVerb } from '../sources/sources.cli.ts';
import type { Verb } from './verb.ts';

/** Every verb of the command line, one per feature, in the order the help shows them. */
export const verbs: readonly Verb[] = [
  initVerb,
  demoVerb,
  migrateVerb,
  generateVerb,
  importVerb,
  undoImportVerb,
  controlTotalsVerb,
  sourcesVerb,
  reportVerb,
  requestVerb,
  totalsVerb,
  exportVerb,
  verifyVerb,
];
