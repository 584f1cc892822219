import type { IsoDate } from '#shared/calendar.ts';
import type { Origin } from '#shared/fields.ts';
import type { Direction, ElementState, IndicatorBasis, IndicatorKind } from '#shared/indicators/terms.ts';
import { batches } from '../db/batches.ts';
import type { Tx } from '../db/transact.ts';

/** What is said of an indicator from a day on. */
export interface SaidFact {
  effectiveOn: IsoDate;
  name: string;
  meaning: string;
  unit: string;
  direction: Direction;
  projectId: number | null;
  fieldId: number | null;
  /** '' = none; then the bounds are null. */
  model: string;
  lowest: number | null;
  highest: number | null;
}

/** What counts from a day on; what was said before stays. */
export async function addIndicatorFact(tx: Tx, indicatorId: number, fact: SaidFact): Promise<void> {
  const { name, meaning, unit, direction, lowest, highest } = fact;
  await tx.query
    .insertInto('indicator_fact')
    .values({
      ...{ indicator_id: indicatorId, effective_on: fact.effectiveOn, name, meaning, unit, direction },
      ...{ project_id: fact.projectId, field_id: fact.fieldId, lowest, highest },
      ...{ model: fact.model === '' ? null : fact.model, recorded_seq: tx.seq },
    })
    .execute();
}

/** A new indicator with what is said of it first. */
export async function addIndicator(
  tx: Tx,
  head: { code: string; kind: IndicatorKind; basis: IndicatorBasis; startsOn: IsoDate; origin: Origin },
  fact: Omit<SaidFact, 'effectiveOn'>,
): Promise<number> {
  const { code, kind, basis, startsOn, origin } = head;
  const { id } = await tx.query
    .insertInto('indicator_head')
    .values({ code, kind, basis, starts_on: startsOn, origin, recorded_seq: tx.seq })
    .returning('id')
    .executeTakeFirstOrThrow();
  await addIndicatorFact(tx, id, { ...fact, effectiveOn: startsOn });
  return id;
}

/** Counts the version up, only from the one the writer saw; whether it still was that one. */
export async function bumpIndicator(tx: Tx, id: number, version: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.query
    .updateTable('indicator_head')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}

export async function addEnd(
  tx: Tx,
  indicatorId: number,
  endsOn: IsoDate | null,
  reason: string,
): Promise<void> {
  await tx.query
    .insertInto('indicator_end')
    .values({ indicator_id: indicatorId, ends_on: endsOn, reason, recorded_seq: tx.seq })
    .execute();
}

/** What is to be reached by a day; null takes the target of that day back. */
export async function addTarget(
  tx: Tx,
  indicatorId: number,
  target: { dueOn: IsoDate; value: number | null; model: string | null; reason: string; origin: Origin },
): Promise<void> {
  const { dueOn, ...rest } = target;
  await tx.query
    .insertInto('indicator_target')
    .values({ indicator_id: indicatorId, due_on: dueOn, ...rest, recorded_seq: tx.seq })
    .execute();
}

export async function addMeasurement(
  tx: Tx,
  indicatorId: number,
  measured: {
    on: IsoDate;
    value: number;
    total: number | null;
    model: string | null;
    source: string;
    remark: string;
    origin: Origin;
  },
): Promise<void> {
  const { on, ...rest } = measured;
  await tx.query
    .insertInto('indicator_measurement')
    .values({ indicator_id: indicatorId, measured_on: on, ...rest, recorded_seq: tx.seq })
    .execute();
}

/** A measurement counts no more; it stays readable with the reason. */
export async function withdrawMeasurement(tx: Tx, measurementId: number, reason: string): Promise<void> {
  await tx.query
    .insertInto('indicator_withdrawal')
    .values({ measurement_id: measurementId, reason, recorded_seq: tx.seq })
    .execute();
}

/** A thing by its name, or an office by its id. */
export interface NewElement {
  name: string | null;
  officeId: number | null;
}

const ROWS = 500;

/** New elements of a list; their ids in the order given. */
export async function addElements(
  tx: Tx,
  indicatorId: number,
  elements: readonly NewElement[],
  origin: Origin,
): Promise<number[]> {
  const ids: number[] = [];
  for (const batch of batches(elements, ROWS)) {
    const rows = await tx.query
      .insertInto('indicator_element')
      .values(
        batch.map(({ name, officeId }) => ({
          ...{ indicator_id: indicatorId, name, office_id: officeId, origin, recorded_seq: tx.seq },
        })),
      )
      .returning(['id', 'name', 'office_id as officeId'])
      .execute();
    const found = new Map(rows.map((row) => [`${row.officeId ?? ''}|${row.name ?? ''}`, row.id]));
    for (const { name, officeId } of batch) ids.push(found.get(`${officeId ?? ''}|${name ?? ''}`) ?? 0);
  }
  return ids;
}

/** The states of elements from a day on; what was said of other days stays. */
export async function addElementStates(
  tx: Tx,
  states: readonly { elementId: number; on: IsoDate; state: ElementState; remark: string }[],
): Promise<void> {
  for (const batch of batches(states, ROWS))
    await tx.query
      .insertInto('indicator_element_state')
      .values(
        batch.map(({ elementId, on, state, remark }) => ({
          ...{ element_id: elementId, effective_on: on, state, remark, recorded_seq: tx.seq },
        })),
      )
      .execute();
}
