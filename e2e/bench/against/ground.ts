import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { script, scriptOf } from '../site.ts';
import type { Engine } from '../site.ts';
import type { Build } from './reference.ts';

/** What a database holds beside the demo. */
export interface Size {
  postings: number;
  lines: number;
  projects: number;
}

/** The databases the cases are measured on, as the table of decision 0043 asks for them. */
export const GROUNDS = {
  million: { postings: 1_000_000, lines: 600, projects: 200 },
  'few-projects': { postings: 10_000, lines: 600, projects: 0 },
  'many-projects': { postings: 10_000, lines: 600, projects: 5_000 },
  'many-lines': { postings: 200_000, lines: 36_000, projects: 200 },
  'five-million': { postings: 5_000_000, lines: 600, projects: 200 },
} as const satisfies Record<string, Size>;
export type GroundName = keyof typeof GROUNDS;

/**
 * A ground made smaller, for trying out. Its lines and projects stay those of an ordinary city down to a hundredth;
 * never so small that it has no page.
 */
export function scaled({ postings, lines, projects }: Size, scale: number): Size {
  const part = (value: number, least: number): number =>
    Math.max(Math.min(value, least), Math.round(value * scale));
  const ordinary = scale >= 0.01;
  return {
    postings: part(postings, 2_000),
    lines: part(lines, ordinary ? 600 : 60),
    projects: part(projects, ordinary ? 200 : 20),
  };
}

export const wordsOf = ({ postings, lines, projects }: Size): string =>
  `${postings} postings, ${lines} lines, ${projects} projects`;

interface Place {
  engine: Engine;
  size: Size;
  /** Where the databases of this run lie. */
  folder: string;
  /** Where generated SQLite databases are kept for later runs; '' = nowhere. */
  kept: string;
}

const fileOf = (url: string): string => url.slice('sqlite:'.length);

function urlOf(side: string, { engine, folder }: Place): string {
  if (engine === 'sqlite') return `sqlite:${join(folder, `${side}.db`)}`;
  const given = process.env['TEST_POSTGRES_URL'];
  if (given === undefined) throw new Error('TEST_POSTGRES_URL is missing: use npm run bench');
  return Object.assign(new URL(given), { pathname: `/bench_${side}_${process.pid}` }).href;
}

async function generate(build: Build, url: string, { postings, lines, projects }: Size): Promise<void> {
  const size = ['--postings', postings, '--lines', lines, '--projects', projects].map(String);
  await scriptOf(build.root, 'server/cli.ts', 'generate', ...size, '--database', url);
}

/**
 * A database of one build: by its own `generate` from the same seed, so that each server has what its own program
 * would have written (another schema, the same postings, lines and projects; the comparison of the answers shows it).
 */
export async function databaseOf(build: Build, side: string, place: Place): Promise<string> {
  const url = urlOf(side, place);
  const { size, kept, engine } = place;
  if (engine === 'postgres') {
    await script('e2e/bench/bare/database.ts', url, 'create');
    await generate(build, url, size);
    await script('e2e/bench/bare/database.ts', url, 'analyze');
    return url;
  }
  const file = join(kept, `${build.label}-${size.postings}-${size.lines}-${size.projects}.db`);
  if (kept !== '' && existsSync(file)) {
    copyFileSync(file, fileOf(url));
    // A commit stays as it is; what stands here may have got a newer schema since.
    if (!build.fixed) await scriptOf(build.root, 'server/cli.ts', 'migrate', '--database', url);
    return url;
  }
  await generate(build, url, size);
  if (kept !== '') {
    // Whole or not at all: a run may be interrupted while it copies.
    mkdirSync(kept, { recursive: true });
    copyFileSync(fileOf(url), `${file}.new`);
    renameSync(`${file}.new`, file);
  }
  return url;
}

/** A copy of a database nobody uses. */
export async function copyOf(url: string, side: string, folder: string): Promise<string> {
  const copy = url.startsWith('sqlite:')
    ? `sqlite:${join(folder, `${side}-copy.db`)}`
    : Object.assign(new URL(url), { pathname: `${new URL(url).pathname}_copy` }).href;
  await script('e2e/bench/bare/database.ts', url, 'copy', copy);
  return copy;
}
