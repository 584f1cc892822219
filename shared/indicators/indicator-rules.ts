import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import type {
  IndicatorChange,
  IndicatorEnd,
  IndicatorInput,
  MeasurementInput,
  TargetInput,
} from './indicators.ts';
import type { IndicatorBasis, IndicatorKind } from './terms.ts';
import { WHOLE, formatValue, levelValue } from './values.ts';

/** The model of a level: its name with its version, and its bounds. */
export interface LevelModel {
  name: string;
  lowest: number;
  highest: number;
}

type Bounds = Pick<IndicatorInput, 'model' | 'lowest' | 'highest'>;

/** A level has a model with bounds, and nothing else has one. */
function modelFaults(kind: IndicatorKind, { model, lowest, highest }: Bounds): FieldError[] {
  if (kind !== 'level') {
    return model === '' && lowest === null && highest === null
      ? []
      : [{ path: 'model', message: 'Nur eine Stufe hat ein Modell.' }];
  }
  const faults: FieldError[] = [];
  if (model.length < 3)
    faults.push({ path: 'model', message: 'Bitte das Modell mit seiner Version nennen.' });
  if (lowest === null) faults.push({ path: 'lowest', message: 'Bitte die niedrigste Stufe nennen.' });
  if (highest === null) faults.push({ path: 'highest', message: 'Bitte die höchste Stufe nennen.' });
  else if (lowest !== null && highest <= lowest)
    faults.push({ path: 'highest', message: 'Die höchste Stufe liegt über der niedrigsten.' });
  return faults;
}

/** Every reason against a new indicator as it is typed; none = it can be made. */
export function newIndicatorFaults(input: IndicatorInput): FieldError[] {
  const basis =
    input.basis !== 'measured' && input.kind !== 'share'
      ? [{ path: 'kind', message: 'Was aus einer Liste gezählt wird, ist ein Anteil.' }]
      : [];
  return [...basis, ...modelFaults(input.kind, input)];
}

/** Of an indicator, what a change is judged by. */
export interface IndicatorBefore {
  kind: IndicatorKind;
  basis: IndicatorBasis;
  startsOn: IsoDate;
  endsOn: IsoDate | null;
  /** The day of the newest fact. */
  saidOn: IsoDate;
}

/** A change counts from a day that is not before the newest one's, so that what was said of earlier days stays. */
export function changeFaults(before: IndicatorBefore, input: IndicatorChange): FieldError[] {
  const early =
    input.effectiveOn < before.saidOn
      ? [
          {
            path: 'effectiveOn',
            message: `Zuletzt geändert ab ${formatDate(before.saidOn)}; eine neue Angabe gilt ab diesem Tag oder später.`,
          },
        ]
      : [];
  return [...early, ...modelFaults(before.kind, input)];
}

/** Every reason against an end, or against taking one back. */
export function endFaults({ startsOn, endsOn }: IndicatorBefore, { on }: IndicatorEnd): FieldError[] {
  if (on === null)
    return endsOn === null ? [{ path: 'on', message: 'Diese Kennzahl ist nicht beendet.' }] : [];
  if (endsOn !== null)
    return [{ path: 'on', message: `Diese Kennzahl endet schon am ${formatDate(endsOn)}.` }];
  return on < startsOn
    ? [{ path: 'on', message: `Sie wird erst seit dem ${formatDate(startsOn)} geführt.` }]
    : [];
}

/** A level lies within its model, a share is at most everything. */
function rangeFaults(kind: IndicatorKind, value: number, model: LevelModel | null): FieldError[] {
  if (kind === 'share' && value > WHOLE) return [{ path: 'value', message: 'Höchstens 100 %.' }];
  if (kind !== 'level') return [];
  if (!model) return [{ path: 'value', message: 'Für diesen Tag gibt es noch kein Modell.' }];
  if (value >= levelValue(model.lowest) && value <= levelValue(model.highest)) return [];
  return [{ path: 'value', message: `${model.name} hat die Stufen ${model.lowest} bis ${model.highest}.` }];
}

/** Every reason against a target; `model` is the one for its day, `standing` the target that day has. */
export function targetFaults(
  { kind, startsOn }: IndicatorBefore,
  { dueOn, value }: TargetInput,
  { model, standing }: { model: LevelModel | null; standing: number | null },
): FieldError[] {
  const early =
    dueOn < startsOn
      ? [{ path: 'dueOn', message: `Die Kennzahl wird erst seit dem ${formatDate(startsOn)} geführt.` }]
      : [];
  if (value === null)
    return standing === null
      ? [{ path: 'dueOn', message: `Für den ${formatDate(dueOn)} ist kein Ziel festgelegt.` }]
      : [];
  const same =
    standing === value
      ? [{ path: 'value', message: `Das Ziel für diesen Tag ist schon ${formatValue(kind, value)}.` }]
      : [];
  return [...early, ...rangeFaults(kind, value, model), ...same];
}

/** Every reason against a day on which something is said to be so. */
function dayFaults(
  path: string,
  day: IsoDate,
  { startsOn, endsOn }: Pick<IndicatorBefore, 'startsOn' | 'endsOn'>,
  today: IsoDate,
): FieldError[] {
  const message =
    day > today
      ? `Der ${formatDate(day)} liegt in der Zukunft; heute ist der ${formatDate(today)}.`
      : day < startsOn
        ? `Die Kennzahl wird erst seit dem ${formatDate(startsOn)} geführt.`
        : endsOn !== null && day > endsOn
          ? `Die Kennzahl endete am ${formatDate(endsOn)}.`
          : '';
  return message === '' ? [] : [{ path, message }];
}

/** Every reason against a measurement; `model` is the one of its day. */
export function measurementFaults(
  before: IndicatorBefore,
  { measuredOn, value, total }: MeasurementInput,
  model: LevelModel | null,
  today: IsoDate,
): FieldError[] {
  if (before.basis !== 'measured')
    return [
      { path: 'value', message: 'Diese Kennzahl wird aus ihrer Liste gezählt; bitte dort den Stand ändern.' },
    ];
  const faults = dayFaults('measuredOn', measuredOn, before, today);
  if (before.kind !== 'share') {
    if (total !== null) faults.push({ path: 'total', message: 'Nur ein Anteil hat eine Gesamtzahl.' });
    return [...faults, ...rangeFaults(before.kind, value, model)];
  }
  if (total === null || total === 0)
    faults.push({ path: 'total', message: 'Bitte nennen, wie viele es insgesamt sind.' });
  else if (value > total) faults.push({ path: 'value', message: 'Mehr gezählt, als es insgesamt sind.' });
  return faults;
}

/** Every reason against a state of an element of a list from a day on. */
export function elementFaults(
  before: Pick<IndicatorBefore, 'basis' | 'startsOn' | 'endsOn'>,
  effectiveOn: IsoDate,
  today: IsoDate,
): FieldError[] {
  if (before.basis === 'measured')
    return [{ path: 'name', message: 'Diese Kennzahl wird gemessen und hat keine Liste.' }];
  const { endsOn } = before;
  if (effectiveOn > today) return dayFaults('effectiveOn', effectiveOn, before, today);
  return endsOn !== null && effectiveOn > endsOn ? dayFaults('effectiveOn', effectiveOn, before, today) : [];
}
