import type { Answer } from '../person.ts';
import { differences, sentenceOf, unexplained } from './compare.ts';
import type { Changed } from './compare.ts';
import { median, textOf } from './side.ts';
import type { Side } from './side.ts';
import type { Asked } from './result.ts';
import type { Stage } from './stage.ts';

/** One question, asked of both builds by turns after somebody has written. */
export interface Question {
  name: string;
  /** Asked one after another, in a circle; answers to each are compared once. */
  paths: readonly string[];
  /** The same questions as the newer contract asks them, where it asks for less at once. */
  pathsNow?: readonly string[];
  /** Measured answers of each build. */
  times: number;
  login?: string;
  /** Where the two contracts differ on purpose. */
  changed?: readonly Changed[];
  /** What is compared, where an answer is cut differently; the whole answer unless given. */
  figures?: (answer: unknown) => unknown;
  asked?: { rps?: Asked; p50ms?: Asked; statements?: Asked; wireBytes?: Asked };
}

/** Answers of each build before the first that counts, so that both have compiled what they run. */
const WARM_UP = 5;

export interface Seen {
  ms: number[];
  server: number[];
  database: number[];
  wire: number[];
  write: number[];
}

/** What was seen of each build. */
export interface Both {
  then: Seen;
  now: Seen;
}

async function askOnce(side: Side, path: string, login: string, seen: Seen | undefined): Promise<Answer> {
  const wrote = await side.write();
  const person = await side.person(login);
  const spent = side.cpu();
  const answer = await person.must(path);
  const { server, database } = spent();
  seen?.ms.push(answer.ms);
  seen?.server.push(server);
  seen?.database.push(database);
  seen?.wire.push(answer.wireBytes);
  seen?.write.push(wrote.ms);
  return answer;
}

/** The statements of one answer, computed anew; the least of three, because a session is noted now and then. */
async function statementsOf(side: Side, path: string, login: string): Promise<number> {
  const person = await side.person(login);
  const counts: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    await side.write();
    const before = await side.server.statements();
    await person.must(path);
    counts.push((await side.server.statements()) - before);
  }
  return Math.min(...counts);
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const jsonOf = (answer: Answer): unknown => JSON.parse(textOf(answer)) as unknown;

/** Both answers to every path, after the same writes: what differs and has no reason is told to the stage. */
async function compare(stage: Stage, question: Question, login: string): Promise<void> {
  const figures = question.figures ?? ((answer: unknown) => answer);
  for (const [n, path] of question.paths.entries()) {
    const [then, now] = [
      await askOnce(stage.then, path, login, undefined),
      await askOnce(stage.now, question.pathsNow?.[n] ?? path, login, undefined),
    ];
    const found = differences(figures(jsonOf(then)), figures(jsonOf(now)));
    for (const difference of unexplained(found, question.changed ?? []))
      stage.differs(`${question.name} ${path}: ${sentenceOf(difference)}`);
  }
}

/**
 * Asks both builds by turns, whoever begins changing each time, so that a machine that is busy for a while is busy
 * for both. Before every answer somebody writes on that build.
 */
export async function alternate(stage: Stage, question: Question): Promise<Both> {
  const { name, paths, times, login = 'controlling1', asked = {} } = question;
  await compare(stage, question, login);
  const pathsOf = { then: paths, now: question.pathsNow ?? paths };
  const empty = (): Seen => ({ ms: [], server: [], database: [], wire: [], write: [] });
  const seen = { then: empty(), now: empty() };
  for (let turn = -WARM_UP; turn < times; turn += 1)
    for (const side of turn % 2 === 0 ? (['then', 'now'] as const) : (['now', 'then'] as const)) {
      const path = pathsOf[side][(turn + WARM_UP) % paths.length] ?? '/';
      await askOnce(stage[side], path, login, turn < 0 ? undefined : seen[side]);
    }
  const told = (
    quantity: string,
    of: (one: Seen) => number,
    direction: 'more' | 'less',
    limit?: Asked,
  ): void =>
    stage.report(name, quantity, {
      ...{ then: of(seen.then), now: of(seen.now), direction },
      ...(limit && { asked: limit }),
    });
  told('p50 ms', (one) => median(one.ms), 'less', asked.p50ms);
  // One after another; a machine that others use makes an average of a few long waits, the median not.
  told('requests/s', (one) => 1_000 / median(one.ms), 'more', asked.rps);
  told('CPU ms, server', (one) => average(one.server), 'less');
  if (stage.engine === 'postgres') told('CPU ms, database', (one) => average(one.database), 'less');
  told('bytes on the wire', (one) => Math.max(...one.wire), 'less', asked.wireBytes);
  told('p50 ms of the write before', (one) => median(one.write), 'less');
  stage.report(name, 'SQL statements', {
    then: await statementsOf(stage.then, pathsOf.then[0] ?? '/', login),
    now: await statementsOf(stage.now, pathsOf.now[0] ?? '/', login),
    direction: 'less',
    ...(asked.statements && { asked: asked.statements }),
  });
  return seen;
}
