import type { Ledger, LineKind } from '../budget/terms.ts';
import type { IsoDate } from '../calendar.ts';
import type { AccountMap } from './account-map.ts';
import type { AmountColumn } from './amount-column.ts';
import { neededHeaders } from './profile.ts';
import type { ImportProfile } from './profile.ts';
import type { CellPlaces } from './row-cells.ts';
import type { Sign, Unit } from './terms.ts';

/** One amount of a row with everything the profile says about it. */
export interface Amount {
  column: string;
  /** A second column whose amount is subtracted. */
  less?: string | undefined;
  name: string;
  sign: Sign;
  unit: Unit;
  emptyAmount: 'refused' | 'zero';
  fiscalYear?: number | undefined;
  postedOn?: IsoDate | undefined;
  account?: string | undefined;
  ledger?: Ledger | undefined;
  kind?: LineKind | undefined;
}

/** The amounts of a row, in the profile's order; at least one. */
export function amountsOf(profile: ImportProfile): Amount[] {
  const { sign, unit, emptyAmount, columns } = profile;
  const only = columns.amount === undefined ? [] : [{ column: columns.amount, less: columns.less }];
  const all: readonly AmountColumn[] = profile.amounts ?? only;
  return all.map((one) => ({
    ...one,
    name: one.name ?? one.column,
    sign: one.sign ?? sign,
    unit: one.unit ?? unit,
    emptyAmount: one.emptyAmount ?? emptyAmount,
  }));
}

/** Everything a row is read with; the same for the whole file. */
export interface RowReader extends CellPlaces {
  profile: ImportProfile;
  amounts: readonly Amount[];
  accounts: AccountMap;
  /** The business date of the reading; null = not known, then no day lies in the future. */
  today: IsoDate | null;
}

/** Prepares reading the rows of a file whose cells stand in the order of `neededHeaders`. */
export function rowReader(
  profile: ImportProfile,
  accounts: AccountMap,
  fileName: string,
  today: IsoDate | null = null,
): RowReader {
  const places = new Map(neededHeaders(profile).map((header, place) => [header, place]));
  const { longText } = profile;
  return { profile, amounts: amountsOf(profile), places, accounts, fileName, longText, today };
}
