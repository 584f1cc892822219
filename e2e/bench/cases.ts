import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bare, loadOn, script, Server, watched } from './site.ts';
import { factsOf } from './facts.ts';
import { imports } from './import-cases.ts';
import { AS_OF, once, result, YEAR } from './result.ts';
import type { Site } from './result.ts';

const CONNECTIONS = 8;
const SECONDS = 3;
const COLD_DAYS = 40;
/** Days asked for before, so that a new server's first answers are not what is measured. */
const WARM_UP_DAYS = 12;

/** The same bytes from Express alone, in the same run. */
async function bareExpress(site: Site, path: string): Promise<number> {
  const file = join(site.folder, 'answer.json');
  writeFileSync(file, Buffer.from(await (await site.server.fetch(path)).arrayBuffer()));
  const express = await Server.start([join(import.meta.dirname, 'bare/express.ts'), file], {
    NODE_ENV: 'production',
  });
  try {
    await loadOn(express, { paths: ['/'], connections: CONNECTIONS, seconds: 1 });
    const { requests, seconds } = await loadOn(express, {
      paths: ['/'],
      connections: CONNECTIONS,
      seconds: SECONDS,
    });
    return requests / seconds;
  } finally {
    await express.stop();
  }
}

/** A page as people ask for it again and again, beside bare Express. */
async function warm(site: Site, name: string, path: string): Promise<void> {
  await loadOn(site.server, { paths: [path], connections: CONNECTIONS, seconds: 1 });
  const load = await loadOn(site.server, { paths: [path], connections: CONNECTIONS, seconds: SECONDS });
  const rps = load.requests / load.seconds;
  const limit = await bareExpress(site, path);
  const { p50ms, p99ms, rssMb } = load;
  result(site, name, { rps, p50ms, p99ms, rssMb, limit, ratio: rps / limit });
}

/** A page that nobody asked for before: every request another day, one at a time. */
async function cold(
  site: Site,
  name: string,
  pathAt: (asOf: string) => string,
  limitRps: number | null,
): Promise<void> {
  const days = Array.from({ length: COLD_DAYS }, (_, n) =>
    new Date(Date.UTC(YEAR, 4, 2 + n * 3)).toISOString().slice(0, 10),
  );
  const others = Array.from({ length: WARM_UP_DAYS }, (_, n) =>
    new Date(Date.UTC(YEAR - 1, 4, 3 + n * 5)).toISOString().slice(0, 10),
  );
  await loadOn(site.server, { paths: others.map(pathAt), connections: 1, seconds: 0 });
  const { requests, seconds, p50ms, p99ms, rssMb } = await loadOn(site.server, {
    paths: days.map(pathAt),
    connections: 1,
    seconds: 0,
  });
  const rps = requests / seconds;
  result(site, name, {
    rps,
    p50ms,
    p99ms,
    rssMb,
    limit: limitRps,
    ratio: limitRps === null ? null : rps / limitRps,
  });
}

async function pages(site: Site, wants: (name: string) => boolean): Promise<void> {
  const { server } = site;
  await server.signIn('controlling1');
  const [line] = (await factsOf(site.databaseUrl, YEAR)).lines;
  if (!line) throw new Error('no generated line');
  const paths: Record<string, (asOf: string) => string> = {
    overview: (asOf) => `/api/overview?asOf=${asOf}`,
    budget: (asOf) => `/api/budget?asOf=${asOf}&year=${YEAR}`,
    postings: (asOf) => `/api/budget/lines/${line.id}?asOf=${asOf}`,
    explain: (asOf) => `/api/explain?figure=line:${line.id}:I&asOf=${asOf}`,
    search: () => `/api/search?q=${encodeURIComponent('Lizenzen')}`,
  };
  for (const [name, pathAt] of Object.entries(paths)) {
    if (!wants(name) && !wants(`${name}-cold`)) continue;
    if (wants(name)) await warm(site, name, pathAt(AS_OF));
    if (!wants(`${name}-cold`) || name === 'search') continue;
    const times = 300;
    const { ms } =
      name === 'postings'
        ? await bare(site.copyUrl, 'page', String(line.id), AS_OF, String(times))
        : { ms: 0 };
    await cold(site, `${name}-cold`, pathAt, ms === 0 ? null : (times * 1_000) / ms);
  }
}

/** Words nobody asked for before: of every kind, common and rare, with umlauts and without, and what is nowhere. */
const SEARCHED = [
  'lizenzen',
  'eAkte Betrieb',
  'Gebaeude',
  'GRDrs 316/2021',
  'netz',
  'K-10',
  '9970',
  '0004599',
  'zzzz',
  'P-0042',
];

async function searches(site: Site): Promise<void> {
  const { server } = site;
  await server.signIn('controlling1');
  // Blanks behind a word make another address of the same question, so that no kept answer serves it.
  const paths = SEARCHED.flatMap((word) =>
    Array.from(
      { length: 4 },
      (_, blanks) => `/api/search?q=${encodeURIComponent(word + ' '.repeat(blanks))}`,
    ),
  );
  const { requests, seconds, p50ms, p99ms, rssMb } = await loadOn(server, {
    paths,
    connections: 1,
    seconds: 0,
  });
  result(site, 'search-new', { rps: requests / seconds, p50ms, p99ms, rssMb, limit: null, ratio: null });
}

/** About 100,000 postings at every size that has them: the day up to which, and from the first day of its year on or all. */
function exportSelection(postings: number): { asOf: string; year: string } {
  return postings > 200_000
    ? { asOf: `${YEAR}-03-13`, year: String(YEAR) }
    : { asOf: `${YEAR}-12-31`, year: '' };
}

/** A server that has done nothing yet, so that its memory is that of the one job. */
export async function freshServer(site: Site, login: string): Promise<void> {
  await site.server.stop();
  site.server = await Server.ours(site.databaseUrl);
  await site.server.signIn(login);
}

async function exports(site: Site, wants: (name: string) => boolean): Promise<void> {
  for (const format of ['csv', 'xlsx']) {
    if (!wants(`export-${format}`)) continue;
    await freshServer(site, 'controlling1');
    const { asOf, year } = exportSelection(site.postings);
    const limit = await bare(site.copyUrl, 'select', asOf, year);
    const began = performance.now();
    const { rssMb } = await watched(site.server, async () => {
      const answer = await site.server.fetch(
        `/api/postings.${format}?asOf=${asOf}${year === '' ? '' : `&year=${year}`}`,
      );
      if (!answer.ok) throw new Error(`export: ${answer.status} ${await answer.text()}`);
      return (await answer.arrayBuffer()).byteLength;
    });
    once(site, `export-${format}`, performance.now() - began, rssMb, limit.ms);
  }
}

async function verify(site: Site): Promise<void> {
  await freshServer(site, 'rechnungspruefung');
  const limit = await bare(site.copyUrl, 'scan');
  const began = performance.now();
  const { value, rssMb } = await watched(site.server, () =>
    site.server.json<{ ok: boolean }>('/api/history/verify'),
  );
  if (!value.ok) throw new Error('verify found something');
  once(site, 'verify', performance.now() - began, rssMb, limit.ms);
}

/** Every case of one engine and size, in the order of the table; what writes comes last. */
export async function measure(site: Site): Promise<void> {
  const wants = (name: string): boolean => site.only.length === 0 || site.only.includes(name);
  await pages(site, wants);
  if (wants('search-new')) await searches(site);
  await exports(site, wants);
  if (wants('verify')) await verify(site);
  if (!['import', 'large-file', 'reads-while-importing'].some(wants)) return;
  await freshServer(site, 'controlling1');
  await imports(site, wants);
}

/** A generated database and its untouched copy. */
export async function prepare(
  databaseUrl: string,
  copyUrl: string,
  postings: number,
  projects: string,
): Promise<void> {
  if (!databaseUrl.startsWith('sqlite:')) await script('e2e/bench/bare/database.ts', databaseUrl, 'create');
  const size = ['--postings', String(postings), ...(projects === '' ? [] : ['--projects', projects])];
  await script('server/cli.ts', 'generate', ...size, '--database', databaseUrl);
  await script('e2e/bench/bare/database.ts', databaseUrl, 'analyze');
  await script('e2e/bench/bare/database.ts', databaseUrl, 'copy', copyUrl);
}
