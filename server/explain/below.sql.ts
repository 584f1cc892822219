import { openCommitment } from '#shared/budget/figures.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { MovementKind } from '#shared/budget/terms.ts';
import { isRecordedMoney } from '#shared/explain/address.ts';
import type { FigureAddress } from '#shared/explain/address.ts';
import type { Explanation } from '#shared/explain/explain.ts';
import type {
  ListedOrder,
  ListedPosting,
  ListedMovement,
  RecordedBelow,
} from '#shared/explain/figure-tables.ts';
import { PARTS_PER_PAGE, part, sumParts } from '#shared/explain/parts.ts';
import { toCents } from '#shared/money.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { countRows, sumOfCents } from '../db/sums.ts';
import { METHOD_WORDS } from './nodes/actuals-node.ts';
import { POSTING_COLUMNS, partsAt } from './actuals.sql.ts';
import { recordedMovements, recordedOrders, spanOf } from './changes/changes.sql.ts';
import { explain } from './explain.ts';
import type { NodeQuery } from './nodes/node.ts';
import { shownSources } from './own-parts.ts';
import { movementSources, postingSource } from './sources.ts';
import { targetOf } from './changes/target.ts';
import type { Target } from './changes/target.ts';

/** Parts and postings one file takes; what is beyond stands in it as one sum. */
const MOST_PARTS = 2000;
const MOST_POSTINGS = 5000;

async function listedMovements(read: Queries, target: Target, query: NodeQuery): Promise<ListedMovement[]> {
  const signs = new Map(target.letters.map(({ sign, name }) => [name, sign]));
  const kinds = [...signs.keys()].filter((name): name is MovementKind => Object.hasOwn(MOVEMENT_WORDS, name));
  const given = { lineIds: target.lineIds, kinds, asOf: query.asOf };
  const rows = await recordedMovements(read, given, { after: 0, upTo: knownUntil(query) });
  return rows.map((row) => ({
    line: target.lineNames.get(row.lineId) ?? '',
    kind: row.kind,
    on: row.effectiveOn,
    reason: row.reason,
    sources: shownSources(movementSources(row, query.own), query.own),
    cents: toCents((signs.get(row.kind) ?? 1) * row.cents),
  }));
}

async function listedOrders(read: Queries, target: Target, query: NodeQuery): Promise<ListedOrder[]> {
  if (target.orders === null) return [];
  const { set, sign } = target.orders;
  const rows = await recordedOrders(read, set, query.asOf, { after: 0, upTo: knownUntil(query) });
  return rows.map(({ orderNumber, text, ordered, released, cancelled }) => ({
    ...{ orderNumber, text, ordered, released, cancelled },
    cents: toCents(sign * openCommitment({ ordered, released, cancelled })),
  }));
}

async function postingRows(read: Queries, actuals: NonNullable<Target['actuals']>, query: NodeQuery) {
  const first = partsAt(read, actuals.place, spanOf(actuals.month, query.asOf), query)
    .orderBy('day')
    .orderBy('postingId')
    .orderBy('assignmentId')
    .limit(MOST_POSTINGS)
    .as('part');
  return read
    .selectFrom(first)
    .innerJoin('posting as p', 'p.id', 'part.postingId')
    .innerJoin('import as i', 'i.id', 'p.import_id')
    .leftJoin('assignment as a', 'a.id', 'part.assignmentId')
    .leftJoin('budget_line as l', (join) =>
      join.on((eb) =>
        eb(
          'l.id',
          '=',
          eb.case().when('a.id', 'is', null).then(eb.ref('p.line_id')).else(eb.ref('a.line_id')).end(),
        ),
      ),
    )
    .orderBy('part.day')
    .orderBy('part.postingId')
    .orderBy('part.assignmentId')
    .select(POSTING_COLUMNS)
    .select(['part.day', 'part.cents', 'a.method', 'a.target', 'p.account', 'p.cost_object as costObject'])
    .select(['p.vendor', 'p.row_number as rowNumber', 'l.number as lineNumber', 'l.year as lineYear'])
    .execute();
}

async function listedPostings(
  read: Queries,
  target: Target,
  query: NodeQuery,
): Promise<Pick<RecordedBelow, 'postings' | 'more'>> {
  const { actuals } = target;
  if (actuals === null || (actuals.place.of === 'lines' && actuals.place.ids.length === 0))
    return { postings: [], more: null };
  const rows = await postingRows(read, actuals, query);
  const postings = rows.map((row): ListedPosting => ({
    document: postingSource({ ...row, text: '' }).label,
    on: row.day,
    sapOn: row.sapPostedOn,
    text: row.text,
    ...{ account: row.account, costObject: row.costObject, vendor: row.vendor },
    line:
      row.lineNumber === null
        ? row.target === 'excluded'
          ? 'ausgeschlossen'
          : 'nicht zugeordnet'
        : `Zeile ${row.lineNumber}, ${row.lineYear ?? ''}`,
    how: row.method === null ? 'beim Einlesen' : METHOD_WORDS[row.method],
    importName: `Einlesung ${row.importId}: ${row.importFile}`,
    rowNumber: row.rowNumber,
    cents: toCents(actuals.sign * row.cents),
  }));
  if (rows.length < MOST_POSTINGS) return { postings, more: null };
  const all = await read
    .selectFrom(partsAt(read, actuals.place, spanOf(actuals.month, query.asOf), query).as('part'))
    .select((eb) => [sumOfCents(eb.ref('part.cents')).as('cents'), countRows().as('rows')])
    .executeTakeFirstOrThrow();
  const shown = postings.reduce((sum, row) => sum + row.cents, 0);
  const rest = { postings: all.rows - rows.length, cents: toCents(actuals.sign * all.cents - shown) };
  return { postings, more: rest.postings === 0 ? null : rest };
}

/** The ceiling of an envelope is stated, not recorded as movements. */
function statedOf(address: FigureAddress, node: Explanation): RecordedBelow['stated'] {
  if (address.of !== 'envelope' || !['free', 'ceiling'].includes(address.figure)) return null;
  const ceiling = node.parts[0];
  return ceiling ? { label: ceiling.label, cents: toCents(ceiling.value) } : null;
}

/** A node with all its parts on one page; beyond what a file takes, the rest is one part more. */
async function wholeNode(read: Queries, address: FigureAddress, query: NodeQuery): Promise<Explanation> {
  const first = await explain(read, address, { ...query, page: 1 });
  let [last, parts] = [first, first.parts];
  while (last.hasNext && parts.length < MOST_PARTS) {
    last = await explain(read, address, { ...query, page: parts.length / PARTS_PER_PAGE + 1 });
    parts = [...parts, ...last.parts];
  }
  const rest = first.value - sumParts(parts);
  const more = last.hasNext ? [part({ label: 'weitere Bestandteile', value: rest })] : [];
  return { ...first, parts: [...parts, ...more], carried: 0, remaining: 0, hasNext: false };
}

/** A figure with all its parts, and everything recorded below it; null where no money is recorded by two clocks. */
export async function explainedWhole(
  read: Queries,
  address: FigureAddress,
  query: NodeQuery,
): Promise<{ node: Explanation; below: RecordedBelow | null }> {
  const node = await wholeNode(read, address, query);
  if (!isRecordedMoney(address)) return { node, below: null };
  const target = await targetOf(read, address, query.asOf, query.own);
  const below = {
    stated: statedOf(address, node),
    movements: await listedMovements(read, target, query),
    orders: await listedOrders(read, target, query),
    ...(await listedPostings(read, target, query)),
  };
  return { node, below };
}
