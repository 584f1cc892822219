import { accessSync, constants, existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm';
/** A run's databases take some hundred megabytes at a time; much more must be left for the tests themselves. */
const ENOUGH_BYTES = 4 * 1024 ** 3;

function memoryFolder(): string | undefined {
  if (!existsSync(MEMORY)) return undefined;
  try {
    accessSync(MEMORY, constants.W_OK);
  } catch {
    return undefined;
  }
  const { bavail, bsize } = statfsSync(MEMORY);
  return Math.min(bavail * bsize, freemem()) >= ENOUGH_BYTES ? MEMORY : undefined;
}

/**
 * A new folder for databases of tests, which may vanish with the machine: in memory where there is room, else on disk.
 * Copying a PostgreSQL database of 400 small files takes a quarter of the work there. Nothing may be run from it.
 */
export function testFolder(prefix: string): string {
  return mkdtempSync(join(memoryFolder() ?? tmpdir(), prefix));
}
