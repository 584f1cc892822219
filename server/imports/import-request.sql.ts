import { ImportRequest } from '#shared/imports/import-request.ts';
import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { endOfMonth } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { formatEuro, toCents, ZERO_CENTS } from '#shared/money.ts';
import { effectOf } from '../movements/effect.ts';
import type { RequestHandler } from '../requests/request-handler.ts';
import type { Queries } from '../db/database.ts';
import { applyInside } from './money/apply-import.sql.ts';
import { deliveryInput } from './delivery.ts';
import { planUpload, readUpload } from './money/plan-import.ts';
import { uploadedFiles } from './uploads.sql.ts';
import type { ImportInput, PlannedImport, ReadUpload } from './money/plan-import.ts';
import { largest } from '#shared/largest.ts';

/** Lines shown one by one; the sums of all of them stand in the notes. */
const LINES_SHOWN = 50;

async function inputOf(read: Queries, payload: ImportRequest): Promise<ImportInput> {
  const upload = await read
    .selectFrom('upload')
    .where('id', '=', payload.uploadId)
    .where('sha256', '=', payload.sha256)
    .select('id')
    .executeTakeFirst();
  if (!upload) throw new AppError('not-found', 'Die hochgeladene Datei ist nicht mehr da.');
  const { profile, controlTotalCents } = payload;
  const parts = await uploadedFiles(read, upload.id);
  return { profile, ...deliveryInput(parts), controlTotalCents: controlTotalCents ?? undefined };
}

/** The file as it would be applied now. Throws what an import throws, and `import-exists`. */
async function planned(
  read: Queries,
  payload: ImportRequest,
): Promise<{ input: ImportInput; upload: ReadUpload; plan: PlannedImport }> {
  const input = await inputOf(read, payload);
  const upload = await readUpload(read, input);
  try {
    return { input, upload, plan: await applicable(read, upload) };
  } catch (error) {
    upload[Symbol.dispose]();
    throw error;
  }
}

async function applicable(read: Queries, upload: ReadUpload): Promise<PlannedImport> {
  if (moneyRules(upload.profile.kind).nature !== 'budget')
    throw new AppError('rule-violated', 'Beantragt werden nur Haushaltsansätze.');
  const plan = await planUpload(read, upload);
  if (plan.earlier)
    throw new AppError('import-exists', `Die Datei steht schon als Einlesung ${plan.earlier.id} im Bestand.`);
  const refusal = refusalOf(plan.view);
  if (refusal) throw refusal;
  if (plan.view.add === 0) throw new AppError('rule-violated', 'Die Datei enthält nichts Neues mehr.');
  return plan;
}

/** What the file adds to each line that exists, and to those that are made. */
function addedTo({ rows }: ReadUpload) {
  const sums = new Map<number, number>();
  const fresh = { rows: 0, cents: ZERO_CENTS };
  for (const entries of rows.planned('add'))
    for (const { line, keyed } of entries) {
      if (line) sums.set(line.id, (sums.get(line.id) ?? 0) + keyed.row.cents);
      else {
        fresh.rows += 1;
        fresh.cents = toCents(fresh.cents + keyed.row.cents);
      }
    }
  const changes = [...sums].map(([lineId, cents]) => ({
    lineId,
    part: 'A' as const,
    cents: toCents(cents),
  }));
  return { changes, fresh };
}

/** Requests of the kind `import`: later appropriations of a year that has some already. */
export const importRequest: RequestHandler<ImportRequest> = {
  payload: ImportRequest,
  title: async (_, { fileName }) => `Ansätze einlesen aus ${fileName}`,
  effect: async (read, payload) => {
    const { plan, upload: found } = await planned(read, payload);
    using upload = found;
    const { changes, fresh } = addedTo(upload);
    const last = largest(plan.plan.yearsAdded);
    const effect = await effectOf(read, { asOf: endOfMonth(`${last}-12`), changes }, [
      `${plan.view.add} neue Ansätze über ${formatEuro(plan.view.addCents)} €.`,
      ...(fresh.rows === 0
        ? []
        : [`Davon ${fresh.rows} auf Zeilen, die neu angelegt werden: ${formatEuro(fresh.cents)} €.`]),
      ...(effectIsLong(changes) ? [`Gezeigt sind die ersten ${LINES_SHOWN} Zeilen.`] : []),
      ...plan.view.notices,
    ]);
    return { ...effect, lines: effect.lines.slice(0, LINES_SHOWN) };
  },
  apply: async (tx, payload, request) => {
    const { input, upload: found, plan } = await planned(tx.query, payload);
    using upload = found;
    const importId = await applyInside(tx, request.by, upload, { ...input, requestId: request.id }, plan);
    return { importId };
  },
};

function effectIsLong(changes: readonly { lineId: number }[]): boolean {
  return new Set(changes.map((change) => change.lineId)).size > LINES_SHOWN;
}
