import type { Engine, Server } from './site.ts';

/** One line of the result; what a column means stands in docs/benchmarks.md. */
export interface Result {
  name: string;
  engine: Engine;
  postings: number;
  rps: number;
  p50ms: number;
  p99ms: number;
  rssMb: number;
  limit: number | null;
  ratio: number | null;
}

/** Where the cases of one engine and size run. */
export interface Site {
  engine: Engine;
  postings: number;
  databaseUrl: string;
  /** The database as it was before anything was measured. */
  copyUrl: string;
  folder: string;
  /** Started anew before what is measured by its memory. */
  server: Server;
  /** A server that has done nothing yet, signed in as who imports. */
  freshServer: () => Promise<void>;
  /** Names of the cases asked for; empty = all. */
  only: readonly string[];
  report: (result: Result) => void;
}

export const AS_OF = '2025-09-15';
export const YEAR = 2025;

const round = (value: number): number => Math.round(value * 100) / 100;

export function result(site: Site, name: string, of: Omit<Result, 'name' | 'engine' | 'postings'>): void {
  const { engine, postings } = site;
  const rounded = Object.fromEntries(
    Object.entries(of).map(([key, value]) => [key, value === null ? null : round(value)]),
  ) as typeof of;
  site.report({ name, engine, postings, ...rounded });
}

/** A job that is done once: its time, and how many times as long as the limit it took. */
export function once(site: Site, name: string, ms: number, rssMb: number, limitMs: number | null): void {
  const ratio = limitMs === null ? null : ms / limitMs;
  result(site, name, { rps: 1_000 / ms, p50ms: ms, p99ms: ms, rssMb, limit: limitMs, ratio });
}
