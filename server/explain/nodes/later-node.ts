import { openCommitment } from '#shared/budget/figures.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { figureText } from '#shared/explain/address.ts';
import type { LaterFigure, PageFigure } from '#shared/explain/page-figures.ts';
import type { ExplainPart } from '#shared/explain/explain.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { formatEuro } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { authorisationRows } from '../../authorisations/authorisations.sql.ts';
import { node } from './node.ts';
import type { Node, NodeQuery } from './node.ts';
import { ordersDueLater } from '../orders.sql.ts';
import type { OrderSum } from '../orders.sql.ts';

type LaterAddress = PageFigure & { of: 'later' };

const WORDS: Record<LaterFigure, { label: string; letters: string; words: string }> = {
  authorised: {
    label: 'VE ermächtigt',
    letters: 'Σ VE',
    words: 'Verpflichtungsermächtigungen, die bis zum Stichtag wirken (§ 11 GemHVO, § 86 GemO)',
  },
  used: {
    label: 'VE in Anspruch genommen',
    letters: 'Σ (bestellt − storniert)',
    words: 'Bestellungen von Investitionen mit dieser Fälligkeit; auch Bezahltes bleibt in Anspruch genommen',
  },
  free: {
    label: 'VE frei',
    letters: 'frei = VE − in Anspruch genommen',
    words: 'ein Minus heißt: ohne Ermächtigung bestellt (§ 86 GemO)',
  },
  bound: {
    label: 'Vorbelastung, Investitionen',
    letters: 'Σ max(0; bestellt − berechnet − storniert)',
    words: 'offene Bestellungen, fällig nach dem Jahr der Zeile: weder in O noch in V',
  },
  boundOther: {
    label: 'Vorbelastung, ohne Investitionen',
    letters: 'Σ max(0; bestellt − berechnet − storniert)',
    words: 'offene Bestellungen, fällig nach dem Jahr der Zeile: weder in O noch in V',
  },
};

async function authorisedParts(
  read: Queries,
  address: LaterAddress,
  query: NodeQuery,
): Promise<ExplainPart[]> {
  const rows = await authorisationRows(read, {
    asOf: query.asOf,
    knownSeq: query.knownSeq,
    year: address.year,
  });
  return rows
    .filter(
      (row) =>
        row.ledger === address.ledger &&
        row.dueYear === address.dueYear &&
        (address.line === null || row.lineId === address.line),
    )
    .map((row) =>
      part({
        label: `Zeile ${row.line}: ${row.reason}`,
        value: row.cents,
        on: row.effectiveOn,
        note: row.paper ?? 'ohne Drucksache',
      }),
    );
}

function orderParts(orders: readonly OrderSum[], used: boolean): ExplainPart[] {
  return orders
    .map((order) =>
      part({
        label: order.text,
        value: used ? order.ordered - order.cancelled : openCommitment(order),
        on: order.orderedOn,
        note: used
          ? `Zeile ${order.lineNumber}; bestellt ${formatEuro(order.ordered)}, storniert ${formatEuro(order.cancelled)}`
          : `Zeile ${order.lineNumber}`,
        sources: [{ kind: 'order', id: order.id, label: `Bestellung ${order.orderNumber}`, detail: null }],
        explain: used ? null : figureText({ of: 'order', id: order.id }),
      }),
    )
    .filter((one) => one.value !== 0);
}

async function partsOf(read: Queries, address: LaterAddress, query: NodeQuery): Promise<ExplainPart[]> {
  const { figure, line } = address;
  if (figure === 'authorised') return authorisedParts(read, address, query);
  if (figure === 'free') {
    const deeper = async (one: 'authorised' | 'used') => {
      const value = sumParts(await partsOf(read, { ...address, figure: one }, query));
      return { value, explain: value === 0 ? null : figureText({ ...address, figure: one }) };
    };
    return [
      part({ label: WORDS.authorised.label, ...(await deeper('authorised')) }),
      part({ sign: -1, label: WORDS.used.label, ...(await deeper('used')) }),
    ];
  }
  const orders = await ordersDueLater(read, address, query);
  const investment = figure !== 'boundOther';
  const own = orders.filter(
    (order) =>
      (address.ledger === 'cash' && order.lineKind === 'investment') === investment &&
      (line === null || order.lineId === line),
  );
  return orderParts(own, figure === 'used');
}

/** What a year's lines bind of a later year, and what may be bound of it. */
export async function laterNode(read: Queries, address: LaterAddress, query: NodeQuery): Promise<Node> {
  const { label, letters, words } = WORDS[address.figure];
  const parts = await partsOf(read, address, query);
  return node({
    label: `${label} ${address.dueYear}, Zeilen ${address.year}, ${LEDGER_WORDS[address.ledger]}`,
    value: sumParts(parts),
    formula: { letters, words },
    note: parts.length === 0 ? 'Bis zum Stichtag ist dazu nichts erfasst.' : null,
    ...(address.figure === 'free' ? onePage(parts) : pageOf(parts, query.page, sumParts)),
  });
}
