import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { SourcePayload } from '#shared/sources/sources.ts';
import type { Source } from '#shared/sources/source-rules.ts';

const FILE = new URL('../../../data/seed/base/sources.json', import.meta.url);

let loaded: readonly Source[] | undefined;

/** The sources of the delivered profiles, read and checked once; a stored version of a code counts before them. */
export function deliveredSources(): readonly Source[] {
  loaded ??= z.array(SourcePayload).parse(JSON.parse(readFileSync(FILE, 'utf8')));
  return loaded;
}
