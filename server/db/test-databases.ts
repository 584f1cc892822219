import { after, afterEach, before, describe } from 'node:test';
import { openDatabase } from './database.ts';
import type { Database, Engine } from './database.ts';
import { SOURCES } from './test-database-sources.ts';
import type { Filled } from './test-database-sources.ts';
import { OLD_SCHEMA } from './test-old-database.ts';

export type { Filled } from './test-database-sources.ts';

const EMPTY: Filled = { name: 'empty', fill: () => Promise.resolve() };

/**
 * Opens one more database of the newest schema: empty, or a copy of what `filled` made. It is closed and removed
 * after the test that asked for it.
 */
export type OpenTestDatabase = (filled?: Filled) => Promise<Database>;

/** Opens a database as the program of an older schema filled it (data/samples/old), for the test to lift. */
export type OpenOldDatabase = (schema?: number) => Promise<Database>;

/** The address of an empty place, whose content is removed after the test. */
export type EmptyPlace = () => Promise<string>;

const fillings = new Map<string, Filled['fill']>();

/** Two fillings of one name would share a template, and one of them would get the other's data. */
function requireOneFilling({ name, fill }: Filled): void {
  const known = fillings.get(name) ?? fill;
  if (known !== fill) throw new Error(`Two fillings are called ${name}.`);
  fillings.set(name, known);
}

/**
 * Declares the same tests once for SQLite and once for a real PostgreSQL. Each call of `open` gives an
 * empty, migrated database of its own, opened as the application opens it (on PostgreSQL as the role
 * that may not change what is append-only), or a copy of one that was filled by `open({ name, fill })`. `openOld` gives one that an earlier program filled, for the test to
 * lift, `emptyPlace` the address of nothing yet. Neither engine is ever left out.
 *
 * @example
 * forEachDatabase((open) => {
 *   test('keeps a project', async () => {
 *     const db = await open();
 *     …
 *   });
 * });
 */
export function forEachDatabase(
  declareTests: (
    open: OpenTestDatabase,
    engine: Engine,
    openOld: OpenOldDatabase,
    emptyPlace: EmptyPlace,
  ) => void,
): void {
  for (const [engine, sourceOf] of SOURCES) {
    describe(`on ${engine}`, () => {
      const source = sourceOf();
      const opened: Database[] = [];
      const places: string[] = [];
      before(() => source.prepare());
      afterEach(async () => {
        for (const db of opened.splice(0)) {
          await db.close();
          await source.drop(db.url);
        }
        for (const place of places.splice(0)) await source.drop(place);
      });
      after(() => source.remove());
      const opening = async (create: () => Promise<string>): Promise<Database> => {
        const db = await openDatabase(await create());
        opened.push(db);
        return db;
      };
      declareTests(
        async (filled = EMPTY) => {
          requireOneFilling(filled);
          return opening(() => source.create(filled));
        },
        engine,
        (schema = OLD_SCHEMA) => opening(() => source.createOld(schema)),
        async () => {
          const place = await source.createPlace();
          places.push(place);
          return place;
        },
      );
    });
  }
}
