import type { AmountColumn, Direction, NamedFigure } from './amount-column.ts';
import { isUnderdescribed } from './file-shape.ts';
import type { FileShape, NumberFormat } from './file-shape.ts';
import type { Columns } from './profile-columns.ts';
import type { RowTest } from './row-test.ts';

interface Checked extends FileShape {
  kind: string;
  layout: string;
  columns: Columns;
  amounts?: AmountColumn[] | undefined;
  direction?: Direction | undefined;
  constants: {
    fiscalYear?: number | undefined;
    postedOn?: string | undefined;
    subBudget?: string | undefined;
  };
  number: NumberFormat;
  figures?: NamedFigure[] | undefined;
  leaveOut: { test: RowTest }[];
}

type Rule = [broken: boolean, message: string];

interface Meaning {
  account?: string | undefined;
  ledger?: string | undefined;
  kind?: string | undefined;
}

const isHalf = (one: Meaning): boolean => (one.ledger === undefined) !== (one.kind === undefined);

/** Every booking must find an account; ledger and kind are both stated, or both come from the account map. */
function accountRules({ columns, amounts, direction }: Checked): Rule[] {
  const sides = direction ? [direction.income, direction.expense] : [];
  const stated = [amounts ?? [], sides].some(
    (places) => places.length > 0 && places.every((one) => one.account !== undefined),
  );
  const half = [...(amounts ?? []), ...sides].some(isHalf);
  return [
    [columns.account === undefined && !stated, 'Das Sachkonto fehlt.'],
    [half, 'Haushalt und Art eines Betrags gehören zusammen.'],
  ];
}

function amountRules(profile: Checked): Rule[] {
  const { columns, amounts, constants, kind } = profile;
  const all = amounts ?? [];
  const names = all.map((amount) => amount.name ?? amount.column);
  const year = columns.fiscalYear !== undefined || constants.fiscalYear !== undefined;
  const day = columns.postedOn !== undefined || constants.postedOn !== undefined;
  const each = (has: (amount: AmountColumn) => boolean): boolean => all.length > 0 && all.every(has);
  const loose = (profile.figures ?? []).some((figure) =>
    figure.column === undefined ? all.length > 1 : !amountColumns(profile).includes(figure.column),
  );
  return [
    [(columns.amount === undefined) === (amounts === undefined), 'Ein Betrag: entweder amount oder amounts.'],
    [new Set(names).size < names.length, 'Zwei Beträge haben denselben Namen.'],
    [!year && !each((amount) => amount.fiscalYear !== undefined), 'Das Haushaltsjahr fehlt.'],
    [
      (kind === 'actuals' || kind === 'commitments') && !day && !each((a) => a.postedOn !== undefined),
      kind === 'actuals' ? 'Das Buchungsdatum fehlt.' : 'Das Bestelldatum fehlt.',
    ],
    [loose, 'Eine benannte Summe braucht eine der Betragsspalten.'],
    ...accountRules(profile),
  ];
}

function amountColumns({ columns, amounts }: Checked): string[] {
  return amounts?.map((amount) => amount.column) ?? (columns.amount === undefined ? [] : [columns.amount]);
}

/** What a profile must say so that no cell is left to a guess. */
export function profileFaults(profile: Checked): string[] {
  const { columns, constants, number, kind } = profile;
  const document = [columns.companyCode, columns.documentNumber, columns.lineItem];
  const zeroTests = profile.leaveOut.map((rule) => rule.test).filter((test) => test.is === 'zero');
  const rules: Rule[] = [
    [number.decimal === number.thousands, 'Dezimal- und Tausenderzeichen sind gleich.'],
    [isUnderdescribed(profile), 'Eine CSV-Datei braucht Kodierung und Trennzeichen.'],
    [
      kind === 'appropriations' && columns.subBudget === undefined && !constants.subBudget,
      'Der Teilhaushalt fehlt.',
    ],
    [kind === 'appropriations' && profile.layout === 'items', 'Ansätze sind Summen je Objekt und Konto.'],
    [kind === 'commitments' && columns.orderNumber === undefined, 'Die Bestellnummer fehlt.'],
    [
      document.some((c) => c !== undefined) && document.includes(undefined),
      'Buchungskreis, Belegnummer und Position gehören zusammen.',
    ],
    [
      zeroTests.some((test) => !amountColumns(profile).includes(test.column)),
      'Auf null geprüft wird nur ein Betrag.',
    ],
    ...amountRules(profile),
  ];
  return rules.flatMap(([broken, message]) => (broken ? [message] : []));
}
