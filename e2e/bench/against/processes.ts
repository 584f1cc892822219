/** Several servers on one PostgreSQL database: what they answer together, and that none answers from before. */
import { AS_OF, YEAR } from '../result.ts';
import { loadOn, Server } from '../site.ts';
import { Person } from '../person.ts';
import { median, textOf } from './side.ts';
import type { Side } from './side.ts';
import type { Stage } from './stage.ts';

const PROCESSES = 4;
const ROUNDS = 3;
const DAYS = 40;

const daysFrom = (first: number): string[] =>
  Array.from({ length: DAYS }, (_, n) =>
    new Date(Date.UTC(YEAR, 3, 1 + first + n)).toISOString().slice(0, 10),
  );

/** Overviews a second, each of a day of its own, asked of all these servers at once. */
async function rate(servers: readonly Server[], first: number): Promise<number> {
  const paths = daysFrom(first).map((day) => `/api/overview?asOf=${day}`);
  const began = performance.now();
  await Promise.all(
    servers.map((server, n) =>
      loadOn(server, {
        ...{ paths: paths.filter((_, index) => index % servers.length === n), seconds: 0 },
        connections: (PROCESSES * 2) / servers.length,
      }),
    ),
  );
  return (paths.length * 1_000) / (performance.now() - began);
}

/** After a write through one server, every other one must answer as if it had been there; stale answers of so many. */
async function staleAnswers(side: Side, servers: readonly Server[]): Promise<number> {
  const people = await Promise.all(servers.map((server) => Person.signedIn(server, 'controlling1')));
  const path = `/api/overview?asOf=${AS_OF}`;
  let stale = 0;
  for (let turn = 0; turn < 8; turn += 1) {
    const before = await Promise.all(people.map(async (person) => textOf(await person.must(path))));
    const wrote = await side.write();
    const after = await Promise.all(people.map(async (person) => textOf(await person.must(path))));
    const money = wrote.status === 201;
    // An order changes the overview on every server; what each then says is the same.
    stale += after.filter((text, n) => (money && text === before[n]) || text !== after[0]).length;
  }
  for (const person of people) person.leave();
  return stale;
}

async function measure(side: Side): Promise<{ ratio: number; stale: number }> {
  const others = await Promise.all(
    Array.from({ length: PROCESSES - 1 }, () => Server.ours(side.databaseUrl, { root: side.build.root })),
  );
  const all = [side.server, ...others];
  try {
    for (const server of all) await server.signIn('controlling1');
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await side.write();
      const alone = await rate([side.server], 0);
      await side.write();
      ratios.push((await rate(all, 0)) / alone);
    }
    return { ratio: median(ratios), stale: await staleAnswers(side, all) };
  } finally {
    for (const server of others) await server.stop();
  }
}

export async function fourProcesses(stage: Stage): Promise<void> {
  const [then, now] = [await measure(stage.then), await measure(stage.now)];
  stage.report('four processes', 'overviews of four against one', {
    ...{ then: then.ratio, now: now.ratio, direction: 'more', asked: { least: 1 } },
  });
  stage.report('four processes', 'stale answers', {
    ...{ then: then.stale, now: now.stale, direction: 'less', asked: { most: 0 } },
  });
}
