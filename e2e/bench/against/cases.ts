import type { Engine } from '../site.ts';
import type { GroundName } from './ground.ts';
import { budget, fewProjects, manyProjects, overview, postings, search } from './reads.ts';
import { browserList } from './browser.ts';
import { fourProcesses } from './processes.ts';
import { memory, verify } from './jobs.ts';
import { manyLines, reconciling, workbook } from './large.ts';
import { everyRoute } from './routes.ts';
import type { Stage } from './stage.ts';
import { importing, status } from './writes.ts';

interface Case {
  name: string;
  ground: GroundName;
  engines?: readonly Engine[];
  /** Builds the client, which needs more packages than the server. */
  development?: true;
  run: (stage: Stage) => Promise<unknown>;
}

/** Every row of the table that asked for speed, in its order. */
export const CASES: readonly Case[] = [
  { name: 'overview', ground: 'million', run: overview },
  { name: 'budget', ground: 'million', run: budget },
  { name: 'postings', ground: 'million', run: postings },
  { name: 'projects-few', ground: 'few-projects', run: fewProjects },
  { name: 'projects-many', ground: 'many-projects', run: manyProjects },
  { name: 'search', ground: 'million', run: search },
  { name: 'workbook', ground: 'many-projects', run: workbook },
  { name: 'many-lines', ground: 'many-lines', run: manyLines },
  { name: 'reconciling', ground: 'five-million', run: reconciling },
  { name: 'reconciling-million', ground: 'million', run: reconciling },
  { name: 'routes', ground: 'million', run: everyRoute },
  { name: 'routes-five-million', ground: 'five-million', run: everyRoute },
  { name: 'four-processes', ground: 'million', engines: ['postgres'], run: fourProcesses },
  { name: 'browser', ground: 'many-projects', engines: ['sqlite'], development: true, run: browserList },
  { name: 'status', ground: 'million', run: status },
  { name: 'verify', ground: 'million', run: verify },
  { name: 'memory', ground: 'million', run: memory },
  { name: 'import', ground: 'million', run: importing },
];
