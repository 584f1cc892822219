import type { IsoDate } from '../calendar.ts';
import { divideHalfAway, MAX_CENTS, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { EarnedValueView } from './project-detail.ts';

/** A milestone's baseline date, its weight in cents, and when it was reached with evidence. */
export interface WeightedMilestone {
  baselineOn: IsoDate;
  reachedOn: IsoDate | null;
  evidence: string | null;
  weightCents: Cents;
}

type Reason = EarnedValueView['reasons'][number];

/** What AC is made of; printed beside every figure (domain.md section 5). */
export const ACTUAL_COST_BASIS = 'Ist gebucht, ohne Obligo';

/** `0,667`: a ratio kept in thousandths. */
export function ratioText(thousandths: number | null): string {
  if (thousandths === null) return '–';
  const digits = String(Math.abs(thousandths)).padStart(4, '0');
  return `${thousandths < 0 ? '−' : ''}${digits.slice(0, -3)},${digits.slice(-3)}`;
}

/** A ratio in thousandths; null when it says nothing, because it is beyond a million. */
function thousandths(numerator: Cents, denominator: Cents): number | null {
  const ratio = Number(divideHalfAway(BigInt(numerator) * 1000n, BigInt(denominator)));
  return Math.abs(ratio) > 1_000_000_000 ? null : ratio;
}

/** a × b / c in whole cents, exact until the last step; null when it is beyond any amount we accept. */
function proportion(a: Cents, b: Cents, c: Cents): Cents | null {
  const result = divideHalfAway(BigInt(a) * BigInt(b), BigInt(c));
  return result > BigInt(MAX_CENTS) ? null : toCents(Number(result));
}

function sumWeights(milestones: readonly WeightedMilestone[]): Cents {
  return toCents(milestones.reduce((sum, milestone) => sum + milestone.weightCents, 0));
}

/** EV counts what is reached by the date and proved; without evidence nothing is earned. */
function isEarned(milestone: WeightedMilestone, asOf: IsoDate): boolean {
  return milestone.reachedOn !== null && milestone.reachedOn <= asOf && (milestone.evidence ?? '') !== '';
}

type Values = Omit<EarnedValueView, 'reasons'>;

const TOO_FAR = 'das Verhältnis ist zu extrem für eine Aussage.';

function cpiReason({ acCents, evCents }: Values): string {
  const lag = ' Erreichtes ohne Buchung ist ein Buchungsrückstand, keine besondere Leistung.';
  if (acCents === 0) return `AC = 0: noch nichts gebucht.${evCents > 0 ? lag : ''}`;
  return acCents < 0 ? 'AC < 0: Gutschriften überwiegen.' : `EV/AC: ${TOO_FAR}`;
}

function eacReason({ acCents, evCents, cpiThousandths }: Values): string {
  if (acCents <= 0) return 'ohne CPI nicht bestimmbar.';
  if (evCents === 0) return 'EV = 0: noch kein Meilenstein nachgewiesen.';
  return cpiThousandths === null ? 'ohne CPI nicht bestimmbar.' : `BAC/CPI: ${TOO_FAR}`;
}

function tcpiReason({ acCents, bacCents }: Values): string {
  if (acCents === bacCents) return 'AC = BAC: kein Budget mehr übrig.';
  return acCents > bacCents ? 'AC > BAC: das Budget ist überschritten.' : `(BAC − EV)/(BAC − AC): ${TOO_FAR}`;
}

/** Why each null is undefined (domain.md section 5: print "–" and the reason). */
function reasonsOf(values: Values): Reason[] {
  const reasons: Reason[] = [];
  if (values.bacCents === 0) reasons.push({ figure: 'BAC', text: 'es gibt keine gewichteten Meilensteine.' });
  if (values.cpiThousandths === null) reasons.push({ figure: 'CPI', text: cpiReason(values) });
  if (values.spiThousandths === null) {
    const text = values.pvCents === 0 ? 'PV = 0: bis zum Stichtag war nichts geplant.' : `EV/PV: ${TOO_FAR}`;
    reasons.push({ figure: 'SPI', text });
  }
  if (values.eacTypicalCents === null) reasons.push({ figure: 'EAC', text: eacReason(values) });
  if (values.tcpiThousandths === null) reasons.push({ figure: 'TCPI', text: tcpiReason(values) });
  return reasons;
}

/**
 * Earned value by weighted milestones at `asOf` (domain.md section 5), money in cents, ratios in thousandths,
 * rounded half away from zero:
 * BAC = Σ weights · PV = Σ weights with baseline ≤ t · EV = Σ weights reached by t with evidence · AC = actuals ·
 * CV = EV − AC · SV = EV − PV · CPI = EV/AC · SPI = EV/PV · EAC = BAC/CPI = BAC × AC/EV (typical) or
 * AC + (BAC − EV) (atypical) · ETC = EAC − AC · VAC = BAC − EAC · TCPI = (BAC − EV)/(BAC − AC).
 * English direction: positive variance = cheaper or earlier than planned. Undefined figures are null and `reasons`
 * names why. Throws `RangeError` only for sums beyond the exact range.
 */
export function earnedValue(
  milestones: readonly WeightedMilestone[],
  acCents: Cents,
  asOf: IsoDate,
): EarnedValueView {
  const bac = sumWeights(milestones);
  const pv = sumWeights(milestones.filter((milestone) => milestone.baselineOn <= asOf));
  const ev = sumWeights(milestones.filter((milestone) => isEarned(milestone, asOf)));
  const eac = acCents > 0 && ev > 0 ? proportion(bac, acCents, ev) : null;
  const values: Values = {
    basis: ACTUAL_COST_BASIS,
    bacCents: bac,
    pvCents: pv,
    evCents: ev,
    acCents,
    cvCents: toCents(ev - acCents),
    svCents: toCents(ev - pv),
    cpiThousandths: acCents > 0 ? thousandths(ev, acCents) : null,
    spiThousandths: pv > 0 ? thousandths(ev, pv) : null,
    tcpiThousandths: bac > acCents ? thousandths(toCents(bac - ev), toCents(bac - acCents)) : null,
    eacTypicalCents: eac,
    eacAtypicalCents: toCents(acCents + bac - ev),
    etcCents: eac === null ? null : toCents(eac - acCents),
    vacCents: eac === null ? null : toCents(bac - eac),
  };
  return { ...values, reasons: reasonsOf(values) };
}
