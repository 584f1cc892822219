import { openCommitment } from '#shared/budget/figures.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { figureText } from '#shared/explain/address.ts';
import type { FigureAddress } from '#shared/explain/address.ts';
import type { ExplainPart, ExplainSource } from '#shared/explain/explain.ts';
import { pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { sumCents, toCents } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';
import { findOrder, orderEntries, ordersDueLater } from '../orders.sql.ts';
import type { OrderSum } from '../orders.sql.ts';
import { importSource, postingSource } from '../sources.ts';

const KIND_WORDS = { ordered: 'bestellt', released: 'berechnet', cancelled: 'storniert' } as const;
const SIGNS = { ordered: 1, released: -1, cancelled: -1 } as const;

/** Orders that still bind something, each with its own node. */
export function orderParts(orders: readonly OrderSum[]): ExplainPart[] {
  return orders
    .map((order) =>
      part({
        label: order.text,
        value: openCommitment(order),
        on: order.orderedOn,
        sources: [{ kind: 'order', id: order.id, label: `Bestellung ${order.orderNumber}`, detail: null }],
        explain: figureText({ of: 'order', id: order.id }),
      }),
    )
    .filter((one) => one.value !== 0);
}

type Entry = Awaited<ReturnType<typeof orderEntries>>[number];

/** The other half of what was carried over, and the request that took it along. */
function carrySources({
  otherPartId,
  otherLine,
  otherYear,
  requestId,
  requestTitle,
}: Entry): ExplainSource[] {
  if (otherPartId === null) return [];
  const label = `Bestellung auf Zeile ${otherLine ?? ''}, ${otherYear ?? ''}`;
  return [
    { kind: 'order', id: otherPartId, label, detail: null },
    ...(requestId === null
      ? []
      : [{ kind: 'request' as const, id: requestId, label: `Antrag ${requestId}`, detail: requestTitle }]),
  ];
}

/** What was carried over says where to or where from. */
function labelOf(entry: Entry): string {
  if (entry.otherPartId === null) return KIND_WORDS[entry.kind];
  const place = `${entry.otherYear ?? ''}, Zeile ${entry.otherLine ?? ''}`;
  return entry.kind === 'ordered' ? `übertragen aus ${place}` : `übertragen nach ${place}`;
}

/** An order down to its entries; where more was invoiced than ordered, a last part says that this binds nothing. */
export async function orderNode(read: Queries, id: number, query: NodeQuery): Promise<Node> {
  const order = await findOrder(read, id);
  if (!order) return noSuchFigure(`Eine Bestellung ${id}`);
  const entries = await orderEntries(read, id, query);
  const parts = entries.map((entry) =>
    part({
      sign: SIGNS[entry.kind],
      label: labelOf(entry),
      value: entry.cents,
      on: entry.effectiveOn,
      sources: [
        ...(entry.postingId === null
          ? []
          : [
              postingSource({
                ...entry,
                id: entry.postingId,
                text: entry.text ?? '',
              }),
            ]),
        ...importSource(entry.importId, entry.importFile),
        ...carrySources(entry),
      ],
      explain: entry.postingId === null ? null : figureText({ of: 'posting', id: entry.postingId }),
    }),
  );
  const raw = sumParts(parts);
  if (raw < 0) parts.push(part({ label: 'mehr berechnet als bestellt: bindet nichts', value: -raw }));
  const place = order.lineNumber === null ? 'ohne Zeile' : `Zeile ${order.lineNumber}, ${order.lineYear}`;
  return node({
    label: `offen aus Bestellung ${order.orderNumber}, fällig ${order.dueYear}, ${place}`,
    value: Math.max(0, raw),
    formula: {
      letters: 'max(0; bestellt ± übertragen − berechnet − storniert)',
      words: 'Eine Rechnung löst die Bindung ihrer Bestellung; beides zählt nie zugleich',
    },
    note: order.text,
    ...pageOf(parts, query.page, sumParts),
  });
}

/** Open orders of a year's lines that fall due later: neither in O nor in V. */
export async function preCommitmentNode(
  read: Queries,
  address: FigureAddress & { of: 'preCommitment' },
  query: NodeQuery,
): Promise<Node> {
  const orders = await ordersDueLater(read, address, query);
  const parts = orderParts(orders).map((one, index) => ({
    ...one,
    note: `Zeile ${orders[index]?.lineNumber ?? ''}`,
  }));
  return node({
    label: `Vorbelastung ${address.dueYear} aus Zeilen ${address.year}, ${LEDGER_WORDS[address.ledger]}`,
    value: sumCents(orders.map(openCommitment).map(toCents)),
    formula: {
      letters: 'Σ offene Bestellungen, fällig nach dem Jahr der Zeile',
      words: 'Vorbelastung späterer Jahre: weder im Obligo noch in „verfügbar“',
    },
    ...pageOf(parts, query.page, sumParts),
  });
}
