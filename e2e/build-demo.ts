import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');

/** Builds the demo database once per run with the product's own command; every worker copies it. */
export default function buildDemo(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'moves-journeys-'));
  const path = join(folder, 'demo.db');
  execFileSync(process.execPath, ['server/cli.ts', 'demo', '--database', `sqlite:${path}`], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.env['DEMO_DATABASE'] = path;
  return () => rmSync(folder, { recursive: true, force: true });
}
