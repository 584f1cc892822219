import { businessDate, formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import {
  changeFaults,
  endFaults,
  measurementFaults,
  newIndicatorFaults,
  targetFaults,
} from '#shared/indicators/indicator-rules.ts';
import type { IndicatorBefore, LevelModel } from '#shared/indicators/indicator-rules.ts';
import type {
  IndicatorChange,
  IndicatorDetail,
  IndicatorEnd,
  IndicatorInput,
  MeasurementInput,
  TargetInput,
  WithdrawalInput,
} from '#shared/indicators/indicators.ts';
import { valueOf, valueText } from '#shared/indicators/values.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { projectHead } from '../projects/project-changes.sql.ts';
import { LAST_DAY } from './assemble.ts';
import type { Sorted } from './assemble.ts';
import { codeTaken, fieldIdOf, measurementOf } from './facts.sql.ts';
import { indicatorAt, requireHead } from './indicators.ts';
import {
  addEnd,
  addIndicator,
  addIndicatorFact,
  addMeasurement,
  addTarget,
  bumpIndicator,
  withdrawMeasurement,
} from './write-indicators.sql.ts';

type Context<B, P = { id: number }> = RouteContext<P, undefined, B>;

export function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors: [...errors] });
}

/** An indicator inside the writing transaction, as whoever changes it saw it. */
export interface Held {
  one: Sorted;
  before: IndicatorBefore;
  projectId: number | null;
  version: number;
  today: IsoDate;
}

/** The model of a level on a day; null where it has none then. */
export function modelOn({ facts }: Sorted, day: IsoDate): LevelModel | null {
  const fact = facts.findLast(({ effectiveOn }) => effectiveOn <= day);
  if (!fact || fact.model === null || fact.lowest === null || fact.highest === null) return null;
  return { name: fact.model, lowest: fact.lowest, highest: fact.highest };
}

/**
 * What a change begins with: is it there (404), may the actor (403), is it the version that was seen (412)? Facts that
 * begin later than today are among what is looked at.
 */
export async function hold<B>(tx: Tx, context: Context<B>, version: number | null): Promise<Held> {
  const { actor, params, clock } = context;
  const head = await requireHead(tx.query, params.id, actor);
  context.allow(head);
  const { one } = await indicatorAt(tx.query, { asOf: LAST_DAY }, params.id);
  const today = businessDate(clock.now());
  if (version !== null && head.version !== version) {
    const { detail } = await indicatorAt(tx.query, { asOf: shownDay(one, today) }, params.id);
    throw new AppError('stale', undefined, { current: detail });
  }
  const { kind, basis, startsOn, endsOn } = one.head;
  const before = { kind, basis, startsOn, endsOn: endsOn ?? null, saidOn: one.fact.effectiveOn };
  return { one, before, projectId: head.projectId, version: head.version, today };
}

/** What is answered is seen from today, or from its first day where that is later. */
function shownDay({ head: { startsOn } }: Sorted, today: IsoDate): IsoDate {
  return startsOn > today ? startsOn : today;
}

/** The history row: of the project where it has one, so that its lead sees it. */
export function changeOf(
  action: string,
  { id, projectId }: { id: number; projectId: number | null },
  rest: Pick<Change, 'reason' | 'before' | 'after'>,
): Change {
  const place =
    projectId === null ? { entity: 'indicator', entityId: id } : { entity: 'project', entityId: projectId };
  return { action, ...place, ...rest };
}

/** Carries a change out on what is held, with its version and its history row, and answers with what stands then. */
export async function changing<B>(
  context: Context<B>,
  work: (tx: Tx, held: Held) => Promise<{ action: string } & Pick<Change, 'reason' | 'before' | 'after'>>,
): Promise<IndicatorDetail> {
  const { db, by, params, ifMatch } = context;
  return transact(
    db,
    by,
    async (tx) => {
      const held = await hold(tx, context, ifMatch);
      const { action, ...said } = await work(tx, held);
      if (!(await bumpIndicator(tx, params.id, held.version))) throw new AppError('stale');
      const change = changeOf(action, { id: params.id, projectId: held.projectId }, said);
      return { result: shownDay(held.one, held.today), change };
    },
    async (query, asOf) => (await indicatorAt(query, { asOf }, params.id)).detail,
  );
}

/** The project and the field that a form names, and what is wrong with them. */
async function placed(
  query: Queries,
  { projectId, field }: { projectId: number | null; field: string },
  on: IsoDate,
  actor: Context<unknown>['actor'],
): Promise<{ fieldId: number | null; faults: FieldError[] }> {
  if (projectId !== null) await projectHead(query, projectId, actor);
  if (field === '') return { fieldId: null, faults: [] };
  const fieldId = await fieldIdOf(query, field, on);
  const faults =
    fieldId === null
      ? [{ path: 'field', message: `Das Handlungsfeld „${field}“ gibt es am ${formatDate(on)} nicht.` }]
      : [];
  return { fieldId, faults };
}

/** Makes an indicator. Throws `not-found` of a project, `rule-violated` with every reason. */
export async function createIndicator(context: Context<IndicatorInput, undefined>): Promise<IndicatorDetail> {
  const { db, by, actor, body, clock } = context;
  const { code, kind, basis, startsOn } = body;
  return transact(
    db,
    by,
    async (tx) => {
      const { fieldId, faults } = await placed(tx.query, body, startsOn, actor);
      const taken = (await codeTaken(tx.query, code))
        ? [{ path: 'code', message: `Das Kürzel „${code}“ gehört schon zu einer Kennzahl.` }]
        : [];
      refuse([...newIndicatorFaults(body), ...taken, ...faults]);
      const id = await addIndicator(
        tx,
        { code, kind, basis, startsOn, origin: 'live' },
        { ...body, fieldId },
      );
      const after = { indicator: `${code} ${body.name}`, countedIn: body.unit, on: startsOn };
      const change = changeOf('indicator.add', { id, projectId: body.projectId }, { after });
      const today = businessDate(clock.now());
      return { result: { id, asOf: startsOn > today ? startsOn : today }, change };
    },
    async (query, { id, asOf }) => (await indicatorAt(query, { asOf }, id)).detail,
  );
}

const called = ({ one }: Held): { indicator: string } => ({
  indicator: `${one.head.code} ${one.fact.name}`,
});

/** Changes what is said of an indicator from a day on. */
export function changeIndicator(context: Context<IndicatorChange>): Promise<IndicatorDetail> {
  const { body, actor } = context;
  return changing(context, async (tx, held) => {
    const { fieldId, faults } = await placed(tx.query, body, body.effectiveOn, actor);
    refuse([...changeFaults(held.before, body), ...faults]);
    await addIndicatorFact(tx, held.one.head.id, { ...body, fieldId });
    const { name, meaning, unit, projectId, model } = held.one.fact;
    return {
      ...{ action: 'indicator.change', reason: body.reason },
      before: { name, meaning, countedIn: unit, projectId, model },
      after: {
        ...{ ...called(held), name: body.name, meaning: body.meaning, countedIn: body.unit },
        ...{ projectId: body.projectId, model: body.model || null, effectiveOn: body.effectiveOn },
      },
    };
  });
}

/** Ends an indicator with its last day, or takes its end back. */
export function endIndicator(context: Context<IndicatorEnd>): Promise<IndicatorDetail> {
  const { on, reason } = context.body;
  return changing(context, async (tx, held) => {
    refuse(endFaults(held.before, context.body));
    await addEnd(tx, held.one.head.id, on, reason);
    return {
      ...{ action: on === null ? 'indicator.reopen' : 'indicator.end', reason },
      before: { validTo: held.before.endsOn },
      after: { ...called(held), validTo: on },
    };
  });
}

/** Sets what is to be reached by a day, sets it anew, or takes it back. */
export function setTarget(context: Context<TargetInput>): Promise<IndicatorDetail> {
  const { body } = context;
  return changing(context, async (tx, held) => {
    const { one, before } = held;
    const standing = one.targets.find(({ dueOn }) => dueOn === body.dueOn);
    const model = modelOn(one, body.dueOn);
    // A target of an older model is another one, whatever its figure.
    const same = standing?.model === (model?.name ?? null) ? standing : undefined;
    const given = body.value === null ? standing : same;
    refuse(targetFaults(before, body, { model, standing: given?.value ?? null }));
    await addTarget(tx, one.head.id, { ...body, model: model?.name ?? null, origin: 'live' });
    const text = (value: number | null | undefined): string | null =>
      value == null ? null : valueText(before.kind, value, one.fact.unit);
    return {
      ...{ action: 'indicator.target', reason: body.reason },
      before: { target: text(standing?.value) },
      after: { ...called(held), target: text(body.value), dueOn: body.dueOn },
    };
  });
}

/** Records a measured value with its day; one for the same day corrects it. */
export function measure(context: Context<MeasurementInput>): Promise<IndicatorDetail> {
  const { body } = context;
  return changing(context, async (tx, held) => {
    const { one, before, today } = held;
    const model = modelOn(one, body.measuredOn);
    refuse(measurementFaults(before, body, model, today));
    const { measuredOn, ...rest } = body;
    await addMeasurement(tx, one.head.id, {
      ...rest,
      on: measuredOn,
      model: model?.name ?? null,
      origin: 'live',
    });
    const same = one.measured.find(({ on }) => on === measuredOn);
    const text = (given: { value: number; total: number | null }): string =>
      valueText(before.kind, valueOf(before.kind, given) ?? 0, one.fact.unit);
    return {
      action: 'indicator.measure',
      before: { value: same ? text(same) : null },
      after: { ...called(held), value: text(body), measuredOn, origin: body.source },
    };
  });
}

/** Takes a measurement back; it stays readable with the reason. */
export function withdraw(context: Context<WithdrawalInput>): Promise<IndicatorDetail> {
  const { measurementId, reason } = context.body;
  return changing(context, async (tx, held) => {
    const found = await measurementOf(tx.query, held.one.head.id, measurementId);
    const path = 'measurementId';
    if (!found) refuse([{ path, message: 'Diesen Messwert gibt es bei dieser Kennzahl nicht.' }]);
    else if (found.withdrawn !== null)
      refuse([{ path, message: 'Dieser Messwert ist schon zurückgenommen.' }]);
    await withdrawMeasurement(tx, measurementId, reason);
    return {
      ...{ action: 'indicator.withdraw', reason },
      after: { ...called(held), measuredOn: found?.on },
    };
  });
}
