import type { RawBuilder } from 'kysely';
import type { FiscalYear } from '#shared/calendar.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import type { ParsedFile } from '#shared/imports/parsed-file.ts';
import type { WindowFacts } from '#shared/imports/plan.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { KeyedRow } from '#shared/imports/row-key.ts';
import type { TakenBackRow, UndoRow } from '#shared/imports/undo.ts';
import type { Cents } from '#shared/money.ts';
import type { RuleFacts } from '#shared/reconciliation/import-rule.ts';
import type { Queries } from '../../db/database.ts';
import type { Tx } from '../../db/transact.ts';
import type { PostingPass } from '../../ledger/posting-pass.sql.ts';
import type { ApprovedRequest } from '../../requests/request-handler.ts';
import type { StagedSums } from './staged-columns.ts';
import type { StagedRows } from './staged-rows.ts';
import type { ImportTarget } from './write-postings.sql.ts';

/** What a file is planned against. */
export interface Asked {
  profile: ImportProfile;
  file: ParsedFile;
  /** Years whose lines it may touch. */
  years: readonly FiscalYear[];
  /** The profile's source and the others of its system: what they booked is booked (0024). */
  sources: readonly string[];
}

/** What the data holds of a kind, as far as a file touches it. */
export interface Known {
  rules?: RuleFacts | undefined;
  /** Earlier rows in the years and days the file covers, which it might be missing. */
  existingInScope: number;
  of: (window: readonly KeyedRow[]) => Promise<WindowFacts>;
}

/** A planned file inside the transaction that applies it. */
export interface Applied {
  plan: Plan;
  rows: StagedRows;
  sums: StagedSums | null;
  /** A second person approved it. */
  approved: boolean;
}

/** What imports of a kind booked, each by its id. */
export interface Brought {
  cents: Cents;
  rows: number;
}

/** How a kind of amounts is read, written, taken back and checked; one module says all about it. */
export interface MoneyStore {
  known(read: Queries, asked: Asked): Promise<Known>;
  /** Writes what was planned. Returns the sum written, in cents. */
  write(tx: Tx, target: ImportTarget, applied: Applied): Promise<Cents>;
  /** What an import wrote, each with the reason why it would stay. */
  undoRows(read: Queries, importId: number): Promise<UndoRow[]>;
  /** The part of a line it moves (formulas), and what each line would lose. */
  part: 'A' | 'I' | 'O';
  lossByLine(
    read: Queries,
    importId: number,
    staying: readonly number[],
  ): Promise<{ lineId: number; cents: Cents }[]>;
  /** Takes rows back. Returns what was taken back, in cents. */
  takeBack(
    tx: Tx,
    taken: readonly TakenBackRow[],
    undo: { undoId: number; request: ApprovedRequest },
  ): Promise<Cents>;
  /** What each import brought, for the check that it is what the import says. */
  brought(read: Queries, pass: PostingPass): Promise<Map<number, Brought>>;
  /** True of a row `n` of import_undo that took back other than it says. */
  undoneOtherwise: RawBuilder<boolean>;
}
