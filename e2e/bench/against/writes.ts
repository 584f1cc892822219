/** Writing: status updates of twenty people, and an import beside which another one writes. */
import { importFile } from '../import-cases.ts';
import type { Person } from '../person.ts';
import { bare, watched } from '../site.ts';
import { copyOf } from './ground.ts';
import { largest } from './side.ts';
import type { Side } from './side.ts';
import type { Stage } from './stage.ts';

const CLIENTS = 20;
const SLICES = 4;
const SLICE_MS = 3_000;
const COMMITS = 1_000;

const EVEN = { overall: 'green', time: 'green', cost: 'green', scope: 'green' };
const FLAT = { overall: 'flat', time: 'flat', cost: 'flat', scope: 'flat' };

const report = (sentence: string): unknown => ({
  ...{ reportingDate: '2025-09-30', lights: EVEN, trends: FLAT, sentence },
  divergenceReason: 'Wie im Bericht des Quartals begründet.',
  ...{ sinceLast: 'Nichts Neues.', untilNext: 'Weiter wie geplant.', decisionNeeded: null },
  ...{ forecastCents: null, milestoneForecasts: [] },
});

/** One client: reports on its own project, again and again, each time on the version it was answered with. */
async function keepReporting(person: Person, project: number, until: number): Promise<number> {
  let { etag } = await person.must(`/api/projects/${project}`);
  let done = 0;
  while (performance.now() < until) {
    const answer = await person.must(`/api/projects/${project}/status`, {
      ...{ method: 'PATCH', body: report(`Meldung ${done}`) },
      ...(etag !== undefined && { ifMatch: etag }),
    });
    etag = answer.etag;
    done += 1;
  }
  return done;
}

async function slice(side: Side, projects: readonly number[]): Promise<{ done: number; seconds: number }> {
  const office = await side.person('programmbuero');
  const clients = projects.map(() => office.again());
  const began = performance.now();
  const counts = await Promise.all(
    clients.map((client, n) => keepReporting(client, projects[n] ?? 0, began + SLICE_MS)),
  );
  for (const client of clients) client.leave();
  return {
    done: counts.reduce((sum, count) => sum + count, 0),
    seconds: (performance.now() - began) / 1_000,
  };
}

/** Status updates of twenty people at once, each on a project of their own. */
export async function status(stage: Stage): Promise<void> {
  const running = await runningProjects(stage.now);
  const projects = running.slice(0, CLIENTS);
  const sum = { then: { done: 0, seconds: 0, cpu: 0 }, now: { done: 0, seconds: 0, cpu: 0 } };
  for (let turn = 0; turn < SLICES; turn += 1)
    for (const side of ['then', 'now'] as const) {
      const spent = stage[side].cpu();
      const { done, seconds } = await slice(stage[side], projects);
      const { server, database } = spent();
      sum[side].done += done;
      sum[side].seconds += seconds;
      sum[side].cpu += server + database;
    }
  const rate = (side: 'then' | 'now'): number => sum[side].done / sum[side].seconds;
  const name = `status updates, ${projects.length} clients`;
  stage.report(name, 'updates/s', {
    ...{ then: rate('then'), now: rate('now'), direction: 'more', asked: { times: 5 } },
  });
  stage.report(name, 'CPU ms of one', {
    ...{ then: sum.then.cpu / sum.then.done, now: sum.now.cpu / sum.now.done, direction: 'less' },
  });
  const limit = await bare(stage.now.databaseUrl, 'commits', String(COMMITS));
  const most = (limit.count * 1_000) / limit.ms;
  stage.report(name, 'share of bare commits', {
    ...{ then: rate('then') / most, now: rate('now') / most, direction: 'more' },
  });
}

/** Projects that are still reported on: at least one that was cancelled is refused. */
async function runningProjects(side: Side): Promise<number[]> {
  const office = await side.person('programmbuero');
  const running: number[] = [];
  // The newest are the generated ones, which stand in no story of the demo.
  for (const id of side.newestProjects) {
    if (running.length === CLIENTS) break;
    const { project } = await office.json<{ project: { state: string } }>(
      `/api/projects/${id}?asOf=2025-09-30`,
    );
    if (project.state === 'running') running.push(id);
  }
  return running;
}

const ROWS = 100_000;
const PAUSE_MS = 100;

const rowsOf = ({ scale }: Stage): number => Math.max(2_000, Math.round(ROWS * Math.min(1, scale)));

interface Imported {
  ms: number;
  rssMb: number;
  delayMs: number;
  longestWriteMs: number;
  refused: number;
  bareMs: number;
}

/** Plan and apply on a server that has done nothing yet, while another one keeps writing. */
async function importOn(stage: Stage, side: Side): Promise<Imported> {
  await side.stop();
  const label = side === stage.then ? 'then' : 'now';
  const copyUrl = await copyOf(side.databaseUrl, label, stage.folder);
  await side.restart();
  const { server, databaseUrl } = side;
  await server.signIn('controlling1');
  await side.write();
  await server.loopDelayMs();
  const state = { busy: true };
  const waits: number[] = [];
  let refused = 0;
  const keepWriting = async (): Promise<void> => {
    while (state.busy) {
      const { ms, status: code } = await side.tryWrite();
      waits.push(ms);
      if (code === 503) refused += 1;
      await new Promise((done) => setTimeout(done, PAUSE_MS));
    }
  };
  const rows = rowsOf(stage);
  const [{ value, rssMb }] = await Promise.all([
    watched(server, () =>
      importFile({ server, databaseUrl }, { rows, series: 6_001, padding: 0 }).finally(
        () => (state.busy = false),
      ),
    ),
    keepWriting(),
  ]);
  const ms = value.planMs + value.applyMs;
  const delayMs = await server.loopDelayMs();
  const { ms: bareMs } = await bare(databaseUrl, 'inserts', copyUrl);
  return { ms, rssMb, delayMs, longestWriteMs: largest(waits), refused, bareMs };
}

export async function importing(stage: Stage): Promise<void> {
  const [then, now] = [await importOn(stage, stage.then), await importOn(stage, stage.now)];
  const told = (quantity: string, of: (one: Imported) => number, asked?: { most: number }): void =>
    stage.report(`import of ${rowsOf(stage).toLocaleString('en-US')} rows`, quantity, {
      ...{ then: of(then), now: of(now), direction: 'less', ...(asked && { asked }) },
    });
  told('ms, plan + apply', (one) => one.ms);
  told('times the bare inserts', (one) => one.ms / one.bareMs, { most: 1.5 });
  told('longest wait of another writer, ms', (one) => one.longestWriteMs, { most: 500 });
  told('writers refused (503)', (one) => one.refused, { most: 0 });
  told('event loop stood still, ms', (one) => one.delayMs, { most: 50 });
  told('peak RSS MB', (one) => one.rssMb, { most: 250 });
}
