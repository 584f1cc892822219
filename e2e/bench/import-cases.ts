import { factsOf } from './facts.ts';
import type { Line } from './facts.ts';
import { AS_OF, once, result, YEAR } from './result.ts';
import type { Site } from './result.ts';
import { bare, loadOn, watched } from './site.ts';

const HEADERS =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';

const AMOUNTS = 900_000;
const amountOf = (n: number): number => 1_000 + ((n * 7_919) % AMOUNTS);

/** Row `n` of a file, deterministic; `padding` characters more of text than it needs. */
function rowOf(lines: readonly Line[], series: number, n: number, padding: number): string {
  const line = lines[(n * 7) % lines.length];
  const amount = amountOf(n);
  const day = `${String((n % 28) + 1).padStart(2, '0')}.10.${YEAR}`;
  const euro = `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')}`;
  const document = series * 1_000_000 + Math.floor(n / 3);
  const text = `Lizenz ${n % 97}${' und so weiter'.repeat(Math.ceil(padding / 14)).slice(0, padding)}`;
  return `1000;${YEAR};${document};${(n % 3) + 1};${day};;10;${line?.account.padEnd(8, '0') ?? ''};${line?.costObject ?? ''};;;${text};;;${euro}`;
}

interface ImportFile {
  rows: number;
  series: number;
  padding: number;
}

/** The file in pieces, so that the one who measures does not hold it either. */
function* piecesOf(lines: readonly Line[], { rows, series, padding }: ImportFile): Generator<Buffer> {
  yield Buffer.from(HEADERS, 'latin1');
  for (let from = 0; from < rows; from += 1_000) {
    const some = Array.from({ length: Math.min(1_000, rows - from) }, (_, at) =>
      rowOf(lines, series, from + at, padding),
    );
    yield Buffer.from(`\r\n${some.join('\r\n')}`, 'latin1');
  }
}

interface Times {
  planMs: number;
  applyMs: number;
}

/** Uploads, previews and applies; gives the time of each. */
export async function importFile(
  site: Pick<Site, 'server' | 'databaseUrl'>,
  file: ImportFile,
): Promise<Times> {
  const { rows, series } = file;
  const { lines } = await factsOf(site.databaseUrl, YEAR);
  let cents = 0;
  for (let n = 0; n < rows; n += 1) cents += amountOf(n);
  const total = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const began = performance.now();
  const query = `profile=sap-ist&name=bench-${series}.csv&controlTotal=${total}`;
  const planned = await site.server.fetch(`/api/imports/uploads?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: ReadableStream.from(piecesOf(lines, file)),
    duplex: 'half',
  });
  const plan = (await planned.json()) as { uploadId: string; plan: { planSha256: string; add: number } };
  if (!planned.ok || plan.plan.add !== rows)
    throw new Error(`plan: ${planned.status} ${JSON.stringify(plan).slice(0, 500)}`);
  const planMs = performance.now() - began;
  const applied = await site.server.fetch(`/api/imports/uploads/${plan.uploadId}/apply`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ planSha256: plan.plan.planSha256 }),
  });
  if (!applied.ok) throw new Error(`apply: ${applied.status} ${(await applied.text()).slice(0, 500)}`);
  return { planMs, applyMs: performance.now() - began - planMs };
}

/** A small file of the same rows as the one of a large city, and that one: 413,838 rows in 84 MB. */
const SMALL: ImportFile = { rows: 50_000, series: 6_003, padding: 100 };
const LARGE: ImportFile = { rows: 413_838, series: 6_010, padding: 106 };
const MOST_MB = 300;

/** Planning and applying a large city's file: time per row against that of a small file, and memory against 300 MB. */
async function largeFile(site: Site): Promise<void> {
  const small = await importFile(site, SMALL);
  await site.freshServer();
  await site.server.loopDelayMs();
  const { value: large, rssMb } = await watched(site.server, () => importFile(site, LARGE));
  const delay = await site.server.loopDelayMs();
  for (const part of ['planMs', 'applyMs'] as const) {
    const perRow = [small[part] / SMALL.rows, large[part] / LARGE.rows] as const;
    result(site, part === 'planMs' ? 'large-file-plan' : 'large-file-apply', {
      ...{ rps: (LARGE.rows * 1_000) / large[part], p50ms: large[part], p99ms: large[part], rssMb },
      limit: perRow[0] * LARGE.rows,
      ratio: perRow[1] / perRow[0],
    });
  }
  result(site, 'large-file-memory', {
    ...{ rps: 0, p50ms: delay, p99ms: delay, rssMb, limit: MOST_MB, ratio: rssMb / MOST_MB },
  });
}

/** Importing, and reading while somebody imports. */
export async function imports(site: Site, wants: (name: string) => boolean): Promise<void> {
  if (wants('import')) {
    const { value, rssMb } = await watched(site.server, () =>
      importFile(site, { rows: 100_000, series: 6_001, padding: 0 }),
    );
    const ms = value.planMs + value.applyMs;
    const limit = await bare(site.databaseUrl, 'inserts', site.copyUrl);
    once(site, 'import', ms, rssMb, limit.ms);
  }
  if (wants('large-file')) await largeFile(site);
  if (!wants('reads-while-importing')) return;
  await loadOn(site.server, { paths: [`/api/overview?asOf=${AS_OF}`], connections: 2, seconds: 1 });
  await site.server.loopDelayMs();
  const running = { busy: true };
  const importing = importFile(site, { rows: 50_000, series: 6_002, padding: 0 }).finally(
    () => (running.busy = false),
  );
  const seen: { requests: number; seconds: number; p50ms: number; p99ms: number; rssMb: number }[] = [];
  while (running.busy) {
    seen.push(
      await loadOn(site.server, { paths: [`/api/overview?asOf=${AS_OF}`], connections: 2, seconds: 1 }),
    );
  }
  await importing;
  const most = (of: (load: (typeof seen)[number]) => number): number => Math.max(...seen.map(of));
  const requests = seen.reduce((sum, one) => sum + one.requests, 0);
  const seconds = seen.reduce((sum, one) => sum + one.seconds, 0);
  result(site, 'reads-while-importing', {
    rps: requests / seconds,
    p50ms: most((one) => one.p50ms),
    p99ms: most((one) => one.p99ms),
    rssMb: most((one) => one.rssMb),
    limit: 200,
    ratio: most((one) => one.p99ms) / 200,
  });
  const delay = await site.server.loopDelayMs();
  result(site, 'loop-delay-while-importing', {
    ...{ rps: requests / seconds, p50ms: delay, p99ms: delay, rssMb: most((one) => one.rssMb) },
    limit: 50,
    ratio: delay / 50,
  });
}
