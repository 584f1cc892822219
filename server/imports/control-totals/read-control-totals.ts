import { businessDate } from '#shared/calendar.ts';
import type { Clock } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { Origin } from '#shared/fields.ts';
import { requireFileSum } from '#shared/imports/amount-limits.ts';
import { controlOf } from '#shared/imports/control-total.ts';
import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import { leftOutCents } from '#shared/imports/parsed-file.ts';
import { toldNotices } from '#shared/imports/plan-view.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { rowFault } from '#shared/imports/refusal.ts';
import { toCents } from '#shared/money.ts';
import type { ControlFileResult } from '#shared/periods/period-views.ts';
import type { Database } from '../../db/database.ts';
import type { Writer } from '../../db/transact.ts';
import { takeControlFile } from '../../periods/control-totals.sql.ts';
import type { ControlFile, ControlPlace } from '../../periods/control-totals.sql.ts';
import { readUpload } from '../money/plan-import.ts';
import type { ImportInput, ReadUpload } from '../money/plan-import.ts';
import { profileFor } from '../profiles/stored-profiles.sql.ts';

const NOTHING = 'Es wurde nichts übernommen.';

/** Throws `invalid-parameter` for a profile that reads no totals of actuals. */
function requireTotals(profile: ImportProfile): void {
  if (moneyRules(profile.kind).nature !== 'posting' || profile.layout !== 'totals')
    throw new AppError(
      'invalid-parameter',
      `Das Profil „${profile.title}“ liest keine Summen. Kontrollsummen kommen aus einem Profil für Ist-Summen. ${NOTHING}`,
      { errors: [{ path: 'profile', message: 'Dieses Profil liest keine Ist-Summen.' }] },
    );
}

/** A file of totals must be one, whole and right by its own sum; a guess would defeat its purpose. */
function requireSound({ profile, file, fileName, enteredCents }: ReadUpload): void {
  const { errors } = file.rejected;
  if (errors.total > 0)
    throw new AppError('rows-invalid', `${fileName}: ${errors.total} Fehler. ${NOTHING}`, {
      errors: errors.list().map((error) => rowFault(error)),
    });
  requireFileSum(file, fileName);
  const fileCents = toCents(file.cents + leftOutCents(file));
  const { totals, sums, parts } = file;
  const { fault } = controlOf({ profile, fileCents, sums, totals, parts, enteredCents, complete: true });
  if (fault !== null) throw new AppError('control-total-mismatch', `${fault} ${NOTHING}`);
}

/** Rows of the same period, ledger, sub-budget and account together: objects are below what is tied out. */
function placesOf({ rows }: ReadUpload): ControlPlace[] {
  const places = new Map<string, ControlPlace>();
  for (const window of rows.windows())
    for (const { row } of window) {
      const { fiscalYear: year, period, ledger, subBudget, account } = row;
      const key = JSON.stringify([year, period, ledger, subBudget, account]);
      const cents = toCents((places.get(key)?.cents ?? 0) + row.cents);
      places.set(key, { year, period, ledger, subBudget, account, cents });
    }
  return [...places.values()];
}

/** What the profile lets pass although it contradicts itself. */
function toldOf({ file }: ReadUpload): ControlFile['told'] {
  const warnings = file.warnings.list().map(({ seq: _, ...warning }) => warning);
  return { notices: toldNotices(file), warnings, warningsTotal: file.warnings.total };
}

/**
 * Reads a file of SAP totals as control totals: nothing is posted, the newest file counts per period and ledger.
 * All or nothing; throws `rows-invalid` with every fault, `control-total-mismatch`, `invalid-parameter` for a profile
 * that reads no totals, and what reading a file throws.
 */
export async function readControlTotals(
  db: Database,
  by: { clock: Clock; writer: Writer },
  input: ImportInput,
  origin: Origin = 'live',
): Promise<ControlFileResult> {
  requireTotals(await profileFor(db.read, input.profile));
  using upload = await readUpload(db.read, { today: businessDate(by.clock.now()), ...input });
  requireSound(upload);
  return await takeControlFile(db, by, {
    profile: upload.profile.code,
    fileName: upload.fileName,
    fileSha256: upload.fileSha256,
    rows: upload.file.rows,
    leftOut: upload.file.leftOut.rows,
    places: placesOf(upload),
    told: toldOf(upload),
    origin,
  });
}
