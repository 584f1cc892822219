import { formatEuro, sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { excessNeed } from './figures.ts';
import type { Figures } from './figures.ts';
import { sideOf } from './sides.ts';
import { LEDGER_SHORT, shownLedgers } from './terms.ts';
import type { Ledger, LineKind } from './terms.ts';

/** A check printed under a table: computed, never assumed. */
export interface Check {
  label: string;
  ok: boolean;
  detail: string;
}

/** A line as far as the checks look at it. */
export interface CheckedLine {
  number: string;
  ledger: Ledger;
  kind: LineKind;
  coverGroup: string | null;
  figures: Figures;
}

/** Σ of one carry-over pair in one year, in cents; without a key it has no counterpart here. */
export interface CarryOver {
  pairKey: string | null;
  year: number;
  cents: Cents;
}

/** Actuals of a ledger and year: all that SAP delivered, and what of it belongs to no line. */
export interface DeliveredActual {
  ledger: Ledger;
  delivered: Cents;
  unassigned: Cents;
  /** Left out with a reason: settlement accounts, postings of others. */
  excluded: Cents;
}

const ledgerSum = (lines: readonly CheckedLine[], ledger: Ledger, key: 'U' | 'I'): Cents =>
  sumCents(lines.filter((line) => line.ledger === ledger).map((line) => line.figures[key]));

/** ΣU = 0 per year and ledger (domain.md section 3). */
export function transferCheck(lines: readonly CheckedLine[]): Check {
  const sums = shownLedgers(lines).map((ledger) => ({ ledger, cents: ledgerSum(lines, ledger, 'U') }));
  return {
    label: 'Σ U je Haushalt 0,00',
    ok: sums.every(({ cents }) => cents === 0),
    detail: sums.map(({ ledger, cents }) => `${LEDGER_SHORT[ledger]} ${formatEuro(cents)}`).join(' · '),
  };
}

/** V of a group's expense lines, in cents: neither expected income nor the cover reserve is money of the group. */
export function groupAvailable(lines: readonly Pick<CheckedLine, 'kind' | 'figures'>[]): Cents {
  return sumCents(lines.filter((line) => sideOf(line.kind) === 'expense').map((line) => line.figures.V));
}

/**
 * überplanmäßiger Bedarf of a cover group, in cents. Lines without a group stand alone; an income line that is
 * still expected (V < 0) is no need for money, and cost accounting (outside the budget) has none.
 */
export function groupExcessNeed(code: string | null, lines: readonly CheckedLine[]): Cents {
  const budgeted = lines.filter((line) => line.ledger !== 'costing' && line.kind !== 'income');
  if (code !== null) return excessNeed(groupAvailable(budgeted));
  return sumCents(budgeted.map((line) => excessNeed(line.figures.V)));
}

/** V ≥ 0 per cover group (§ 20 GemHVO): a single line may be negative. */
export function coverCheck(lines: readonly CheckedLine[]): Check {
  const budgeted = lines.filter((line) => line.ledger !== 'costing');
  const groups = Map.groupBy(budgeted, (line) => `${line.ledger}/${line.coverGroup ?? ''}`);
  const short = [...groups.values()].flatMap((group) => {
    const code = group[0]?.coverGroup ?? null;
    const need = groupExcessNeed(code, group);
    return need === 0 ? [] : [`${code ?? 'ohne Deckungskreis'}: ${formatEuro(need)} überplanmäßiger Bedarf`];
  });
  return {
    label: 'V je Deckungskreis ≥ 0,00',
    ok: short.length === 0,
    detail: short.length === 0 ? `${groups.size} geprüft` : short.join(' · '),
  };
}

/** carry-over out of y = into y+1: every pair that touches the year sums to zero (domain.md section 3). */
export function carryOverCheck(year: number, carryOvers: readonly CarryOver[]): Check {
  const keys = new Set(carryOvers.filter((one) => one.year === year).map((one) => one.pairKey));
  const pairs = carryOvers.filter((one) => one.pairKey !== null && keys.has(one.pairKey));
  const sums = Map.groupBy(pairs, (one) => one.pairKey);
  const ok = [...sums.values()].every((pair) => sumCents(pair.map((one) => one.cents)) === 0);
  const sumOf = (of: number, from: readonly CarryOver[]): Cents =>
    sumCents(from.filter((one) => one.year === of).map((one) => one.cents));
  const inKeys = new Set(pairs.filter((one) => one.year === year && one.cents > 0).map((one) => one.pairKey));
  const incoming = pairs.filter((one) => inKeys.has(one.pairKey));
  const alone = sumOf(
    year,
    carryOvers.filter((one) => one.pairKey === null),
  );
  const detail = `aus ${year - 1}: ${formatEuro(toCents(0 - sumOf(year - 1, incoming)))} = in ${year}: ${formatEuro(sumOf(year, incoming))}`;
  return {
    label: `Übertragung aus ${year - 1} = Übertragung in ${year}`,
    ok,
    detail: alone === 0 ? detail : `${detail} · ohne Gegenzeile im Bestand ${formatEuro(alone)}`,
  };
}

/** Ist = SAP − nicht zugeordnet − ausgeschlossen, per ledger: nothing that SAP delivered is lost or counted twice. */
export function deliveryCheck(lines: readonly CheckedLine[], delivered: readonly DeliveredActual[]): Check {
  const used = delivered.filter((one) => one.delivered !== 0 || one.unassigned !== 0);
  const rows = shownLedgers([...lines, ...used]).map((ledger) => {
    const from = delivered.filter((one) => one.ledger === ledger);
    const sap = sumCents(from.map((one) => one.delivered));
    const unassigned = sumCents(from.map((one) => one.unassigned));
    const excluded = sumCents(from.map((one) => one.excluded));
    return { ledger, sap, unassigned, excluded, actual: ledgerSum(lines, ledger, 'I') };
  });
  return {
    label: 'Ist = SAP − nicht zugeordnet − ausgeschlossen',
    ok: rows.every(({ sap, unassigned, excluded, actual }) => actual === sap - unassigned - excluded),
    detail: rows
      .map(
        ({ ledger, sap, unassigned, excluded, actual }) =>
          `${LEDGER_SHORT[ledger]} ${formatEuro(actual)} = ${formatEuro(sap)} − ${formatEuro(unassigned)} − ${formatEuro(excluded)}`,
      )
      .join(' · '),
  };
}
