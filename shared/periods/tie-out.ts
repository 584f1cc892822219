import { codeKey, sameCode } from '../codes.ts';
import { compareNatural } from '../order.ts';
import { sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/**
 * What SAP's side of a tie-out comes from: a control total SAP itself gave, the files that were read in and agreed
 * with their own control totals, files of which at least one had none, or nothing at all.
 */
export const SAP_SOURCES = ['control-total', 'files', 'unchecked', 'none'] as const;
export type SapSource = (typeof SAP_SOURCES)[number];

/** What we hold of one sub-budget and account: cents = assigned + open + excluded, as long as nothing is broken. */
export interface HeldSums {
  subBudget: string;
  account: string;
  cents: Cents;
  postings: number;
  assignedCents: Cents;
  openCents: Cents;
  excludedCents: Cents;
}

/** A control total; sub-budget and account null = the whole ledger. `seq` orders them, the newest counts. */
export interface ControlSum {
  seq: number;
  givenBy: 'file' | 'entered';
  subBudget: string | null;
  account: string | null;
  cents: Cents;
}

/** One sub-budget and account, SAP beside ours. */
export interface TieOutPart {
  subBudget: string | null;
  account: string | null;
  /** Null = SAP said nothing about this part by itself. */
  sapCents: Cents | null;
  assignedCents: Cents;
  openCents: Cents;
  excludedCents: Cents;
  postings: number;
  /** SAP − assigned − open − excluded; null where SAP said nothing. */
  differenceCents: Cents | null;
}

export interface TieOut {
  sapCents: Cents;
  sapSource: SapSource;
  assignedCents: Cents;
  openCents: Cents;
  excludedCents: Cents;
  postings: number;
  /** SAP − assigned − open − excluded; must be 0,00. */
  differenceCents: Cents;
  parts: TieOutPart[];
}

const keyOf = (subBudget: string | null, account: string | null): string =>
  JSON.stringify([subBudget, account].map((code) => code && codeKey(code)));

/** The newest control total of each place, from the given ones. */
function newestOf(totals: readonly ControlSum[]): Map<string, ControlSum> {
  const newest = new Map<string, ControlSum>();
  for (const total of totals) {
    const key = keyOf(total.subBudget, total.account);
    const before = newest.get(key);
    if (!before || before.seq < total.seq) newest.set(key, total);
  }
  return newest;
}

/**
 * Sub-budgets are compared only where both sides name them; a file without that column says nothing about them, and
 * both sides are taken together per account.
 */
function comparable(held: readonly HeldSums[], totals: readonly ControlSum[]): [HeldSums[], ControlSum[]] {
  const files = totals.filter((row) => row.givenBy === 'file');
  const heldNames = held.some((row) => row.subBudget !== '');
  const sapNames = files.some((row) => row.subBudget !== '');
  if (files.length === 0 || heldNames === sapNames) return [[...held], [...totals]];
  const entered = totals.filter((row) => row.givenBy === 'entered' && !row.subBudget);
  return [mergedHeld(held), [...mergedTotals(files), ...entered]];
}

function mergedHeld(held: readonly HeldSums[]): HeldSums[] {
  const byAccount = new Map<string, HeldSums[]>();
  for (const row of held) {
    const account = codeKey(row.account);
    byAccount.set(account, [...(byAccount.get(account) ?? []), row]);
  }
  return [...byAccount].map(([account, rows]) => ({
    subBudget: '',
    account,
    cents: sumCents(rows.map((row) => row.cents)),
    ...sumsOf(rows),
  }));
}

function mergedTotals(files: readonly ControlSum[]): ControlSum[] {
  const sums = new Map<string, ControlSum>();
  for (const row of files) {
    const key = `${row.seq}|${codeKey(row.account ?? '')}`;
    const cents = toCents((sums.get(key)?.cents ?? 0) + row.cents);
    sums.set(key, { ...row, subBudget: '', cents });
  }
  return [...sums.values()];
}

function sumsOf(held: readonly HeldSums[]) {
  return {
    assignedCents: sumCents(held.map((row) => row.assignedCents)),
    openCents: sumCents(held.map((row) => row.openCents)),
    excludedCents: sumCents(held.map((row) => row.excludedCents)),
    postings: held.reduce((sum, row) => sum + row.postings, 0),
  };
}

function difference(sapCents: Cents, ours: ReturnType<typeof sumsOf>): Cents {
  return toCents(sapCents - ours.assignedCents - ours.openCents - ours.excludedCents);
}

function partOf(
  held: readonly HeldSums[],
  place: { subBudget: string | null; account: string | null },
  sapCents: Cents | null,
): TieOutPart {
  const ours = sumsOf(
    held.filter(
      (row) =>
        (place.subBudget === null || sameCode(row.subBudget, place.subBudget)) &&
        (place.account === null || sameCode(row.account, place.account)),
    ),
  );
  return {
    ...place,
    ...ours,
    sapCents,
    differenceCents: sapCents === null ? null : difference(sapCents, ours),
  };
}

const byPlace = (a: TieOutPart, b: TieOutPart): number =>
  compareNatural(a.subBudget ?? '', b.subBudget ?? '') || compareNatural(a.account ?? '', b.account ?? '');

/** What the newest statement about the whole ledger says: one sum typed in, or a file's rows, each corrected later. */
function statementOf(totals: readonly ControlSum[]) {
  const isWhole = (row: ControlSum): boolean =>
    row.givenBy === 'file' || (row.subBudget === null && row.account === null);
  const seq = totals.filter(isWhole).reduce((last, row) => Math.max(last, row.seq), 0);
  const lastFile = totals.filter((row) => row.givenBy === 'file').reduce((m, row) => Math.max(m, row.seq), 0);
  const parts = newestOf(
    totals.filter((row) =>
      row.givenBy === 'file' ? row.seq === lastFile : !isWhole(row) && row.seq > lastFile,
    ),
  );
  const whole = totals.find((row) => row.seq === seq && row.givenBy === 'entered' && isWhole(row));
  const exact = [...parts.values()].filter((row) => row.subBudget !== null && row.account !== null);
  const cents = whole ? whole.cents : sumCents(exact.map((row) => row.cents));
  return { given: seq > 0, hasFile: lastFile > 0, cents, parts };
}

/**
 * The tie-out of one SAP period and ledger: SAP − assigned − open − excluded = difference, per sub-budget and account
 * and in total. Without a control total SAP's side is what the files brought, and its source says whether each of
 * them agreed with its own control total. Pure; `unchecked` says that a file without one brought postings.
 */
export function tieOutOf(
  allHeld: readonly HeldSums[],
  allTotals: readonly ControlSum[],
  unchecked: boolean,
): TieOut {
  const [held, totals] = comparable(allHeld, allTotals);
  const statement = statementOf(totals);
  const ours = sumsOf(held);
  const sapCents = statement.given ? statement.cents : sumCents(held.map((row) => row.cents));
  const places = new Map(statement.parts);
  const rest = held.filter((row) => !places.has(keyOf(row.subBudget, row.account)));
  const parts = [
    ...[...places.values()].map((row) => partOf(held, row, row.cents)).map(placeOnly),
    ...rest.map((row) => partOf(held, row, sapOfRest(row, statement))).map(placeOnly),
  ];
  return {
    sapCents,
    sapSource: statement.given
      ? 'control-total'
      : unchecked
        ? 'unchecked'
        : held.length === 0
          ? 'none'
          : 'files',
    ...ours,
    differenceCents: difference(sapCents, ours),
    parts: parts.sort(byPlace),
  };
}

/** A file of control totals that leaves a place out says 0,00 about it; without any statement the files speak. */
function sapOfRest(row: HeldSums, statement: ReturnType<typeof statementOf>): Cents | null {
  if (statement.hasFile) return toCents(0);
  return statement.given ? null : row.cents;
}

function placeOnly(part: TieOutPart): TieOutPart {
  const { subBudget, account, sapCents, assignedCents, openCents, excludedCents, postings, differenceCents } =
    part;
  return { subBudget, account, sapCents, assignedCents, openCents, excludedCents, postings, differenceCents };
}
