import { setImmediate as nextTurn } from 'node:timers/promises';
import { codeKey, sameCode } from '#shared/codes.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { PlannedEntry } from '#shared/imports/plan.ts';
import type { SourceRow } from '#shared/imports/source-row.ts';
import { sumCents, toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { batches } from '../../db/batches.ts';
import type { Tx } from '../../db/transact.ts';
import { movementKey } from '../imports.sql.ts';
import type { StagedRows } from './staged-rows.ts';
import type { ImportTarget } from './write-postings.sql.ts';
import { addLines, addMovements } from '../../ledger/write-ledger.sql.ts';
import { addSubBudgets } from '../../master-data/kinds/sub-budgets.sql.ts';

function lineName(row: SourceRow): string {
  const names = [row.name, row.text].filter((text) => text !== '');
  return names.length > 0 ? names.join(' · ') : `${row.object} ${row.account}`;
}

/** Sub-budgets by code as valid on the day; a code the city has not entered yet is made from the file. */
async function subBudgetIds(
  tx: Tx,
  target: ImportTarget,
  rows: readonly SourceRow[],
): Promise<Map<string, number>> {
  const known = await tx.query
    .selectFrom('sub_budget')
    .select(['id', 'code', 'valid_from', 'valid_to'])
    .orderBy('valid_from')
    .execute();
  const ids = new Map<string, number>();
  const fresh = new Map<string, { from: IsoDate; name: string }>();
  const written = new Map<string, string>();
  for (const { subBudget: code, subBudgetName, postedOn } of rows) {
    const subBudget = codeKey(code);
    if (ids.has(subBudget) || fresh.has(subBudget)) continue;
    written.set(subBudget, code);
    const valid = known.filter(
      (k) =>
        sameCode(k.code, subBudget) &&
        k.valid_from <= postedOn &&
        (k.valid_to === null || postedOn <= k.valid_to),
    );
    // A code the city knows from another time is that sub-budget; a second one of the name would be a guess.
    const id = (valid.at(-1) ?? known.find((k) => sameCode(k.code, subBudget)))?.id;
    if (id === undefined)
      fresh.set(subBudget, { from: postedOn, name: subBudgetName || `Teilhaushalt ${code}` });
    else ids.set(subBudget, id);
  }
  const values = [...fresh].map(([key, { from, name }]) => ({
    code: written.get(key) ?? key,
    name,
    office_id: null,
    valid_from: from,
    valid_to: null,
    origin: target.origin,
    recorded_seq: tx.seq,
  }));
  for (const { id, code } of await addSubBudgets(tx, values)) ids.set(codeKey(code), id);
  return ids;
}

function lineRow(tx: Tx, target: ImportTarget, entry: PlannedEntry, subBudgetId: number) {
  const { row } = entry.keyed;
  return {
    number: entry.lineNumber ?? '',
    name: lineName(row),
    year: row.fiscalYear,
    ledger: row.ledger,
    kind: row.kind,
    funding: row.kind === 'reserve' ? ('reserve' as const) : ('package' as const),
    sub_budget_id: subBudgetId,
    office_id: null,
    stage_id: null,
    field_id: null,
    project_id: null,
    cover_group_id: null,
    account: row.account,
    cost_object: row.object,
    twin: entry.place,
    import_id: target.importId,
    origin: target.origin,
    recorded_seq: tx.seq,
  };
}

const placeOf = (year: number, number: string | null): string => `${year}|${number ?? ''}`;

/** Makes the lines that do not exist yet; returns every new line's id by year and number. */
async function makeLines(
  tx: Tx,
  target: ImportTarget,
  entries: readonly PlannedEntry[],
): Promise<Map<string, number>> {
  const missing = entries.filter((entry) => !entry.line);
  const subBudgets = await subBudgetIds(
    tx,
    target,
    missing.map((entry) => entry.keyed.row),
  );
  const rows = missing.map((entry) =>
    lineRow(tx, target, entry, subBudgets.get(codeKey(entry.keyed.row.subBudget)) ?? 0),
  );
  const made = await addLines(tx, rows);
  return new Map(made.map(({ id, year, number }) => [placeOf(year, number), id]));
}

/** Says which years this import fills first: only for those the database takes movements that nobody approved (0012). */
export async function writeFirstYears(tx: Tx, target: ImportTarget, years: readonly number[]): Promise<void> {
  const { importId, profile } = target;
  if (years.length === 0) return;
  await tx.query
    .insertInto('first_appropriations')
    .values(
      years.map((year) => ({ import_id: importId, year, source: profile.source, recorded_seq: tx.seq })),
    )
    .execute();
}

/**
 * Writes appropriations: every row is a budget line, made if there is none, and a movement A, also for 0,00.
 * Returns the sum written, in cents.
 */
export async function writeAppropriations(tx: Tx, target: ImportTarget, rows: StagedRows): Promise<Cents> {
  let written = ZERO_CENTS;
  for (const entries of rows.planned('add'))
    written = sumCents([written, await writeSome(tx, target, entries)]);
  return written;
}

async function writeSome(tx: Tx, target: ImportTarget, entries: readonly PlannedEntry[]): Promise<Cents> {
  const made = await makeLines(tx, target, entries);
  let written = 0;
  for (const some of batches(entries)) {
    const rows = some.map((entry) => {
      const { row, key } = entry.keyed;
      const lineId = entry.line?.id ?? made.get(placeOf(row.fiscalYear, entry.lineNumber));
      if (lineId === undefined)
        throw new AppError('internal', `Zeile ${row.line} fand keine Haushaltszeile.`);
      return {
        line_id: lineId,
        kind: 'A' as const,
        cents: row.cents,
        effective_on: entry.countsOn,
        reason: `Ansatz laut Datei, Zeile ${row.line}`,
        council_paper_id: null,
        counter_line_id: null,
        pair_key: null,
        import_id: target.importId,
        row_key: movementKey(target.profile.source, key),
        occurrence: entry.occurrence,
        reverses_id: null,
        origin: target.origin,
        recorded_seq: tx.seq,
      };
    });
    await addMovements(tx, rows);
    written += rows.reduce((sum, row) => sum + row.cents, 0);
    await nextTurn();
  }
  return toCents(written);
}
