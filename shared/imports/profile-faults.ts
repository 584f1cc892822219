import type { AmountColumn, Direction, NamedFigure } from './amount-column.ts';
import { shapeFaults } from './file-shape.ts';
import type { FileShape, NumberFormat, ProfileFault } from './file-shape.ts';
import { moneyRules } from './money/money-kinds.ts';
import type { MoneyKind } from './money/money-kinds.ts';
import type { Columns } from './profile-columns.ts';
import type { RowTest } from './row-test.ts';
import { YEAR_PLACE } from './year-place.ts';

interface Checked extends FileShape {
  kind: MoneyKind;
  layout: string;
  columns: Columns;
  amounts?: AmountColumn[] | undefined;
  direction?: Direction | undefined;
  constants: Meaning & {
    fiscalYear?: number | undefined;
    postedOn?: string | undefined;
    subBudget?: string | undefined;
  };
  postingDay?: string | undefined;
  number: NumberFormat;
  figures?: NamedFigure[] | undefined;
  leaveOut: { test: RowTest; and?: RowTest[] | undefined }[];
  tableEnd?: RowTest[] | undefined;
}

type Rule = [broken: boolean, message: string, path: string];

interface Meaning {
  account?: string | undefined;
  ledger?: string | undefined;
  kind?: string | undefined;
}

const isHalf = (one: Meaning): boolean => (one.ledger === undefined) !== (one.kind === undefined);

/** Every booking must find an account; ledger and kind are both stated, or both come from the account map. */
function accountRules({ columns, amounts, direction, constants }: Checked): Rule[] {
  const sides = direction ? [direction.income, direction.expense] : [];
  const stated = [amounts ?? [], sides, [constants]].some(
    (places) => places.length > 0 && places.every((one) => one.account !== undefined),
  );
  const half = [...(amounts ?? []), ...sides].some(isHalf);
  const hasKind = columns.kind !== undefined || constants.kind !== undefined;
  const hasLedger = columns.ledger !== undefined || constants.ledger !== undefined;
  return [
    [columns.account === undefined && !stated, 'Das Sachkonto fehlt.', 'columns.account'],
    [half, 'Haushalt und Art eines Betrags gehören zusammen.', direction ? 'direction' : 'amounts'],
    [
      hasKind !== hasLedger,
      'Haushalt und Art gehören zusammen: beide aus einer Spalte oder für alle Zeilen genannt.',
      hasKind ? 'columns.ledger' : 'columns.kind',
    ],
  ];
}

/** The day a row counts on: its own, one stated for all or for each amount, or the end of its year or period. */
function dayRules({ columns, amounts, constants, kind, postingDay }: Checked): Rule[] {
  const stated =
    columns.postedOn !== undefined || constants.postedOn !== undefined || postingDay !== undefined;
  const each = amounts?.every((amount) => amount.postedOn !== undefined) ?? false;
  const { dayName } = moneyRules(kind);
  return [
    [dayName !== null && !stated && !each, `Das ${dayName ?? ''} fehlt.`, 'columns.postedOn'],
    [
      postingDay === 'period-end' && columns.period === undefined,
      'Das Ende der Periode braucht eine Spalte mit der Periode.',
      'columns.period',
    ],
  ];
}

function amountRules(profile: Checked): Rule[] {
  const { columns, amounts, constants } = profile;
  const all = amounts ?? [];
  const names = all.map((amount) => amount.name ?? amount.column);
  const year = columns.fiscalYear !== undefined || constants.fiscalYear !== undefined;
  const named = all.every((one) => one.fiscalYear !== undefined || one.column.includes(YEAR_PLACE));
  const loose = (profile.figures ?? []).some((figure) =>
    figure.column === undefined ? all.length > 1 : !amountColumns(profile).includes(figure.column),
  );
  return [
    [
      (columns.amount === undefined) === (amounts === undefined),
      'Ein Betrag: entweder eine Betragsspalte oder mehrere Beträge je Zeile.',
      'columns.amount',
    ],
    [new Set(names).size < names.length, 'Zwei Beträge haben denselben Namen.', 'amounts'],
    [!year && !(all.length > 0 && named), 'Das Haushaltsjahr fehlt.', 'columns.fiscalYear'],
    [loose, 'Eine benannte Summe braucht eine der Betragsspalten.', 'figures'],
    ...accountRules(profile),
    ...dayRules(profile),
  ];
}

function amountColumns({ columns, amounts }: Checked): string[] {
  return amounts?.map((amount) => amount.column) ?? (columns.amount === undefined ? [] : [columns.amount]);
}

function rowRules(profile: Checked): Rule[] {
  const { columns, constants, number } = profile;
  const { needs, onlyTotals = '' } = moneyRules(profile.kind);
  const document = [columns.companyCode, columns.documentNumber, columns.lineItem];
  const money = amountColumns(profile);
  const isLoose = (test: RowTest): boolean => test.is === 'zero' && !money.includes(test.column);
  const zero = 'Auf null geprüft wird nur ein Betrag.';
  return [
    [number.decimal === number.thousands, 'Dezimal- und Tausenderzeichen sind gleich.', 'number.thousands'],
    [
      needs.subBudget !== undefined && columns.subBudget === undefined && !constants.subBudget,
      needs.subBudget ?? '',
      'columns.subBudget',
    ],
    [onlyTotals !== '' && profile.layout === 'items', onlyTotals, 'layout'],
    [
      needs.orderNumber !== undefined && columns.orderNumber === undefined,
      needs.orderNumber ?? '',
      'columns.orderNumber',
    ],
    [
      document.some((c) => c !== undefined) && document.includes(undefined),
      'Buchungskreis, Belegnummer und Position gehören zusammen.',
      'columns.documentNumber',
    ],
    [profile.leaveOut.some((rule) => [rule.test, ...(rule.and ?? [])].some(isLoose)), zero, 'leaveOut'],
    [(profile.tableEnd ?? []).some((test) => test.is === 'zero'), zero, 'tableEnd'],
  ];
}

/** What a profile must say so that no cell is left to a guess: each fault at the setting that mends it. */
export function profileFaults(profile: Checked): ProfileFault[] {
  const rules = [...rowRules(profile), ...amountRules(profile)];
  return [
    ...shapeFaults(profile),
    ...rules.flatMap(([broken, message, path]) => (broken ? [{ message, path: path.split('.') }] : [])),
  ];
}
