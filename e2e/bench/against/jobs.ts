/** What takes long, and what it costs in memory. */
import { AS_OF, YEAR } from '../result.ts';
import { bare, loadOn, watched } from '../site.ts';
import type { Side } from './side.ts';
import type { Stage } from './stage.ts';

const SIDES = ['then', 'now'] as const;

/** The check of everything, against the one statement that sums every posting. */
export async function verify(stage: Stage): Promise<void> {
  const seen = { then: [] as number[], now: [] as number[], bare: [] as number[] };
  for (let turn = 0; turn < 2; turn += 1) {
    for (const side of SIDES) {
      const auditor = await stage[side].person('rechnungspruefung');
      const answer = await auditor.must('/api/history/verify');
      seen[side].push(answer.ms);
    }
    seen.bare.push((await bare(stage.now.databaseUrl, 'scan')).ms);
  }
  const least = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[0] ?? NaN;
  stage.report('verify', 'ms', { then: least(seen.then), now: least(seen.now), direction: 'less' });
  stage.report('verify', 'times the one statement', {
    ...{ then: least(seen.then) / least(seen.bare), now: least(seen.now) / least(seen.bare) },
    ...{ direction: 'less', asked: { most: 2 } },
  });
}

const day = (n: number): string => new Date(Date.UTC(YEAR, 3, 1 + (n % 240))).toISOString().slice(0, 10);

/** Requests as a day brings them: mostly pages many look at, some of them computed anew. */
function mixed(stage: Stage, count: number): string[] {
  const { lines, projects } = stage.facts;
  const line = (n: number): number => lines[(n * 7) % lines.length]?.id ?? 0;
  const project = (n: number): number => projects[(n * 11) % projects.length] ?? 0;
  const kinds: ((n: number) => string)[] = [
    (n) => `/api/overview?asOf=${day(Math.floor(n / 100))}`,
    (n) => `/api/budget?asOf=${day(Math.floor(n / 100))}&year=${YEAR}`,
    (n) => `/api/budget/lines/${line(n)}?asOf=${day(n)}`,
    (n) => `/api/projects/${project(n)}?asOf=${day(n)}`,
    () => `/api/projects?asOf=${AS_OF}`,
    (n) => `/api/search?q=${encodeURIComponent(['netz', 'lizenz', 'K-1', '9970'][n % 4] ?? '')}`,
    (n) => `/api/explain?figure=line:${line(n)}:I&asOf=${day(n)}`,
    (n) => `/api/orders?asOf=${AS_OF}&page=${1 + (n % 5)}`,
    (n) => `/api/milestones?asOf=${day(Math.floor(n / 50))}`,
    () => '/api/session',
  ];
  return Array.from({ length: count }, (_, n) => kinds[n % kinds.length]?.(n) ?? '/');
}

/** Time after its last request in which a server has put away what it no longer needs: its threads stay a minute. */
const REST_MS = 65_000;

const rest = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function idle(side: Side): Promise<number> {
  await side.restart();
  await rest(2_000);
  return side.server.rssMb();
}

async function afterMixed(stage: Stage, side: Side, count: number): Promise<number> {
  await side.server.signIn('controlling1');
  const { rssMb } = await loadOn(side.server, {
    ...{ paths: mixed(stage, count), connections: 4, seconds: 0 },
  });
  return rssMb;
}

async function csvExport(stage: Stage, side: Side): Promise<number> {
  await side.restart();
  await side.server.signIn('controlling1');
  // About 100,000 postings of a million, as the bench of one build exports them.
  const selected = stage.size.postings > 200_000 ? `asOf=${YEAR}-03-13&year=${YEAR}` : `asOf=${YEAR}-12-31`;
  const { rssMb } = await watched(side.server, async () => {
    const answer = await side.server.fetch(`/api/postings.csv?${selected}`);
    if (!answer.ok) throw new Error(`export: ${answer.status}`);
    return (await answer.arrayBuffer()).byteLength;
  });
  return rssMb;
}

/** Resident memory of the server with its threads and processes, in MB. */
export async function memory(stage: Stage): Promise<void> {
  const count = Math.max(200, Math.round(10_000 * Math.min(1, stage.scale)));
  const measure = async (quantity: string, most: number, of: (side: Side) => Promise<number>) => {
    const [then, now] = [await of(stage.then), await of(stage.now)];
    stage.report('memory', `MB, ${quantity}`, { then, now, direction: 'less', asked: { most } });
  };
  await measure('idle after its check at start', 120, idle);
  await measure('idle a minute later', 120, async (side) => {
    await rest(side === stage.then ? REST_MS : 1_000);
    return side.server.rssMb();
  });
  await measure(`most during ${count} mixed requests`, 220, (side) => afterMixed(stage, side, count));
  await measure('csv export', 200, (side) => csvExport(stage, side));
}
