import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../site.ts';

const run = promisify(execFile);
const MOST_OUTPUT = 64 * 1024 * 1024;

/** A build to be measured: a folder with its source, and how it is called in the result. */
export interface Build {
  label: string;
  root: string;
  /** A commit, which stays as it is. */
  fixed: boolean;
}

interface Lock {
  packages: Record<string, { version?: string; dev?: boolean; optional?: boolean }>;
}

const git = (...args: string[]): string =>
  execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();

/** What a commit's lock file asks for, as folders below the root; with `development` also what only builds it. */
export interface Needed {
  folders: string[];
  /** Not installed here in that very version, in words. */
  missing: string[];
}

/** `installed` gives the version of a package here. What is optional and absent is of another machine. */
export function neededPackages(
  { packages }: Lock,
  development: boolean,
  installed: (folder: string) => string | undefined,
): Needed {
  const wanted = Object.entries(packages).filter(
    ([folder, { dev }]) => folder.startsWith('node_modules/') && (development || dev !== true),
  );
  const present = wanted.filter(
    ([folder, { optional }]) => optional !== true || installed(folder) !== undefined,
  );
  return {
    folders: present.map(([folder]) => folder),
    missing: present.flatMap(([folder, { version = '' }]) =>
      installed(folder) === version ? [] : [`${folder.slice('node_modules/'.length)} ${version}`],
    ),
  };
}

function installedHere(folder: string): string | undefined {
  const file = join(ROOT, folder, 'package.json');
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { version?: string }).version
    : undefined;
}

/** The same files under another name: the reader of uploads may read nothing outside its own folder. */
async function link(folders: readonly string[], root: string): Promise<void> {
  const outermost = folders.filter(
    (folder) => !folders.some((other) => folder !== other && folder.startsWith(`${other}/`)),
  );
  for (const folder of outermost) {
    mkdirSync(dirname(join(root, folder)), { recursive: true });
    try {
      await run('cp', ['-al', join(ROOT, folder), join(root, folder)]);
    } catch {
      // Another disk, or a system without hard links: copied then.
      cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
    }
  }
}

/**
 * The commit `ref` in a worktree of its own, which goes when the process ends, however it ends. Packages are the ones
 * installed here where every one of its lock file is here in its version; else it gets its own by `npm ci`.
 */
export async function referenceBuild(
  ref: string,
  development: boolean,
  say: (text: string) => void,
): Promise<Build> {
  const commit = git('rev-parse', '--verify', `${ref}^{commit}`);
  const folder = mkdtempSync(join(tmpdir(), 'moves-against-'));
  const root = join(folder, 'reference');
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
    git('worktree', 'prune');
  });
  git('worktree', 'add', '--detach', root, commit);
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  const { folders, missing } = neededPackages(lock, development, installedHere);
  if (missing.length === 0) await link(folders, root);
  else {
    say(`npm ci for ${commit.slice(0, 7)}, which needs ${missing.join(', ')}`);
    await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, maxBuffer: MOST_OUTPUT });
  }
  return { label: commit.slice(0, 7), root, fixed: true };
}

/** What stands here, with what is not committed yet. */
export const hereBuild = (): Build => ({ label: 'here', root: ROOT, fixed: false });

/** Builds the client of a build into its own folder. */
export async function builtClient({ root }: Build): Promise<void> {
  await run(process.execPath, [join(root, 'node_modules/@angular/cli/bin/ng.js'), 'build'], {
    cwd: root,
    maxBuffer: MOST_OUTPUT,
  });
}
