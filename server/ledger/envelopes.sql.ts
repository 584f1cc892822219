import { sumFigures } from '#shared/budget/figures.ts';
import type { Figures } from '#shared/budget/figures.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { inScope } from '#shared/budget/scope.ts';
import type { EnvelopeScope } from '#shared/budget/scope.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import { sumCents, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { keptPart } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import type { LineWithFigures } from './figures.sql.ts';

/** An envelope with what its scope uses at a date. Envelopes overlap and are never added. */
export interface EnvelopeUse {
  id: number;
  name: string;
  scope: EnvelopeScope;
  scopeText: string;
  note: string;
  origin: Origin;
  ceilingCents: Cents;
  /** Σ over the lines in scope. */
  figures: Figures;
  /** Free against the ceiling: ceiling − S − O − I. */
  availableCents: Cents;
  /** Still to be spent: Σ V of the expense lines from the year of the date on; what older years left has lapsed (§ 21 GemHVO). */
  spendableCents: Cents;
  lineIds: number[];
}

/** Every envelope with the ends that were said of it, earliest first. */
async function storedEnvelopes(read: Queries) {
  const rows = await read.selectFrom('envelope').orderBy('position').orderBy('id').selectAll().execute();
  const ends = await read
    .selectFrom('envelope_end')
    .orderBy('recorded_seq')
    .orderBy('id')
    .selectAll()
    .execute();
  const endsOf = Map.groupBy(ends, (end) => end.envelope_id);
  return rows.map((row) => ({ ...row, ends: endsOf.get(row.id) ?? [] }));
}
type StoredEnvelope = Awaited<ReturnType<typeof storedEnvelopes>>[number];

const ENVELOPES: Part<StoredEnvelope[]> = {
  tables: ['envelope', 'envelope_end'],
  read: storedEnvelopes,
};

/** The envelopes as known at a history row, in their order, each with its last day. */
export async function envelopesKnown(
  read: Queries,
  knownSeq?: number,
): Promise<(StoredEnvelope & { to: IsoDate | null })[]> {
  const known = knownUntil({ knownSeq });
  const rows = (await keptPart(read, ENVELOPES)) ?? (await storedEnvelopes(read));
  return rows
    .filter((row) => row.recorded_seq <= known)
    .map((row) => {
      const end = row.ends.findLast((one) => one.recorded_seq <= known);
      return { ...row, to: end ? end.ends_on : row.valid_to };
    });
}

/** The envelopes valid at a date, each with its use; `lines` are all lines at that date, loaded once. */
export async function envelopeUse(
  read: Queries,
  asOf: IsoDate,
  lines: readonly LineWithFigures[],
  knownSeq?: number,
): Promise<EnvelopeUse[]> {
  const rows = (await envelopesKnown(read, knownSeq)).filter(
    (row) => row.valid_from <= asOf && (row.to === null || row.to >= asOf),
  );
  // Cost accounting is no part of the budget, whatever an envelope's scope says.
  const budgeted = lines.filter((line) => line.ledger !== 'costing');
  return rows.map((row) => {
    const scope = JSON.parse(row.scope) as EnvelopeScope;
    const inside = budgeted.filter((line) => inScope(scope, line));
    const figures = sumFigures(inside.map((line) => line.figures));
    return {
      id: row.id,
      name: row.name,
      scope,
      scopeText: row.scope_text,
      note: row.note,
      origin: row.origin,
      ceilingCents: row.ceiling_cents,
      figures,
      availableCents: toCents(row.ceiling_cents - figures.S - figures.O - figures.I),
      spendableCents: sumCents(
        inside
          .filter((line) => sideOf(line.kind) === 'expense' && line.year >= fiscalYearOf(asOf))
          .map((line) => line.figures.V),
      ),
      lineIds: inside.map((line) => line.id),
    };
  });
}
