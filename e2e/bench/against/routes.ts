/** Every GET route there is, once: its time, and how long it held the event loop. */
import { AS_OF, YEAR } from '../result.ts';
import type { Side } from './side.ts';
import type { Stage } from './stage.ts';

const SHOWN = 5;

interface Ids {
  line: number;
  project: number;
  posting: number;
  order: number;
  request: number;
  report: number;
  import: number;
  profile: string;
}

/** An address of each route, by its path in the API's own description. */
const ADDRESSES: Record<string, (ids: Ids) => string> = {
  '/api/budget': () => `?asOf=${AS_OF}&year=${YEAR}`,
  '/api/budget.xlsx': () => `?asOf=${AS_OF}&year=${YEAR}`,
  '/api/budget/steps': () => '?asOf=2021-09-15&year=2021&ledger=result',
  '/api/carry-over': () => `?asOf=${YEAR - 1}-12-31&year=${YEAR - 1}`,
  '/api/carry-over/annex.xlsx': () => `?asOf=${YEAR - 1}-12-31&year=${YEAR - 1}`,
  '/api/explain': ({ line }) => `?figure=line:${line}:V&asOf=${AS_OF}`,
  '/api/explain.xlsx': ({ line }) => `?figure=line:${line}:V&asOf=${AS_OF}`,
  '/api/explain/changes': ({ line }) => `?figure=line:${line}:V&asOf=${AS_OF}&from=${YEAR}-03-31`,
  '/api/forecasts': () => `?asOf=${AS_OF}&year=${YEAR}`,
  '/api/later-years': () => `?asOf=${AS_OF}&year=${YEAR}`,
  '/api/periods': () => `?year=${YEAR}`,
  '/api/postings.csv': () => `?asOf=${YEAR}-01-31&year=${YEAR}`,
  '/api/postings.xlsx': () => `?asOf=${YEAR}-01-31&year=${YEAR}`,
  '/api/reconciliation/basket': () => `?year=${YEAR}`,
  '/api/reconciliation/lines': () => `?year=${YEAR}&ledger=result`,
  '/api/reports/compare': ({ report }) => `?before=${report}&after=${report}`,
  '/api/reports/draft': () => `?asOf=${AS_OF}`,
  '/api/reports/draft.xlsx': () => `?asOf=${AS_OF}`,
  '/api/search': () => '?q=netz',
  '/api/tie-outs': () => `?year=${YEAR}&period=03&ledger=result`,
};

/** What a file only its uploader has, and what the page before it makes: no address stands for them. */
const LEFT_OUT: Record<string, string> = {
  '/api/imports/uploads/{uploadId}/errors.csv': 'belongs to an upload with faults',
};

/** Whom a route answers: the check and the history are not for those who enter money. */
const loginOf = (path: string): string =>
  path.startsWith('/api/history') ? 'rechnungspruefung' : 'controlling1';

const PARAMETERS: [RegExp, (ids: Ids) => number | string][] = [
  [/^\/api\/budget\/lines\//u, (ids) => ids.line],
  [/^\/api\/projects\//u, (ids) => ids.project],
  [/^\/api\/postings\//u, (ids) => ids.posting],
  [/^\/api\/orders\//u, (ids) => ids.order],
  [/^\/api\/requests\//u, (ids) => ids.request],
  [/^\/api\/report-drafts\//u, () => 1],
  [/^\/api\/report-fair-copies\//u, () => 1],
  [/^\/api\/reports\//u, (ids) => ids.report],
  [/^\/api\/imports\//u, (ids) => ids.import],
  [/^\/api\/import-profiles\//u, (ids) => ids.profile],
];

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
}

interface Described {
  paths: Record<string, Record<string, { parameters?: Parameter[] } | undefined>>;
}

async function idsOf(stage: Stage, side: Side): Promise<Ids> {
  const controller = await side.person('controlling1');
  const { lines, projects, unassigned } = stage.facts;
  const first = async (path: string, list: string): Promise<number> => {
    const answer = await controller.json<Record<string, { id: number }[]>>(path);
    return answer[list]?.[0]?.id ?? 0;
  };
  const profiles = await controller.json<{ profiles: { code: string }[] }>('/api/import-profiles');
  return {
    line: lines[0]?.id ?? 0,
    project: projects[0] ?? 0,
    posting: unassigned[0] ?? 0,
    order: await first('/api/orders', 'orders'),
    request: await first('/api/requests', 'requests'),
    report: await first('/api/reports', 'reports'),
    import: await first('/api/imports', 'imports'),
    profile: profiles.profiles[0]?.code ?? '',
  };
}

/** The addresses of every GET route a build describes. A route that needs what nobody gave here is a fault. */
async function addressesOf(stage: Stage, side: Side): Promise<string[]> {
  const controller = await side.person('controlling1');
  const { paths } = await controller.json<Described>('/api/openapi.json');
  const ids = await idsOf(stage, side);
  return Object.entries(paths).flatMap(([path, methods]) => {
    const { get } = methods;
    if (get === undefined || path in LEFT_OUT) return [];
    const value = PARAMETERS.find(([prefix]) => prefix.test(path))?.[1](ids);
    const needs = (get.parameters ?? []).filter((one) => one.required && one.in === 'query');
    const query = ADDRESSES[path]?.(ids);
    if (needs.length > 0 && query === undefined)
      throw new Error(`${path} needs ${needs.map(({ name }) => name).join(', ')}: name an address`);
    // The second parameter of a report's file is one of its tables.
    const named = path.replace(/\{[^}]+\}/u, String(value)).replace('{table}', 'haushalt');
    return [`${named}${query ?? ''}`];
  });
}

interface Walked {
  path: string;
  status: number;
  ms: number;
  delayMs: number;
}

async function walk(stage: Stage, side: Side): Promise<Walked[]> {
  const walked: Walked[] = [];
  for (const path of await addressesOf(stage, side)) {
    await side.write();
    const person = await side.person(loginOf(path));
    await side.server.loopDelayMs();
    const { status, ms } = await person.ask(path);
    walked.push({ path, status, ms, delayMs: await side.server.loopDelayMs() });
  }
  return walked;
}

/** Walks every GET route of both builds; names the slowest five, and every one that holds the event loop. */
export async function everyRoute(stage: Stage): Promise<void> {
  const [then, now] = [await walk(stage, stage.then), await walk(stage, stage.now)];
  for (const { path, status } of now) if (status >= 400) stage.differs(`${path} answers ${status}`);
  const before = new Map(then.map((one) => [one.path, one]));
  const name = `every GET route, ${stage.size.postings.toLocaleString('en-US')} postings`;
  const slowest = now.toSorted((a, b) => b.ms - a.ms).slice(0, SHOWN);
  for (const one of slowest)
    stage.report(name, `slow: ${one.path}, ms`, {
      ...{ then: before.get(one.path)?.ms ?? null, now: one.ms, direction: 'less' },
    });
  const holding = now.toSorted((a, b) => b.delayMs - a.delayMs);
  for (const one of holding.filter(({ delayMs }, n) => n < SHOWN || delayMs > 50))
    stage.report(name, `event loop: ${one.path}, ms`, {
      ...{ then: before.get(one.path)?.delayMs ?? null, now: one.delayMs, direction: 'less' },
      asked: { most: 50 },
    });
}
