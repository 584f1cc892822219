import { addDays } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { codeKey } from '#shared/codes.ts';
import { changeDays, countOn, elementStateOn } from '#shared/indicators/elements.ts';
import type { ListElement } from '#shared/indicators/elements.ts';
import type { ElementRow, IndicatorRow, MeasurementRow } from '#shared/indicators/indicators.ts';
import { standingAt } from '#shared/indicators/standing.ts';
import type { LastMeasured, Target } from '#shared/indicators/standing.ts';
import { readDecimal, valueOf } from '#shared/indicators/values.ts';
import { compareNatural } from '#shared/order.ts';
import type { IndicatorFacts } from './facts.sql.ts';

/** So many points of a course are drawn. */
const MOST_POINTS = 24;

type Head = IndicatorFacts['heads'][number];
type Fact = IndicatorFacts['facts'][number];
type Measurement = IndicatorFacts['measurements'][number];

/** An element of a list with what it is called. */
export interface NamedElement extends ListElement {
  key: string;
  name: string;
  said: readonly { on: IsoDate; remark: string }[];
}

/** The facts of one indicator at a day, sorted out. */
export interface Sorted {
  head: Head;
  /** Everything that was said, whatever the day. */
  facts: readonly Fact[];
  /** What counts on the day. */
  fact: Fact;
  targets: readonly Target[];
  /** The measurements that count, in the order of their days. */
  measured: readonly LastMeasured[];
  /** Every measurement up to the day, the newest first, with why it does not count. */
  measurements: readonly MeasurementRow[];
  elements: readonly NamedElement[];
  unreadable: number;
}

const byIndicator = <T extends { indicatorId: number }>(rows: readonly T[]) =>
  Map.groupBy(rows, ({ indicatorId }) => indicatorId);

/** The targets in force: of one day the newest row, and none that was taken back. */
function targetsOf(rows: IndicatorFacts['targets']): Target[] {
  const newest = new Map(rows.map((row) => [row.dueOn, row]));
  return [...newest.values()].flatMap(({ dueOn, value, model }) =>
    value === null ? [] : { dueOn, value, model },
  );
}

type Filed = Measurement & { id: number; unit: string };

/** What files brought under the code of an indicator, as far as it can be a value of it. */
function filedOf(
  { id: indicatorId, kind, basis, code }: Head,
  unit: string,
  filed: IndicatorFacts['filed'],
): { rows: Filed[]; unreadable: number } {
  const own = filed.filter((row) => codeKey(row.code) === codeKey(code));
  const rows = own.flatMap((row): Filed[] => {
    const value = readDecimal(kind, row.value);
    // A share needs what was counted of what; a list is counted and never told.
    if (value === undefined || basis !== 'measured' || kind === 'share') return [];
    if (codeKey(row.unit) !== codeKey(unit) || (kind === 'level') !== (row.model !== '')) return [];
    const model = row.model === '' ? null : row.model;
    const { on, source, seq } = row;
    return [
      { indicatorId, id: 0, on, value, total: null, model, source, remark: '', seq, withdrawn: null, unit },
    ];
  });
  return { rows, unreadable: own.length - rows.length };
}

/** Every measurement up to a day with whether it counts: of one day the one recorded last. */
function measurementsOf(rows: readonly Measurement[], asOf: IsoDate): MeasurementRow[] {
  const upTo = rows
    .filter(({ on }) => on <= asOf)
    .toSorted((a, b) => (a.on === b.on ? a.seq - b.seq : a.on < b.on ? -1 : 1));
  const counting = new Map(upTo.filter(({ withdrawn }) => withdrawn === null).map((row) => [row.on, row]));
  return upTo
    .map((row) => ({
      ...{
        id: row.id === 0 ? null : row.id,
        on: row.on,
        value: row.value,
        total: row.total,
        model: row.model,
      },
      ...{ source: row.source, remark: row.remark },
      without: row.withdrawn ?? (counting.get(row.on) === row ? null : ''),
    }))
    .toReversed();
}

/** The list of an indicator: its things, or the offices of the master data with what was said of them. */
function elementsOf(
  { basis }: Head,
  rows: IndicatorFacts['elements'],
  offices: IndicatorFacts['offices'],
  nameOf: (code: string, newest: string) => string,
): NamedElement[] {
  const said = (own: IndicatorFacts['elements']) => ({
    states: own.map(({ on, state }) => ({ on, state })),
    said: own.map(({ on, remark }) => ({ on, remark })),
  });
  if (basis === 'offices') {
    const byOffice = Map.groupBy(rows, ({ officeId }) => officeId);
    return offices
      .map(({ id, code, name, from, to }) => ({
        ...{ key: code, name: nameOf(code, name), from, to, always: true },
        ...said(byOffice.get(id) ?? []),
      }))
      .sort((a, b) => compareNatural(a.key, b.key));
  }
  return [...Map.groupBy(rows, ({ id }) => id).values()]
    .flatMap((own) => {
      const name = own[0]?.name;
      return name == null ? [] : { key: name, name, from: null, to: null, always: false, ...said(own) };
    })
    .sort((a, b) => compareNatural(a.name, b.name));
}

/** Sorts out the facts of every indicator that had begun at a day. */
export function sortOut(
  given: IndicatorFacts,
  asOf: IsoDate,
  officeName: (code: string, newest: string) => string,
): Sorted[] {
  const [facts, targets] = [byIndicator(given.facts), byIndicator(given.targets)];
  const [measurements, elements] = [byIndicator(given.measurements), byIndicator(given.elements)];
  return given.heads.flatMap((head) => {
    const own = facts.get(head.id) ?? [];
    const fact = own.findLast(({ effectiveOn }) => effectiveOn <= asOf);
    if (!fact) return [];
    const filed = filedOf(head, fact.unit, given.filed);
    const rows = measurementsOf([...(measurements.get(head.id) ?? []), ...filed.rows], asOf);
    return {
      ...{ head, facts: own, fact },
      targets: targetsOf(targets.get(head.id) ?? []),
      measured: rows
        .filter(({ without }) => without === null)
        .map(({ on, value, total, model }) => ({ on, value, total, model }))
        .toReversed(),
      measurements: rows,
      elements:
        head.basis === 'measured'
          ? []
          : elementsOf(head, elements.get(head.id) ?? [], given.offices, officeName),
      unreadable: filed.unreadable,
    };
  });
}

/** The last day that is looked at: the Stichtag, or the last one of an indicator that ended before. */
const lastDay = ({ endsOn }: Head, asOf: IsoDate): IsoDate =>
  endsOn !== null && endsOn < asOf ? endsOn : asOf;

/** What counts last: the newest measurement, or the count of the list. */
function lastOf({ head, measured, elements }: Sorted, asOf: IsoDate): LastMeasured | null {
  if (head.basis === 'measured') return measured.at(-1) ?? null;
  const on = lastDay(head, asOf);
  return { on, ...countOn(elements, on), model: null };
}

/** The values of an indicator over time; a list has one on each day on which its count changed. */
function courseOf({ head, measured, elements }: Sorted, asOf: IsoDate): IndicatorRow['course'] {
  const until = lastDay(head, asOf);
  const days =
    head.basis === 'measured'
      ? []
      : changeDays(elements, { from: head.startsOn, asOf: until, nextDay: (day) => addDays(day, 1) });
  // A list says how it stands on the very day that is looked at.
  if (days.length > 0 && days.at(-1) !== until) days.push(until);
  const all: readonly LastMeasured[] =
    head.basis === 'measured'
      ? measured
      : days.slice(-MOST_POINTS).map((on) => ({ on, ...countOn(elements, on), model: null }));
  return all.slice(-MOST_POINTS).flatMap((one) => {
    const value = valueOf(head.kind, one);
    return value === null ? [] : { on: one.on, value, model: one.model };
  });
}

export interface Surrounding {
  asOf: IsoDate;
  projectOf: (id: number) => (IndicatorFacts['projects'][number] & { name: string }) | undefined;
  fieldOf: (id: number) => { code: string; name: string } | undefined;
}

/** An indicator as its row shows it at a day. */
export function rowOf(sorted: Sorted, { asOf, projectOf, fieldOf }: Surrounding): IndicatorRow {
  const { head, fact, targets } = sorted;
  const { id, version, code, kind, basis, startsOn, endsOn, origin } = head;
  const { name, meaning, unit, direction, model, lowest, highest } = fact;
  const project = fact.projectId === null ? undefined : projectOf(fact.projectId);
  const fieldId = fact.fieldId ?? project?.fieldId;
  const last = lastOf(sorted, asOf);
  return {
    ...{ id, version, code, kind, basis, name, meaning, unit, direction, startsOn, origin },
    endsOn: endsOn ?? null,
    project: project ? { id: project.id, number: project.number, name: project.name } : null,
    leadUserId: project?.leadUserId ?? null,
    office: project?.office ?? null,
    field: fieldId === undefined ? null : (fieldOf(fieldId) ?? null),
    model: model !== null && lowest !== null && highest !== null ? { name: model, lowest, highest } : null,
    last,
    targets: [...targets],
    standing: standingAt({ kind, direction, last, targets }, asOf),
    course: courseOf(sorted, asOf),
  };
}

/** The elements that belong to a list at a day, and those that were dropped from it. */
export function elementRows({ head, elements }: Sorted, asOf: IsoDate): ElementRow[] {
  const day = lastDay(head, asOf);
  return elements.flatMap((element) => {
    const state = elementStateOn(element, day);
    if (state === null) return [];
    const said = element.said.findLast(({ on }) => on <= day);
    const { key, name } = element;
    return { key, name, state, since: said?.on ?? null, remark: said?.remark ?? '' };
  });
}

/** Whoever changes an indicator looks at everything that was said of it, whatever day it counts from. */
export const LAST_DAY = '2199-12-31' as IsoDate;
