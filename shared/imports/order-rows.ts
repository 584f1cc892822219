import type { Cents } from '../money.ts';
import { formatEuro, minusCents, sumCents, ZERO_CENTS } from '../money.ts';
import type { FieldChange } from './record-plan.ts';
import type { RowError } from './imports.ts';
import type { MatchedRow } from './match.ts';
import type { LineBrief } from './assignment.ts';
import type { KnownOrders } from './order-key.ts';
import { fileNameOf } from './parsed-file.ts';
import type { FilePlace, Placed } from './parsed-file.ts';
import type { ImportProfile } from './profile.ts';

/** A row of the plan, as far as orders are concerned. */
type OrderEntry = MatchedRow & { line: LineBrief | undefined };

/** A file states an order once per due year: adding two rows up, or counting one of them, would be a guess. */
export function withoutRepeats(rows: readonly MatchedRow[]): MatchedRow[] {
  return rows.map((row) => (row.outcome === 'repeat' ? { ...row, outcome: 'contradiction' } : row));
}

/** The new total of a changed order beside the old one: what is written is the difference. */
export function orderChange(entry: MatchedRow, orders: KnownOrders | undefined): FieldChange[] {
  const known = orders?.get(entry.keyed.key);
  if (entry.outcome !== 'change' || !known) return [];
  const { cents } = entry.keyed.row;
  return [
    { field: 'Bestellwert', before: `${formatEuro(known.cents)} €`, after: `${formatEuro(cents)} €` },
    { field: 'wird gebucht', before: '', after: `${formatEuro(minusCents(cents, known.cents))} €` },
  ];
}

/** What the orders of a file add in all: new ones whole, changed ones by their difference. */
export function orderedCents(entries: readonly OrderEntry[], orders: KnownOrders): Cents {
  const written = entries.filter((entry) => entry.outcome === 'add' || entry.outcome === 'change');
  return sumCents(
    written.map((entry) =>
      minusCents(entry.keyed.row.cents, orders.get(entry.keyed.key)?.cents ?? ZERO_CENTS),
    ),
  );
}

/** Orders the file puts on another line than they are on: they stay there, and a person is told. */
export function lineWarnings(
  entries: readonly OrderEntry[],
  orders: KnownOrders,
  { profile, parts }: { profile: ImportProfile; parts: readonly FilePlace[] },
): Placed<RowError>[] {
  return entries.flatMap(({ keyed: { row, key, seq }, line }) => {
    const known = orders.get(key);
    if (!known || known.lineId === (line?.id ?? null)) return [];
    const message = `Bestellung ${row.orderNumber} bleibt, wo sie ist (${known.lineNumber ?? 'ohne Haushaltszeile'}); nach der Datei gehörte sie zu ${line?.number ?? 'keiner Haushaltszeile'}.`;
    const column = profile.columns.object[0] ?? '';
    return [{ file: fileNameOf(parts, seq), line: row.line, column, text: row.object, message, seq }];
  });
}
