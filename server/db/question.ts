import type { CompiledQuery, QueryResult } from 'kysely';
import type { Queries } from './handles.ts';
import { Placeholder } from './placeholder.ts';

/** What Kysely's builders and `sql` have in common. */
interface Statement<R> {
  compile(db: Queries): CompiledQuery<R>;
}

type Given = Readonly<Record<string, unknown>>;

function valueOf(parameter: unknown, given: Given): unknown {
  if (!(parameter instanceof Placeholder)) return parameter;
  const value = given[parameter.name];
  return parameter.asJson ? JSON.stringify(value) : value;
}

class Asking<V extends object, R> {
  readonly #write: (db: Queries, values: V) => Statement<R>;
  /** By the kind of engine, a text being the same on every handle of one, and by the names of what is given. */
  readonly #written = new Map<unknown, Map<string, CompiledQuery<R>>>();

  constructor(write: (db: Queries, values: V) => Statement<R>) {
    this.#write = write;
  }

  #writtenFor(db: Queries, names: readonly string[]): CompiledQuery<R> {
    const engine = db.getExecutor().adapter.constructor;
    const texts = this.#written.get(engine) ?? new Map<string, CompiledQuery<R>>();
    this.#written.set(engine, texts);
    const key = names.join();
    const known = texts.get(key);
    if (known) return known;
    const placeholders = Object.fromEntries(names.map((name) => [name, new Placeholder(name)]));
    const written = this.#write(db, placeholders as V).compile(db);
    texts.set(key, written);
    return written;
  }

  run(db: Queries, values: V): Promise<QueryResult<R>> {
    const given = values as Given;
    const names = Object.keys(given).filter((name) => given[name] !== undefined);
    const written = this.#writtenFor(db, names);
    const parameters = written.parameters.map((parameter) => valueOf(parameter, given));
    return db.executeQuery({ ...written, parameters });
  }
}

/**
 * A statement that is asked again and again: Kysely writes its text once for each engine, and each asking only brings
 * its values. `values` are placeholders while the text is written, undefined where none is given: that may decide about
 * the text, which is written once for each set of given names; what a value is may not. Where a list is meant it
 * stands behind `in` or `not in` (lists of any length, the empty one too).
 *
 *     const namesOf = question((db, { ids }: { ids: readonly number[] }) =>
 *       db.selectFrom('project').where('id', 'in', ids).select(['id', 'name']));
 *     const rows = await namesOf(read, { ids: [1, 2] });
 */
export function question<V extends object, R>(
  write: (db: Queries, values: V) => Statement<R>,
): (db: Queries, values: V) => Promise<R[]> {
  const asking = new Asking(write);
  return async (db, values) => (await asking.run(db, values)).rows;
}

/** The same for a statement that writes; says how many rows it wrote. */
export function deed<V extends object>(
  write: (db: Queries, values: V) => Statement<unknown>,
): (db: Queries, values: V) => Promise<number> {
  const asking = new Asking(write);
  return async (db, values) => Number((await asking.run(db, values)).numAffectedRows ?? 0);
}
