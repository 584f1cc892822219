import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fiscalYearOf } from '#shared/calendar.ts';
import type { FiscalYear } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { AccountMap } from '#shared/imports/account-map.ts';
import { requireFileSum, withinRange } from '#shared/imports/amount-limits.ts';
import { waitsBecause } from '#shared/imports/import-request.ts';
import type { ImportPlanView, ImportRow } from '#shared/imports/imports.ts';
import { addRow, bookingsRead, contentDigest, emptyFile } from '#shared/imports/parsed-file.ts';
import type { ParsedFile } from '#shared/imports/parsed-file.ts';
import { planOf } from '#shared/imports/plan.ts';
import { lineWarnings } from '#shared/imports/order-rows.ts';
import type { KnownOrders } from '#shared/imports/order-key.ts';
import type { Plan, PlanFacts } from '#shared/imports/plan.ts';
import { noticesOf, previewRows } from '#shared/imports/plan-view.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { reversalNotices } from '#shared/imports/reversals.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { rowReader } from '#shared/imports/row-reader.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { ruleFacts } from '../reconciliation/rule-facts.sql.ts';
import {
  accountMapOf,
  appropriationsOf,
  countPostings,
  findEarlierImport,
  linesOfYears,
  postingsByKey,
  stillAnswers,
} from './imports.sql.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { requireKnownSource, systemSources } from '../sources/sources.sql.ts';
import { knownOrders, orderRows } from './orders.sql.ts';
import { planDigest } from './plan-digest.ts';
import { readFileRows } from './read-file.ts';
import { plannedReversals } from './reversals.sql.ts';
import { profileFor } from './stored-profiles.sql.ts';
import { waitsForApproval } from './waits-for-approval.sql.ts';

/** A file to be planned or applied. */
export interface ImportInput {
  /** Code of a profile in data/profiles. */
  profile: string;
  /** As the person's machine calls it; only ever shown, never opened. */
  fileName: string;
  bytes: Buffer;
  /** As read off the file: in euro cents, with the file's signs. */
  controlTotalCents?: Cents | undefined;
}

/** A file read by its profile; nothing of it depends on what was imported before. */
export interface ReadUpload {
  profile: ImportProfile;
  fileName: string;
  fileSha256: string;
  contentSha256: string;
  file: ParsedFile;
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

const PREVIEW_ROWS = 200;
const ERRORS_SHOWN = 200;

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A file name is only text: without control characters, at most 200 long. */
export function shownName(name: string): string {
  return name.replace(/\p{C}/gu, '').slice(0, 200) || 'ohne Namen';
}

/** Reads a file by its profile in the bounded process. Throws `AppError` for what is not a file of that kind. */
export async function readUpload(read: Queries, input: ImportInput): Promise<ReadUpload> {
  const profile = await profileFor(read, input.profile);
  await requireKnownSource(read, profile.source);
  const fileName = shownName(input.fileName);
  const accounts = await accountMapOf(read, profile.accountFrame);
  const reader = rowReader(profile, accounts, fileName);
  const file = emptyFile(profile);
  await readFileRows(
    profile,
    input.bytes,
    (rows) => {
      for (const row of rows) addRow(file, row, reader, sha256);
    },
    (notes) => {
      file.notes = notes;
    },
  );
  if (file.rows === 0) {
    throw new AppError('file-unreadable', `Die Datei „${fileName}“ enthält keine Datenzeilen.`);
  }
  return {
    profile,
    fileName,
    fileSha256: sha256(input.bytes),
    contentSha256: contentDigest(file, sha256),
    file,
    accounts,
    enteredCents: input.controlTotalCents ?? null,
  };
}

async function existingOf(
  read: Queries,
  upload: ReadUpload,
): Promise<Pick<PlanFacts, 'lines' | 'existing' | 'existingInScope' | 'orders' | 'rules'>> {
  const { profile, file } = upload;
  const rows = file.keyed.map((keyed) => keyed.row);
  const made = profile.kind === 'commitments' ? rows.map((row) => fiscalYearOf(row.postedOn)) : [];
  const years = [...new Set([...rows.map((row) => row.fiscalYear), ...made])];
  const lines = await linesOfYears(read, years);
  // What another source of the same system booked is booked (0024).
  const sources = await systemSources(read, profile.source);
  if (profile.kind === 'appropriations') {
    const existing = await appropriationsOf(read, sources, years, sha256);
    return { lines, existing, existingInScope: existing.filter((row) => !row.takenBack).length };
  }
  if (profile.kind === 'commitments') {
    const orders = await knownOrders(read, rows);
    // An order that a file does not name is no less ordered.
    return { lines, orders, existing: orderRows(orders, sha256), existingInScope: 0 };
  }
  const keys = [...new Set(file.keyed.map((keyed) => keyed.key))];
  const existing = await postingsByKey(read, sources, keys);
  const [first] = rows;
  if (!first) return { lines, existing, existingInScope: 0 };
  const scope = { years, from: first.postedOn, to: first.postedOn };
  for (const row of rows) {
    if (row.postedOn < scope.from) scope.from = row.postedOn;
    if (row.postedOn > scope.to) scope.to = row.postedOn;
  }
  const rules = await ruleFacts(read, years);
  return { lines, existing, existingInScope: await countPostings(read, profile.source, scope), rules };
}

function viewOf(
  upload: ReadUpload,
  plan: Plan,
  earlier: ImportRow | undefined,
  planSha256: string,
  orders: KnownOrders | undefined,
): ImportPlanView {
  const { profile, file, fileName } = upload;
  const { counts, control } = plan;
  const moved = orders ? lineWarnings(plan.entries, orders, profile, fileName) : [];
  const warnings = [...file.warnings, ...moved];
  const view: ImportPlanView = {
    kind: profile.kind,
    profile: profile.code,
    fileName: upload.fileName,
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
    warnings: warnings.slice(0, ERRORS_SHOWN),
    warningsTotal: warnings.length,
    errors: plan.errors.slice(0, ERRORS_SHOWN),
    errorsTotal: plan.errors.length,
    late: plan.late,
    held: plan.held,
    rows: previewRows(plan, file, profile, PREVIEW_ROWS),
    notices: noticesOf(plan, file, profile),
    importedBefore: earlier ? { importId: earlier.id, appliedAt: earlier.appliedAt } : null,
    planSha256,
    applicable: false,
  };
  return { ...view, applicable: earlier === undefined && refusalOf(view) === undefined };
}

/** Plans an upload that was read, on the state of `read`: a reader, or the transaction that will apply it. */
export async function planUpload(read: Queries, upload: ReadUpload): Promise<PlannedImport> {
  const { profile, fileName, file, enteredCents, fileSha256, contentSha256 } = upload;
  requireFileSum(file, fileName);
  await nextTurn();
  const existing = { ...(await existingOf(read, upload)), periods: await periodStates(read) };
  await nextTurn();
  const plan = withinRange(fileName, () => planOf({ profile, fileName, file, enteredCents, ...existing }));
  const same = await findEarlierImport(read, profile.code, fileSha256, contentSha256);
  const earlier = stillAnswers(same, plan.counts);
  const planSha256 = await planDigest(upload, plan);
  await nextTurn();
  const view = viewOf(upload, plan, earlier, planSha256, existing.orders);
  const links = await plannedReversals(read, profile, plan.adds);
  const waits = await waitsForApproval(read, profile.kind, plan);
  const notices = [
    ...view.notices,
    ...reversalNotices(plan.adds, links),
    ...(waits.length > 0 ? [waitsBecause(waits)] : []),
  ];
  return { plan, earlier, waits, view: { ...view, notices } };
}

/**
 * What importing this file would do; nothing is written. Row faults, conflicts and a wrong control total are part
 * of the plan; a file that cannot be read at all throws `AppError` (413, 415, 422).
 */
export async function planImport(read: Queries, input: ImportInput): Promise<ImportPlanView> {
  const upload = await readUpload(read, input);
  return (await planUpload(read, upload)).view;
}
