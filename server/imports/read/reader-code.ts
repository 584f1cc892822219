import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** What a module imports when it runs, by its address as it stands in the code. */
const IMPORTS = /(?:\bfrom |\bimport\(|\bimport )'([^']+)'/gu;

/** The address of a module of ours; undefined for a package or a part of Node. */
function addressOf(specifier: string, from: string, shared: string): string | undefined {
  if (specifier.startsWith('#shared/')) return new URL(specifier.slice('#shared/'.length), shared).href;
  return specifier.startsWith('.') ? new URL(specifier, from).href : undefined;
}

/** Node calls taking types out an experiment and says so to every operator; this product brings its own, pinned Node. */
function withoutWarning<T>(work: () => T): T {
  const warn = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  try {
    return work();
  } finally {
    process.emitWarning = warn;
  }
}

/**
 * The modules of ours that a program runs, as JavaScript, by their addresses. Taking the
 * types out of 30 modules is two thirds of a reader's start: who starts it often does that once.
 */
export function plainCode(main: string, sharedFolder: string): Record<string, string> {
  return withoutWarning(() => modulesOf(main, sharedFolder));
}

function modulesOf(main: string, sharedFolder: string): Record<string, string> {
  const shared = pathToFileURL(`${sharedFolder}/`).href;
  const code: Record<string, string> = {};
  const waiting = [pathToFileURL(main).href];
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (code[address] !== undefined) continue;
    const text = stripTypeScriptTypes(readFileSync(fileURLToPath(address), 'utf8'));
    code[address] = text;
    for (const [, specifier = ''] of text.matchAll(IMPORTS)) {
      const found = addressOf(specifier, address, shared);
      if (found !== undefined) waiting.push(found);
    }
  }
  return code;
}

/** The pipe on which a program that is started with `bootOf` gets its code. */
export const CODE_PIPE = 3;

/**
 * What a process runs first: it takes the code from its pipe and then runs `main` as if it stood in its file. A module
 * that was not brought is read from its file as always. Nothing is written, and nothing kept for the next process.
 */
export function bootOf(main: string): string {
  return `
import { readSync } from 'node:fs';
import { registerHooks } from 'node:module';
const pieces = [];
for (;;) {
  const piece = Buffer.alloc(65536);
  const size = readSync(${CODE_PIPE}, piece);
  if (size === 0) break;
  pieces.push(piece.subarray(0, size));
}
const code = JSON.parse(Buffer.concat(pieces).toString());
registerHooks({
  load: (url, context, next) =>
    Object.hasOwn(code, url) ? { format: 'module', source: code[url], shortCircuit: true } : next(url, context),
});
await import(${JSON.stringify(pathToFileURL(main).href)});`;
}
