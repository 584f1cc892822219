import type { Ledger } from '../budget/terms.ts';
import { LEDGER_WORDS } from '../budget/terms.ts';
import type { FiscalYear } from '../calendar.ts';
import { sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { ReportRow, ReportTable } from '../report-table.ts';
import { CARRY_OVER_RULE_WORDS } from './carry-over.ts';
import type { CarryOverRow } from './carry-over-request.ts';

/** What is asked for beside what was carried already. */
export interface ChosenCarryOver {
  cents: Cents;
  target: string;
  reason: string;
}

const AMOUNTS = ['available', 'spent', 'unspent', 'carried', 'chosen', 'total', 'lapsing'] as const;
type Amount = (typeof AMOUNTS)[number];

/** The amounts of one line: what is not spent is carried, asked for, or lapses. */
function amountsOf(row: CarryOverRow, chosen: Cents): Record<Amount, Cents> {
  const available = toCents(row.figures.F + row.carriedCents);
  const unspent = toCents(available - row.figures.I);
  const total = toCents(row.carriedCents + chosen);
  return {
    available,
    spent: row.figures.I,
    unspent,
    carried: row.carriedCents,
    chosen,
    total,
    lapsing: toCents(unspent - total),
  };
}

function ruleText(row: CarryOverRow): string {
  // What was carried before keeps its rule in words even when nothing more can be carried.
  return row.rule === 'none' ? row.basis : CARRY_OVER_RULE_WORDS[row.rule];
}

/**
 * Annex to the decision about carry-overs of one ledger (§ 21 GemHVO): every line that carried or is asked to carry
 * something, with its rule. Per line: F before the carry-over − I = not spent = carried + asked for + lapsing.
 */
export function carryOverAnnex(
  rows: readonly CarryOverRow[],
  ledger: Ledger,
  year: FiscalYear,
  chosen: ReadonlyMap<number, ChosenCarryOver>,
): ReportTable {
  const own = rows.filter(
    (row) => row.ledger === ledger && (row.carriedCents !== 0 || (chosen.get(row.id)?.cents ?? 0) !== 0),
  );
  const amounts = own.map((row) => amountsOf(row, chosen.get(row.id)?.cents ?? toCents(0)));
  const lines = own.map((row, index): ReportRow => {
    const wish = chosen.get(row.id);
    return {
      kind: 'row',
      cells: {
        number: row.number,
        name: `${row.number} ${row.name}`,
        subBudget: row.subBudget,
        rule: ruleText(row),
        ...amounts[index],
        target: wish?.target ?? '',
        reason: wish?.reason ?? '',
      },
    };
  });
  const total: ReportRow = {
    kind: 'total',
    cells: {
      name: `Summe ${LEDGER_WORDS[ledger]}`,
      ...Object.fromEntries(AMOUNTS.map((key) => [key, sumCents(amounts.map((one) => one[key]))])),
    },
    sums: lines.map((_, index) => index),
  };
  const what = ledger === 'cash' ? 'Auszahlungen' : 'Aufwendungen';
  return {
    id: `uebertragung-${ledger}`,
    title: `Anlage: Ermächtigungsübertragung ${year} nach ${year + 1}, ${LEDGER_WORDS[ledger]}`,
    sheet: `Übertragung ${ledger === 'cash' ? 'FH' : 'EH'} ${year}`,
    sentence:
      lines.length === 0
        ? `Aus dem ${LEDGER_WORDS[ledger]} ${year} wird nichts übertragen.`
        : `${lines.length === 1 ? 'Eine Zeile überträgt' : `${lines.length} Zeilen übertragen`} Ermächtigungen für ${what} in das Folgejahr.`,
    columns: [
      { key: 'name', label: 'Zeile', kind: 'text', width: 30 },
      { key: 'number', label: 'Nr.', kind: 'text', width: 6, sheetOnly: true },
      { key: 'subBudget', label: 'THH', kind: 'text', width: 6 },
      { key: 'rule', label: 'Regel (GemHVO)', kind: 'text', width: 22 },
      { key: 'available', label: `F ${year} vor Übertragung`, kind: 'cents' },
      { key: 'spent', label: `Ist ${year}`, kind: 'cents' },
      {
        key: 'unspent',
        label: 'nicht verbraucht',
        kind: 'cents',
        derived: { plus: ['available'], minus: ['spent'] },
      },
      { key: 'carried', label: 'schon übertragen', kind: 'cents' },
      { key: 'chosen', label: 'beantragt', kind: 'cents' },
      {
        key: 'total',
        label: `Übertragung nach ${year + 1}`,
        kind: 'cents',
        derived: { plus: ['carried', 'chosen'], minus: [] },
      },
      { key: 'lapsing', label: 'verfällt', kind: 'cents', derived: { plus: ['unspent'], minus: ['total'] } },
      { key: 'target', label: `Zeile ${year + 1}`, kind: 'text', width: 9 },
      { key: 'reason', label: 'Begründung', kind: 'text', width: 30 },
    ],
    rows: lines.length === 0 ? [] : [...lines, total],
    notes: [
      'F vor Übertragung = A + N + B + Z + U und Übertragungen aus Vorjahren. Nicht verbraucht = F − Ist.',
      'Was aus dem Jahr geht, kommt in gleicher Höhe im Folgejahr an. Ergebnis- und Finanzhaushalt werden nicht addiert.',
    ],
  };
}
