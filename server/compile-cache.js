/**
 * Loaded before the server (`--import`), in its threads too: what was compiled once is read from disk. JavaScript,
 * because the first file with types in it loads the stripper of types, 17 MB in each thread; where all is kept, nobody
 * does.
 */
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/moves-cockpit', import.meta.url)));
