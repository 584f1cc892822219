import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Result } from './result.ts';
import { ROOT } from './site.ts';

const FILE = join(ROOT, 'docs/benchmarks.md');
const BEGIN = '<!-- table: written by npm run bench -->';
const END = '<!-- end of table -->';

const german = (value: number | null): string =>
  value === null
    ? '–'
    : value.toLocaleString('de-DE', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

function rowOf(one: Result): string {
  const cells = [one.rps, one.p50ms, one.p99ms, one.rssMb, one.limit, one.ratio].map(german);
  return `| ${one.name} | ${one.engine} | ${one.postings.toLocaleString('de-DE')} | ${cells.join(' | ')} |`;
}

const PAGES = ['overview', 'budget', 'postings', 'explain'];

/** Time of the largest size over that of the smallest, for the pages, remembered and computed anew. */
function growth(results: readonly Result[]): string[] {
  const groups = Map.groupBy(
    results.filter((one) => PAGES.includes(one.name.replace(/-cold$/u, ''))),
    (one) => `${one.name} | ${one.engine}`,
  );
  return [...groups].flatMap(([name, group]) => {
    const sorted = group.sort((a, b) => a.postings - b.postings);
    const [least, most] = [sorted[0], sorted.at(-1)];
    if (!least || !most || least === most) return [];
    return [
      `| ${name} | ${least.postings.toLocaleString('de-DE')} → ${most.postings.toLocaleString('de-DE')} | ${german(most.p50ms / least.p50ms)} |`,
    ];
  });
}

/** The table as it is printed and written. */
export function tableOf(results: readonly Result[], took: { load: number; minutes: number }): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).trim();
  const growths = growth(results);
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)} at ${commit}: ${machine}; load average ${german(took.load)} before, ${german(loadavg()[0] ?? 0)} after; ${german(took.minutes)} minutes.`,
    '',
    '| name | engine | postings | rps | p50 ms | p99 ms | RSS MB | limit | ratio |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...results.map(rowOf),
    ...(growths.length === 0
      ? []
      : ['', '| page | engine | postings | p50 : p50 |', '| --- | --- | --- | ---: |', ...growths]),
  ].join('\n');
}

/** Puts the table in its place in docs/benchmarks.md; the words around it stay. */
export function writeReport(table: string): void {
  const text = readFileSync(FILE, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  writeFileSync(FILE, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
}
