import { contentOf, Person } from '../person.ts';
import type { Answer } from '../person.ts';
import { cpuMsBetween, cpuNow } from '../processes.ts';
import { AS_OF } from '../result.ts';
import { Server } from '../site.ts';
import type { Facts } from '../facts.ts';
import type { Build } from './reference.ts';

/** One of the two builds, on its own database, with the people who ask it. */
export class Side {
  readonly build: Build;
  readonly databaseUrl: string;
  readonly #facts: Facts;
  readonly #postmaster: number | undefined;
  #server: Server | undefined;
  #people = new Map<string, Person>();
  #writes = 0;

  constructor(build: Build, databaseUrl: string, facts: Facts, postmaster: number | undefined) {
    this.build = build;
    this.databaseUrl = databaseUrl;
    this.#facts = facts;
    this.#postmaster = postmaster;
  }

  get server(): Server {
    if (this.#server === undefined) throw new Error(`${this.build.label} was not started`);
    return this.#server;
  }

  /** A server that has done nothing yet but its check at start. */
  async restart(): Promise<void> {
    await this.stop();
    this.#server = await Server.ours(this.databaseUrl, { root: this.build.root, counted: true });
  }

  async stop(): Promise<void> {
    for (const person of this.#people.values()) person.leave();
    this.#people.clear();
    await this.#server?.stop();
    this.#server = undefined;
  }

  async person(login: string): Promise<Person> {
    const known = this.#people.get(login);
    if (known) return known;
    const person = await Person.signedIn(this.server, login);
    this.#people.set(login, person);
    return person;
  }

  /** Projects, the newest first. */
  get newestProjects(): readonly number[] {
    return this.#facts.projects.toReversed();
  }

  /**
   * Somebody writes, so that no kept answer counts any more: by turns an order of one euro on a line and a mark on a
   * project, so that both money and programme have changed. Both sides are told the same. Any status is given back.
   */
  async tryWrite(): Promise<Answer> {
    const turn = this.#writes++;
    if (turn % 2 === 0) {
      const { lines } = this.#facts;
      const controller = await this.person('controlling1');
      return controller.ask('/api/orders', {
        method: 'POST',
        body: {
          orderNumber: `BENCH-${turn}`,
          lineId: lines[(turn * 7) % lines.length]?.id,
          text: 'Gemessen',
          orderedOn: AS_OF,
          parts: [{ dueYear: Number(AS_OF.slice(0, 4)), cents: 100 + turn }],
        },
      });
    }
    const { projects } = this.#facts;
    const office = await this.person('programmbuero');
    const path = `/api/projects/${projects[(turn * 7) % projects.length] ?? 0}`;
    const { etag } = await office.must(path);
    return office.ask(path, {
      method: 'PATCH',
      body: { flagship: turn % 4 === 1 },
      ...(etag !== undefined && { ifMatch: etag }),
    });
  }

  /** The same, where it has to succeed. */
  async write(): Promise<Answer> {
    const answer = await this.tryWrite();
    if (answer.status >= 300) throw new Error(`A write before: ${answer.status} ${textOf(answer)}`);
    return answer;
  }

  /** Processor time so far: of the server, and of all of PostgreSQL. */
  cpu(): () => { server: number; database: number } {
    const [server, database] = [this.server.cpu(), cpuNow(this.#postmaster)];
    return () => ({
      server: cpuMsBetween(server, this.server.cpu()),
      database: this.#postmaster === undefined ? 0 : cpuMsBetween(database, cpuNow(this.#postmaster)),
    });
  }
}

export const textOf = (answer: Answer): string => contentOf(answer).toString();

/** The largest, or NaN of nothing. */
export const largest = (values: readonly number[]): number => values.toSorted((a, b) => b - a)[0] ?? NaN;

/** The median, or NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
