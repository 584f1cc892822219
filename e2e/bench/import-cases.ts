import { AS_OF, linesOf, once, result, YEAR } from './result.ts';
import type { Line, Site } from './result.ts';
import { bare, loadOn, watched } from './site.ts';

const HEADERS =
  'Buchungskreis;Geschäftsjahr;Belegnummer;Position;Buchungsdatum;Belegdatum;Periode;Sachkonto;PSP-Element;Innenauftrag;Kostenstelle;Text;Kreditor;Einkaufsbeleg;Betrag in Hauswährung';

function importFile(lines: readonly Line[], rows: number, series: number): { bytes: Buffer; cents: number } {
  let cents = 0;
  const text = Array.from({ length: rows }, (_, n) => {
    const line = lines[(n * 7) % lines.length];
    const amount = 1_000 + ((n * 7_919) % 900_000);
    cents += amount;
    const day = `${String((n % 28) + 1).padStart(2, '0')}.10.${YEAR}`;
    const euro = `${Math.floor(amount / 100)},${String(amount % 100).padStart(2, '0')}`;
    const document = series * 1_000_000 + Math.floor(n / 3);
    return `1000;${YEAR};${document};${(n % 3) + 1};${day};;10;${line?.account.padEnd(8, '0') ?? ''};${line?.costObject ?? ''};;;Lizenz ${n % 97};;;${euro}`;
  });
  return { bytes: Buffer.from([HEADERS, ...text].join('\r\n'), 'latin1'), cents };
}

/** Uploads, previews and applies; gives the time of both together. */
async function importRows(site: Site, rows: number, series: number): Promise<number> {
  const lines = await linesOf(site.server);
  const { bytes, cents } = importFile(lines, rows, series);
  const total = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const began = performance.now();
  const query = `profile=sap-ist&name=bench-${series}.csv&controlTotal=${total}`;
  const planned = await site.server.fetch(`/api/imports/uploads?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  const plan = (await planned.json()) as { uploadId: string; plan: { planSha256: string; add: number } };
  if (!planned.ok || plan.plan.add !== rows)
    throw new Error(`plan: ${planned.status} ${JSON.stringify(plan).slice(0, 500)}`);
  const applied = await site.server.fetch(`/api/imports/uploads/${plan.uploadId}/apply`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ planSha256: plan.plan.planSha256 }),
  });
  if (!applied.ok) throw new Error(`apply: ${applied.status} ${(await applied.text()).slice(0, 500)}`);
  return performance.now() - began;
}

/** Importing, and reading while somebody imports. */
export async function imports(site: Site, wants: (name: string) => boolean): Promise<void> {
  if (wants('import')) {
    const { value: ms, rssMb } = await watched(site.server, () => importRows(site, 100_000, 6_001));
    const limit = await bare(site.databaseUrl, 'inserts', site.copyUrl);
    once(site, 'import', ms, rssMb, limit.ms);
  }
  if (!wants('reads-while-importing')) return;
  await loadOn(site.server, { paths: [`/api/overview?asOf=${AS_OF}`], connections: 2, seconds: 1 });
  await site.server.loopDelayMs();
  const running = { busy: true };
  const importing = importRows(site, 50_000, 6_002).finally(() => (running.busy = false));
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
