import { openCommitment } from '#shared/budget/figures.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { MovementKind } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { figureText } from '#shared/explain/address.ts';
import type { FigureAddress } from '#shared/explain/address.ts';
import type { ChangeEntry, ExplainChanges } from '#shared/explain/explain.ts';
import { pageOf } from '#shared/explain/parts.ts';
import { actorText, historyTitle } from '#shared/history/words.ts';
import { minusCents, sumCents, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { knownSeqOn } from '../../clocks/known.sql.ts';
import { historyNames } from '../../history/names.sql.ts';
import {
  changesBySeq,
  forecastSeqs,
  recordedActuals,
  recordedMovements,
  recordedOrders,
} from './changes.sql.ts';
import type { Recorded } from './changes.sql.ts';
import { explain } from '../explain.ts';
import { forecastChanges } from './forecast-target.ts';
import { importSource, movementSources } from '../sources.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import { pushAll } from '#shared/largest.ts';

/** An entry before its history row is looked up. */
type Found = Omit<ChangeEntry, 'recordedAt' | 'actor'> & { seq: number };

async function movementEntries(
  read: Queries,
  target: Target,
  asOf: IsoDate,
  between: Recorded,
): Promise<Found[]> {
  const signs = new Map(target.letters.map(({ sign, name }) => [name, sign]));
  const kinds = [...signs.keys()].filter((name): name is MovementKind => Object.hasOwn(MOVEMENT_WORDS, name));
  const rows = await recordedMovements(read, { lineIds: target.lineIds, kinds, asOf }, between);
  return rows.map((row) => ({
    seq: row.recordedSeq,
    label: `${MOVEMENT_WORDS[row.kind]}: ${row.reason}`,
    cents: toCents((signs.get(row.kind) ?? 1) * row.cents),
    on: row.effectiveOn,
    note: target.lineNames.get(row.lineId) ?? null,
    sources: movementSources(row, null),
    explain: null,
  }));
}

async function orderEntries(
  read: Queries,
  target: Target,
  asOf: IsoDate,
  between: Recorded,
): Promise<Found[]> {
  if (target.orders === null) return [];
  const { set, sign } = target.orders;
  const rows = await recordedOrders(read, set, asOf, between);
  return rows
    .map((row): Found => {
      const before = openCommitment({
        ordered: row.orderedBefore,
        released: row.releasedBefore,
        cancelled: row.cancelledBefore,
      });
      const change = minusCents(openCommitment(row), before);
      return {
        seq: row.seq,
        label: `Bestellung ${row.orderNumber}: ${row.text}`,
        cents: toCents(sign * change),
        on: null,
        note: 'offen danach − offen davor',
        sources: [{ kind: 'order', id: row.id, label: `Bestellung ${row.orderNumber}`, detail: null }],
        explain: figureText({ of: 'order', id: row.id }),
      };
    })
    .filter((entry) => entry.cents !== 0);
}

async function actualEntries(
  read: Queries,
  target: Target,
  asOf: IsoDate,
  between: Recorded,
): Promise<Found[]> {
  if (target.actuals === null) return [];
  const { place, month, sign, figure } = target.actuals;
  const rows = await recordedActuals(read, place, { asOf, month }, between);
  return rows
    .filter((row) => row.cents !== 0)
    .map((row) => ({
      seq: row.seq,
      label: '',
      cents: toCents(sign * row.cents),
      on: null,
      note:
        row.postings === 1
          ? 'eine Buchung mehr'
          : row.postings === 0
            ? 'Beträge verschoben'
            : `${row.postings} Buchungen`,
      sources: [],
      explain: figure === null ? null : figureText({ of: 'change', seq: row.seq, figure }),
    }));
}

/** Puts who recorded it and when to each entry; an import is named by its file. */
async function withHistory(read: Queries, found: readonly Found[]): Promise<ChangeEntry[]> {
  const history = await changesBySeq(
    read,
    found.map((entry) => entry.seq),
  );
  const names = await historyNames(read, [...history.values()]);
  return [...found]
    .sort((a, b) => a.seq - b.seq)
    .map(({ seq, ...entry }) => {
      const row = history.get(seq);
      if (!row) throw new AppError('internal', `Der Verlauf kennt die Änderung ${seq} nicht.`);
      const title = [historyTitle(row, names), row.reason ?? ''].filter((text) => text !== '').join(': ');
      return {
        ...entry,
        label: entry.label === '' ? title : entry.label,
        recordedAt: row.at,
        actor: actorText(row.actor, names),
        sources: [
          ...entry.sources,
          ...(entry.sources.some((one) => one.kind === 'import')
            ? []
            : importSource(row.importId, row.importFile)),
        ],
      };
    });
}

const sumEntries = (entries: readonly { cents: Cents }[]): Cents =>
  sumCents(entries.map((entry) => entry.cents));

async function entriesOf(read: Queries, target: Target, asOf: IsoDate, between: Recorded): Promise<Found[]> {
  return [
    ...(await movementEntries(read, target, asOf, between)),
    ...(await orderEntries(read, target, asOf, between)),
    ...(await actualEntries(read, target, asOf, between)),
  ];
}

async function foundBetween(
  read: Queries,
  address: FigureAddress,
  asOf: IsoDate,
  between: Recorded,
): Promise<Found[]> {
  if (address.of !== 'forecast') return entriesOf(read, await targetOf(read, address, asOf), asOf, between);
  const { given, targets } = await forecastChanges(read, address, asOf, between);
  const seqs = await forecastSeqs(
    read,
    given.map((one) => one.given.id),
  );
  const found = given.map((one): Found => ({
    seq: seqs.get(one.given.id) ?? 0,
    label: `Prognose von ${one.given.author}: ${one.given.note}`,
    cents: one.cents,
    on: one.given.forecastOn,
    note: `Zeile ${one.line.number} ${one.line.name}: P danach − P davor`,
    sources: [],
    explain: null,
  }));
  for (const target of targets) pushAll(found, await entriesOf(read, target, asOf, between));
  return found;
}

/**
 * "In March we said 3.1, now 3.4": everything recorded in between that counts at the business date; its sum is the
 * difference. Throws `invalid-parameter` when the days stand the wrong way round, or a figure has no second clock.
 */
export async function explainChanges(
  read: Queries,
  address: FigureAddress,
  query: { asOf: IsoDate; from: IsoDate; to: IsoDate; page: number },
): Promise<ExplainChanges> {
  const { asOf, from, to, page } = query;
  if (from > to)
    throw new AppError('invalid-parameter', 'Der erste Tag liegt nach dem zweiten.', {
      errors: [{ path: 'from', message: 'Erwartet wird ein Tag bis zu dem von „to“.' }],
    });
  const between = { after: (await knownSeqOn(read, from)) ?? 0, upTo: (await knownSeqOn(read, to)) ?? 0 };
  const at = (knownOn: IsoDate, knownSeq: number) =>
    explain(read, address, { asOf, knownOn, knownSeq, page: 1, own: null });
  const [before, now] = [await at(from, between.after), await at(to, between.upTo)];
  const found = await foundBetween(read, address, asOf, between);
  const shown = pageOf(await withHistory(read, found), page, sumEntries);
  return {
    figure: now.figure,
    label: now.label,
    asOf,
    from: { knownOn: from, value: toCents(before.value) },
    to: { knownOn: to, value: toCents(now.value) },
    difference: toCents(now.value - before.value),
    entries: shown.parts,
    page: shown.page,
    carried: toCents(shown.carried),
    remaining: toCents(shown.remaining),
    hasNext: shown.hasNext,
  };
}
