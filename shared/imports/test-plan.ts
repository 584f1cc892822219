import type { Cents } from '../money.ts';
import type { LineIndex } from './assignment.ts';
import type { FileRow } from './cell.ts';
import type { ExistingRow } from './match.ts';
import { addRow, beginPart, emptyFile } from './parsed-file.ts';
import type { ParsedFile } from './parsed-file.ts';
import { plannedEntries } from './plan.ts';
import type { PlannedEntry } from './plan.ts';
import { PlanTally } from './plan-tally.ts';
import type { Plan } from './plan-tally.ts';
import type { ImportProfile } from './profile.ts';
import type { Digest, KeyedRow } from './row-key.ts';
import type { RowReader } from './row-reader.ts';
import type { PeriodStates } from '../periods/periods.ts';

/** A file of a test, read in memory. */
export class TestFile {
  readonly file: ParsedFile;
  readonly rows: KeyedRow[] = [];
  readonly #reader: RowReader;
  readonly #digest: Digest;

  constructor(reader: RowReader, digest: Digest) {
    this.#reader = reader;
    this.#digest = digest;
    this.file = emptyFile(reader.profile);
    beginPart(this.file, reader.fileName);
  }

  add(row: FileRow): void {
    addRow(this.file, row, this.#reader, this.#digest, (keyed) => this.rows.push(keyed));
  }
}

interface TestFacts {
  profile: ImportProfile;
  existing?: readonly ExistingRow[];
  lines?: LineIndex;
  periods?: PeriodStates;
  enteredCents?: Cents | null;
}

/** Plans a file of a test as one window. */
export function planned({ file, rows }: TestFile, facts: TestFacts): Plan & { entries: PlannedEntry[] } {
  const { profile, lines = new Map(), periods = new Map(), existing = [], enteredCents = null } = facts;
  const context = { profile, parts: file.parts, lines, periods };
  const entries = plannedEntries(rows, context, { existing });
  const tally = new PlanTally(context, file);
  tally.add(entries, { existing });
  return { ...tally.plan({ enteredCents, existingInScope: existing.length }), entries };
}
