import { toIsoDate } from '#shared/calendar.ts';
import type { Reassignment } from '#shared/reconciliation/reassignment.ts';
import { toCents } from '#shared/money.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import { reassign } from '../reconciliation/assign.sql.ts';
import { createDemo } from '../demo/demo.ts';
import { instantOf, writerOf } from '../demo/demo-step.sql.ts';
import { generateImport, monthParts, takenOver } from './generated-postings.sql.ts';
import {
  FIRST_YEAR,
  generateLines,
  generateMovements,
  generateOrders,
  generateProjects,
} from './generated-structure.sql.ts';
import { Seeded } from './seeded.ts';
import { SimulatedClock } from '../demo/simulated-clock.ts';

export interface GenerateOptions {
  postings: number;
  lines: number;
  projects: number;
  /** The same seed makes the same database. */
  seed: number;
}

const SPLITS = 200;

/** Some of the newest postings are shared by two lines of their year and ledger. */
async function splitSome(tx: Tx, read: Queries): Promise<number> {
  const postings = await read
    .selectFrom('posting as p')
    .innerJoin('budget_line as l', 'l.id', 'p.line_id')
    .where('p.cents', '>', toCents(100))
    .where('l.year', '>=', FIRST_YEAR)
    .orderBy('p.id', 'desc')
    .limit(SPLITS)
    .select(['p.id', 'p.cents', 'p.line_id as lineId', 'l.year', 'l.ledger'])
    .execute();
  const lines = await read
    .selectFrom('budget_line')
    .where('year', '>=', FIRST_YEAR)
    .orderBy('id')
    .select(['id', 'year', 'ledger'])
    .execute();
  const changes = postings.flatMap((posting): Reassignment[] => {
    const other = lines.find(
      (line) => line.id !== posting.lineId && line.year === posting.year && line.ledger === posting.ledger,
    );
    if (!other) return [];
    const half = toCents(Math.floor(posting.cents / 2));
    const to = [
      { target: 'line' as const, lineId: posting.lineId, cents: half },
      { target: 'line' as const, lineId: other.id, cents: toCents(posting.cents - half) },
    ];
    return [{ postingId: posting.id, to, method: 'split', reason: 'Erzeugte Daten: je zur Hälfte' }];
  });
  return reassign(tx, changes);
}

/**
 * Fills a migrated, empty database with the demo and, after it, with as many projects, lines and postings of the
 * double budget 2024/2025 as asked for. Everything is invented. `verify` finds nothing to say about it.
 */
export async function generate(
  db: Database,
  options: GenerateOptions,
  progress: (done: number) => void = () => undefined,
): Promise<void> {
  await createDemo(db);
  const seeded = new Seeded(options.seed);
  const clock = new SimulatedClock(instantOf(toIsoDate('2019-12-20'), '06:00'));
  const writer = await writerOf(db.read, 'controlling1');
  const step = async <T>(change: Change, work: (tx: Tx) => Promise<T>): Promise<T> =>
    transact(db, { clock, writer }, async (tx) => ({ result: await work(tx), change }));
  const last = await db.read
    .selectFrom('history')
    .orderBy('seq', 'desc')
    .select('at')
    .executeTakeFirstOrThrow();
  clock.moveTo(last.at);
  const lines = await step(
    { action: 'structure.record', entity: 'structure', entityId: `${FIRST_YEAR}`, after: options },
    async (tx) => {
      await generateProjects(tx, seeded, options.projects);
      const made = await generateLines(tx, seeded, options.lines);
      await generateMovements(tx, seeded, made);
      await generateOrders(tx, seeded, made);
      return made;
    },
  );
  for (const part of monthParts(options.postings)) {
    const at = instantOf(takenOver(part.month), '09:00');
    if (at > clock.now()) clock.moveTo(at);
    const after = { month: part.month, postings: part.rows };
    await step({ action: 'import.apply', entity: 'import', entityId: part.month, after }, (tx) =>
      generateImport(tx, seeded, part, { lines, postings: options.postings, userId: writer.id }),
    );
    progress(part.first + part.rows);
  }
  await step({ action: 'assignment.split', entity: 'posting', entityId: 'some' }, (tx) =>
    splitSome(tx, tx.query),
  );
}
