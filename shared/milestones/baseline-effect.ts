import { daysBetween, formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { Cents } from '../money.ts';
import { formatEuro } from '../money.ts';
import { earnedValue, ratioText } from '../projects/earned-value.ts';
import type { WeightedMilestone } from '../projects/earned-value.ts';
import type { BaselinePayload } from './milestone-plan.ts';

/** One thing a request changes, before and after, as it is read. */
export interface EffectValue {
  name: string;
  before: string;
  after: string;
}

type Weighted = WeightedMilestone & { id: number; name: string };

function shiftText(days: number): string {
  return days === 0 ? 'unverändert' : `${days > 0 ? '+' : '−'}${Math.abs(days)} T`;
}

function milestoneValues(one: Weighted, change: BaselinePayload['changes'][number]): EffectValue[] {
  const days = daysBetween(one.baselineOn, change.baselineOn);
  const before = formatDate(one.baselineOn);
  const after = `${formatDate(change.baselineOn)} (${shiftText(days)})`;
  const weight = { before: formatEuro(one.weightCents), after: formatEuro(change.weightCents) };
  return [
    ...(days === 0 ? [] : [{ name: `„${one.name}“, Basis`, before, after }]),
    ...(one.weightCents === change.weightCents ? [] : [{ name: `„${one.name}“, Gewicht, €`, ...weight }]),
  ];
}

/** The milestones as they would stand once the baselines are changed. */
export function rebased<T extends { id: number; baselineOn: IsoDate; weightCents: Cents }>(
  milestones: readonly T[],
  changes: BaselinePayload['changes'],
): T[] {
  const byId = new Map(changes.map((change) => [change.milestoneId, change]));
  return milestones.map((one) => {
    const change = byId.get(one.id);
    return change ? { ...one, baselineOn: change.baselineOn, weightCents: change.weightCents } : one;
  });
}

/**
 * What new baselines do: shift and weight of each milestone, then BAC, PV, SPI and CPI on the day they take effect
 * (domain.md section 5: baselines include cost). An undefined ratio is `–`.
 */
export function baselineEffect(
  milestones: readonly Weighted[],
  { changes, inForceOn }: Pick<BaselinePayload, 'changes' | 'inForceOn'>,
  acCents: Cents,
): EffectValue[] {
  const before = earnedValue(milestones, acCents, inForceOn);
  const after = earnedValue(rebased(milestones, changes), acCents, inForceOn);
  const each = changes.flatMap((change) => {
    const one = milestones.find(({ id }) => id === change.milestoneId);
    return one ? milestoneValues(one, change) : [];
  });
  const on = `am ${formatDate(inForceOn)}`;
  const value = (name: string, of: (value: typeof before) => string): EffectValue => ({
    name,
    before: of(before),
    after: of(after),
  });
  return [
    ...each,
    value('BAC, Summe der Gewichte, €', ({ bacCents }) => formatEuro(bacCents)),
    value(`PV ${on}, €`, ({ pvCents }) => formatEuro(pvCents)),
    value(`SPI ${on}`, ({ spiThousandths }) => ratioText(spiThousandths)),
    value(`CPI ${on}`, ({ cpiThousandths }) => ratioText(cpiThousandths)),
  ];
}
