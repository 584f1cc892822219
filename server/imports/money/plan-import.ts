import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FiscalYear, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { AccountMap } from '#shared/imports/account-map.ts';
import { requireFileSum, withinRange } from '#shared/imports/amount-limits.ts';
import type { FileRow } from '#shared/imports/cell.ts';
import { waitsBecause } from '#shared/imports/import-request.ts';
import type { ImportPlanView, ImportRow } from '#shared/imports/imports.ts';
import { addRow, beginPart, bookingsRead, emptyFile } from '#shared/imports/parsed-file.ts';
import type { ParsedFile } from '#shared/imports/parsed-file.ts';
import { plannedEntries } from '#shared/imports/plan.ts';
import { PlanTally } from '#shared/imports/plan-tally.ts';
import type { Plan } from '#shared/imports/plan-tally.ts';
import { noticesOf } from '#shared/imports/plan-view.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { reversalNotices } from '#shared/imports/reversals.ts';
import { rowReader } from '#shared/imports/row-reader.ts';
import { pushAll } from '#shared/largest.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { requireKnownSource } from '../sources/sources.sql.ts';
import { deliveryName, deliveryOf, readParts } from '../delivery.ts';
import type { FilePart } from '../delivery.ts';
import { sha256 } from '../read/file-source.ts';
import type { FileBytes } from '../read/file-source.ts';
import { accountMapOf } from './account-map.sql.ts';
import { findEarlierImport, stillAnswers } from '../imports.sql.ts';
import { PlanDigest } from './plan-digest.ts';
import { planFacts } from './plan-facts.ts';
import type { Facts } from './plan-facts.ts';
import { doubledBy } from './doubled-rows.ts';
import { profileForFile, readFileRows } from '../read/read-file.ts';
import { plannedReversals } from './reversals.sql.ts';
import { StagedRows } from './staged-rows.ts';
import { profileFor } from '../profiles/stored-profiles.sql.ts';
import { waitsForApproval } from '../waits-for-approval.sql.ts';

/** A file to be planned or applied, or one delivery in several. */
export interface ImportInput {
  /** Code of a profile in data/profiles. */
  profile: string;
  /** As the person's machine calls it; only ever shown, never opened. */
  fileName: string;
  bytes: FileBytes;
  /** More files of the same delivery, in any order: together they are read as one. */
  moreParts?: readonly FilePart[] | undefined;
  /** As read off the file: in euro cents, with the file's signs. */
  controlTotalCents?: Cents | undefined;
  /** The business date of the reading: what is dated later lies in the future. Nothing does where it is not known. */
  today?: IsoDate | undefined;
}

/**
 * A file read by its profile; nothing of it depends on what was imported before. Its bookings lie outside memory, so it
 * must be disposed of (`using`).
 */
export interface ReadUpload extends PlannedUpload {
  file: ParsedFile;
}

/** What of it an apply needs that brings its plan along. */
export interface PlannedUpload extends Disposable {
  /** As it reads this file: columns that name their year are filled in. */
  profile: ImportProfile;
  /** The profile word for word as it is kept with the import. */
  wording: string;
  fileName: string;
  fileSha256: string;
  contentSha256: string;
  file: Pick<ParsedFile, 'rows' | 'bookedUntil'>;
  rows: StagedRows;
  accounts: AccountMap;
  enteredCents: Cents | null;
}

export interface PlannedImport {
  plan: Plan;
  view: ImportPlanView;
  earlier: ImportRow | undefined;
  /** Years that have appropriations already: for these a second person decides. */
  waits: FiscalYear[];
}

const ERRORS_SHOWN = 200;

/** Told when the rows of a delivery are read, before anything is done with them. */
export type SeeRow = (row: FileRow) => void;

/**
 * Reads a delivery by a profile in the bounded process. Throws `AppError` for what is not a file of that kind.
 * `errorsKept` = how many faults are told at most.
 */
export async function readByProfile(
  read: Queries,
  stated: ImportProfile,
  input: Omit<ImportInput, 'profile'>,
  options: { errorsKept?: number; see?: SeeRow } = {},
): Promise<ReadUpload> {
  const parts = deliveryOf(input);
  // The parts of a delivery are one file: the first one's header names the years.
  const [first] = parts;
  const profile = first ? await profileForFile(stated, first.bytes) : stated;
  const wording = JSON.stringify(stated);
  const accounts = await accountMapOf(read, profile.accountFrame);
  const file = emptyFile(profile, options.errorsKept);
  const rows = new StagedRows();
  try {
    const fileSha256 = await readParts(parts, async (part) => {
      beginPart(file, part.fileName);
      const reader = rowReader(profile, accounts, part.fileName, input.today ?? null);
      const take = (some: FileRow[]): void => {
        for (const row of some) {
          options.see?.(row);
          addRow(file, row, reader, sha256, (keyed, whole) => {
            rows.keep(keyed, whole);
          });
        }
      };
      return readFileRows(profile, part.bytes, take, (notes) => {
        pushAll(file.notes, notes);
      });
    });
    const fileName = deliveryName(parts);
    if (file.rows === 0)
      throw new AppError('file-unreadable', `Die Datei „${fileName}“ enthält keine Datenzeilen.`);
    rows.finish();
    const contentSha256 = await rows.contentSha256();
    const enteredCents = input.controlTotalCents ?? null;
    const dispose = (): void => {
      rows.close();
    };
    return {
      ...{ profile, wording, fileName, fileSha256, contentSha256, file, rows, accounts, enteredCents },
      [Symbol.dispose]: dispose,
    };
  } catch (error) {
    rows.close();
    throw error;
  }
}

/** The same by the code of a profile. */
export async function readUpload(
  read: Queries,
  input: ImportInput,
  options: { errorsKept?: number } = {},
): Promise<ReadUpload> {
  const profile = await profileFor(read, input.profile);
  await requireKnownSource(read, profile.source);
  return readByProfile(read, profile, input, options);
}

/** Plans window by window; what was decided for each row is kept beside it. */
async function planRows(upload: ReadUpload, facts: Facts): Promise<{ plan: Plan; planSha256: string }> {
  const { rows, file, fileName } = upload;
  const tally = new PlanTally(facts.context, file);
  const digest = new PlanDigest();
  rows.beginPlan();
  for (const window of rows.windows()) {
    const found = await facts.of(window);
    const entries = plannedEntries(window, facts.context, found);
    withinRange(fileName, () => {
      tally.add(entries, found);
    });
    rows.keepPlanned(entries);
    digest.add(entries);
    // Other requests are served between the windows.
    await nextTurn();
  }
  const plan = withinRange(fileName, () => tally.plan(facts.whole));
  return { plan, planSha256: digest.name(upload, plan) };
}

function viewOf(
  upload: ReadUpload,
  plan: Plan,
  earlier: ImportRow | undefined,
  { planSha256, doubled }: Pick<ImportPlanView, 'planSha256' | 'doubled'>,
): ImportPlanView {
  const { profile, file } = upload;
  const { counts, control } = plan;
  const view: ImportPlanView = {
    kind: profile.kind,
    profile: profile.code,
    fileName: upload.fileName,
    ...(file.parts.length > 1 ? { parts: file.parts.map((part) => part.fileName) } : {}),
    fileSha256: upload.fileSha256,
    contentSha256: upload.contentSha256,
    rowsRead: file.rows,
    bookings: bookingsRead(file),
    ...counts,
    addCents: plan.addCents,
    sameCents: plan.sameCents,
    sumCents: plan.sumCents,
    leftOutCents: plan.leftOutCents,
    unassignedCents: plan.unassignedCents,
    unassignedRows: plan.unassignedRows,
    controlTotalCents: control.cents,
    controlOrigin: control.origin,
    controlOk: control.ok,
    controlFault: control.fault,
    controls: control.lines,
    figures: plan.figures,
    warnings: plan.warnings.slice(0, ERRORS_SHOWN),
    warningsTotal: plan.warningsTotal,
    errors: plan.errors.slice(0, ERRORS_SHOWN),
    errorsTotal: plan.errorsTotal,
    late: plan.late,
    held: plan.held,
    doubled,
    rows: plan.rows,
    notices: noticesOf(plan, file),
    importedBefore: earlier ? { importId: earlier.id, appliedAt: earlier.appliedAt } : null,
    planSha256,
    applicable: false,
  };
  return { ...view, applicable: earlier === undefined && refusalOf(view) === undefined };
}

/**
 * Plans an upload that was read, on the state of `read`. What is decided for each row stays with the upload's rows, until
 * they are planned again.
 */
export async function planUpload(read: Queries, upload: ReadUpload): Promise<PlannedImport> {
  const { profile, fileName, file, fileSha256, contentSha256 } = upload;
  requireFileSum(file, fileName);
  const { plan, planSha256 } = await planRows(upload, await planFacts(read, upload));
  const same = await findEarlierImport(read, profile.code, fileSha256, contentSha256);
  const earlier = stillAnswers(same, plan.counts);
  const doubled = await doubledBy(read, upload, plan);
  const view = viewOf(upload, plan, earlier, { planSha256, doubled });
  const reversible = upload.rows.reversible();
  const links = await plannedReversals(read, profile, reversible);
  upload.rows.keepReversals(links);
  const waits = await waitsForApproval(read, profile.kind, plan);
  const notices = [
    ...view.notices,
    ...reversalNotices(reversible, links),
    ...(waits.length > 0 ? [waitsBecause(waits)] : []),
  ];
  return { plan, earlier, waits, view: { ...view, notices } };
}

/**
 * What importing this file would do; nothing is written. Row faults, conflicts and a wrong control total are part
 * of the plan; a file that cannot be read at all throws `AppError` (413, 415, 422).
 */
export async function planImport(read: Queries, input: ImportInput): Promise<ImportPlanView> {
  using upload = await readUpload(read, input);
  return (await planUpload(read, upload)).view;
}
