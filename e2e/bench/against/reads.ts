/** Pages, computed anew: what they cost after somebody has written. */
import { AS_OF, YEAR } from '../result.ts';
import { bare, loadOn } from '../site.ts';
import { alternate } from './alternate.ts';
import type { Both } from './alternate.ts';
import { CHANGED } from './changed.ts';
import { median } from './side.ts';
import type { Side } from './side.ts';
import type { Stage } from './stage.ts';

const LOAD_CONNECTIONS = 8;
const PAGE = 100;

export const overview = (stage: Stage): Promise<Both> =>
  alternate(stage, {
    ...{ name: 'overview', paths: [`/api/overview?asOf=${AS_OF}`], times: stage.times },
    changed: CHANGED.overview,
    asked: { rps: { times: 10 }, statements: { most: 8 } },
  });

export const budget = (stage: Stage): Promise<Both> =>
  alternate(stage, {
    ...{ name: 'budget', paths: [`/api/budget?asOf=${AS_OF}&year=${YEAR}`], times: stage.times },
    changed: CHANGED.budget,
    asked: { rps: { times: 4 } },
  });

/** Requests a second of addresses nobody asked before, by turns of batches; over kept connections. */
async function throughput(
  stage: Stage,
  batches: readonly (readonly string[])[],
  login: string,
): Promise<{ then: number; now: number }> {
  const rates = { then: [] as number[], now: [] as number[] };
  for (const side of [stage.then, stage.now]) await side.server.signIn(login);
  for (const paths of batches)
    for (const side of ['then', 'now'] as const) {
      const { requests, seconds } = await loadOn(stage[side].server, {
        ...{ paths: [...paths], connections: LOAD_CONNECTIONS, seconds: 0 },
      });
      rates[side].push(requests / seconds);
    }
  return { then: median(rates.then), now: median(rates.now) };
}

/** Pages 1 to the last of the lines with the most postings, each address once. */
function pagesOf(lines: Stage['facts']['lines'], asOf: string): string[] {
  return lines
    .slice(0, 40)
    .flatMap(({ id, postings }) =>
      Array.from(
        { length: Math.max(1, Math.floor(postings / PAGE / 2)) },
        (_, n) => `/api/budget/lines/${id}?asOf=${asOf}&page=${n + 1}`,
      ),
    );
}

/** A page of 100 postings: the first, a late one, any page of any line; and against the bare statement. */
export async function postings(stage: Stage): Promise<void> {
  const { lines } = stage.facts;
  const [line] = lines;
  if (!line) throw new Error('no generated line');
  const late = Math.max(1, Math.min(40, Math.floor(line.postings / PAGE / 2)));
  const pageAt = (id: number, page: number): string => `/api/budget/lines/${id}?asOf=${AS_OF}&page=${page}`;
  const { times } = stage;
  const at = (page: number): Promise<Both> =>
    alternate(stage, {
      ...{ name: `postings, page ${page}`, paths: [pageAt(line.id, page)], times, changed: CHANGED.postings },
    });
  const firsts = await at(1);
  const lates = late === 1 ? firsts : await at(late);
  const growth = (side: 'then' | 'now'): number => median(lates[side].ms) / median(firsts[side].ms);
  stage.report('postings', `page ${late} : page 1, p50`, {
    ...{ then: growth('then'), now: growth('now'), direction: 'less', asked: { most: 1.3 } },
  });
  const days = ['2025-08-31', '2025-07-15', '2025-06-30', '2025-05-15'];
  const rates = await throughput(
    stage,
    days.map((asOf) => pagesOf(lines, asOf).slice(0, 100)),
    'controlling1',
  );
  const limit = await bare(stage.now.databaseUrl, 'page', String(line.id), AS_OF, '300');
  const most = (limit.count * 1_000) / limit.ms;
  stage.report('postings', 'requests/s, any page of any line', { ...rates, direction: 'more' });
  stage.report('postings', 'share of the bare statement', {
    ...{ then: rates.then / most, now: rates.now / most, direction: 'more', asked: { least: 0.4 } },
  });
}

const SEARCHED = ['lizenzen', 'Gebaeude', 'netz', 'K-10', 'P-004', 'eAkte', 'zzzz', 'betrieb geo'];

/** Words of every kind, asked after a write, and against the one statement that looks through the folded texts. */
export async function search(stage: Stage): Promise<void> {
  const paths = SEARCHED.map((word) => `/api/search?q=${encodeURIComponent(word)}`);
  const seen = await alternate(stage, { name: 'search', paths, times: stage.times, changed: CHANGED.search });
  const times = 20;
  const limit = await bare(stage.now.databaseUrl, 'words', String(times), ...SEARCHED);
  const rate = (side: 'then' | 'now'): number =>
    1_000 / (seen[side].ms.reduce((a, b) => a + b) / stage.times);
  const most = (limit.count * 1_000) / limit.ms;
  stage.report('search', 'share of the bare statement', {
    ...{ then: rate('then') / most, now: rate('now') / most, direction: 'more', asked: { least: 0.5 } },
  });
}

/** What the page asks for at once, and the rest on demand. */
const FIRST_ROWS = 100;

/** Whether a build's list of projects can be asked for its first rows alone. */
async function knowsFirst(side: Side): Promise<boolean> {
  const person = await side.person('controlling1');
  const { paths } = await person.json<{
    paths: Record<string, { get?: { parameters?: { name: string }[] } }>;
  }>('/api/openapi.json');
  return paths['/api/projects']?.get?.parameters?.some(({ name }) => name === 'first') ?? false;
}

/** The list with every project, and what the page shows first where it can be asked for, against the whole list of then. */
const projects = (name: string) => async (stage: Stage) => {
  const path = `/api/projects?asOf=${AS_OF}`;
  const question = { paths: [path], times: stage.times, changed: CHANGED.projects };
  await alternate(stage, { ...question, name: `${name}, all`, asked: { rps: { times: 10 } } });
  if (!(await knowsFirst(stage.now))) return;
  await alternate(stage, {
    ...{ ...question, name: `${name}, first rows`, pathsNow: [`${path}&first=${FIRST_ROWS}`] },
    changed: [...CHANGED.projects, ...CHANGED.firstProjects],
    asked: { rps: { times: 10 }, wireBytes: { most: 200_000 } },
  });
};

export const fewProjects = projects('project list, few');
export const manyProjects = projects('project list, many');

/** Peak of memory over what a server had before, in MB, while `work` runs. */
export async function growthOf(side: Side, work: () => Promise<void>): Promise<number> {
  const before = side.server.rssMb();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, side.server.rssMb())), 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(most, side.server.rssMb()) - before;
}
