import { byObject, GRAIN_WORDS, tellTheSame } from '#shared/imports/grains.ts';
import type { StandingSum } from '#shared/imports/grains.ts';
import { pushAll } from '#shared/largest.ts';
import { formatEuro } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { finding } from '../../db/finding.ts';
import type { Finding } from '../../db/finding.ts';
import { placesOfImports, sumsOfImport } from '../money/standing-sums.sql.ts';
import type { ImportLayout } from '../money/standing-sums.sql.ts';
import { sourcesNow } from './sources.sql.ts';

type Sum = StandingSum & { document: string | null };

function words({ grain, importId, fileName, document, cents }: Sum): string {
  const from = document === null ? fileName : `${fileName}, Beleg ${document}`;
  return `${GRAIN_WORDS[grain]} der Einlesung ${importId} (${from}) über ${formatEuro(cents)} €`;
}

/** Pairs of sums of one system that tell the same money, each once. */
function pairsAmong(sums: readonly Sum[]): [Sum, Sum][] {
  const pairs: [Sum, Sum][] = [];
  for (const group of byObject(sums).values() as Iterable<Sum[]>) {
    if (group.every((sum) => sum.grain === group[0]?.grain)) continue;
    for (const [index, sum] of group.entries())
      for (const other of group.slice(index + 1)) if (tellTheSame(sum, other)) pairs.push([sum, other]);
  }
  return pairs;
}

/** The imports of a system that stand in a year beside another grain; the others cannot tell anything twice. */
async function besideAnotherGrain(
  read: Queries,
  sources: readonly string[],
): Promise<{ year: number; layout: ImportLayout }[]> {
  const places = await placesOfImports(read, { sources });
  const years = Map.groupBy(places, (place) => place.year);
  return [...years].flatMap(([year, inYear]) => {
    const grains = new Set(inYear.map(({ layout }) => layout.grain));
    if (grains.size < 2) return [];
    const layouts = new Map(inYear.map(({ layout }) => [layout.id, layout]));
    return [...layouts.values()].map((layout) => ({ year, layout }));
  });
}

/**
 * For one system, object, account and month only one grain counts (0024). What stands twice is named with documents,
 * imports and amounts; taking one of the two imports back mends it, by request.
 */
export async function monthsStandOnce(read: Queries): Promise<Finding> {
  const systems = Map.groupBy(await sourcesNow(read), (source) => source.system);
  const faults: string[] = [];
  for (const members of systems.values()) {
    const sums: Sum[] = [];
    const codes = members.map((source) => source.code);
    for (const { year, layout } of await besideAnotherGrain(read, codes))
      pushAll(sums, await sumsOfImport(read, layout, [year]));
    const pairs = pairsAmong(sums);
    pushAll(
      faults,
      pairs.map(
        ([one, other]) =>
          `${one.period}/${one.year}, ${one.object} / ${one.account} zählt doppelt: ${words(one)} und ${words(other)}`,
      ),
    );
  }
  return finding(faults, `${systems.size} Systeme`);
}
