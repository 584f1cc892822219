import type { Ledger, LineKind } from '../budget/terms.ts';
import { fiscalYearOf, formatDate } from '../calendar.ts';
import type { FiscalYear, IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { formatEuro } from '../money.ts';
import type { Cents } from '../money.ts';
import type { NewOrder, OrderChange } from './orders.ts';

/** The line an order is for, as far as the rules look at it. */
export interface OrderedLine {
  number: string;
  year: FiscalYear;
  ledger: Ledger;
  kind: LineKind;
}

/** Longest run of an order: what a city orders for later years is a contract of some years, not a typing error. */
const MOST_YEARS = 10;

function dueYearFault(line: OrderedLine | null, dueYear: FiscalYear): string | null {
  if (!line || (dueYear >= line.year && dueYear <= line.year + MOST_YEARS)) return null;
  return `Zeile ${line.number} gehört zu ${line.year}: fällig ab ${line.year}, höchstens bis ${line.year + MOST_YEARS}.`;
}

function lineFault(line: OrderedLine): string | null {
  if (line.kind === 'income') return 'Auf einer Ertragszeile kann nichts bestellt werden.';
  // § 13 GemHVO: the reserve covers other lines, nothing is ordered from it.
  if (line.kind === 'reserve') return 'Aus der Deckungsreserve wird nichts bestellt (§ 13 GemHVO).';
  if (line.ledger === 'costing') return 'Kostenrechnung steht außerhalb des Haushalts.';
  return null;
}

/** Everything that is wrong with a new order, at once. `today` is the business date. */
export function newOrderFaults(line: OrderedLine, order: NewOrder, today: IsoDate): FieldError[] {
  const faults: FieldError[] = [];
  const wrongLine = lineFault(line);
  if (wrongLine) faults.push({ path: 'lineId', message: wrongLine });
  if (order.orderedOn > today)
    faults.push({
      path: 'orderedOn',
      message: `Das Datum liegt in der Zukunft (heute ${formatDate(today)}).`,
    });
  if (fiscalYearOf(order.orderedOn) > line.year)
    faults.push({
      path: 'orderedOn',
      message: `Zeile ${line.number} gehört zu ${line.year}: danach wird auf ihr nichts mehr bestellt.`,
    });
  const seen = new Set<FiscalYear>();
  order.parts.forEach((part, index) => {
    const path = `parts.${index}.dueYear`;
    const wrong = dueYearFault(line, part.dueYear);
    if (wrong) faults.push({ path, message: wrong });
    if (seen.has(part.dueYear))
      faults.push({ path, message: `${part.dueYear} steht schon darüber; bitte in einem Betrag.` });
    seen.add(part.dueYear);
  });
  return faults;
}

/** What is open in the due year of a change; null = the order has no such part yet. */
export interface OpenPart {
  line: OrderedLine | null;
  orderedOn: IsoDate;
  openCents: Cents | null;
}

/** Everything that is wrong with a change of an order: never more is cancelled than is open. */
export function orderChangeFaults(part: OpenPart, change: OrderChange, today: IsoDate): FieldError[] {
  const faults: FieldError[] = [];
  if (change.on > today)
    faults.push({ path: 'on', message: `Das Datum liegt in der Zukunft (heute ${formatDate(today)}).` });
  if (change.on < part.orderedOn)
    faults.push({ path: 'on', message: `Bestellt wurde erst am ${formatDate(part.orderedOn)}.` });
  const wrongYear = dueYearFault(part.line, change.dueYear);
  if (wrongYear) faults.push({ path: 'dueYear', message: wrongYear });
  if (change.kind === 'cancelled' && change.cents > (part.openCents ?? 0))
    faults.push({
      path: 'cents',
      message: `Für ${change.dueYear} sind ${formatEuro(part.openCents ?? (0 as Cents))} € offen; mehr kann nicht storniert werden.`,
    });
  return faults;
}
