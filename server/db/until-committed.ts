import type { Database } from './database.ts';

/**
 * The database for one deed: until it has committed. Whatever is told about the deed is read before (`transact`'s
 * `answer`), because what fails after the commit would be told as if nothing had been saved (decision 0034); so a
 * question after it is a mistake in the code and throws. `tell` hears of the commit.
 */
export function untilCommitted(db: Database, tell: () => void): Database {
  let committed = false;
  const open = (): Database => {
    if (committed)
      throw new Error('Nach dem Speichern wird nichts mehr gelesen: die Antwort gehört in transact.');
    return db;
  };
  const note = (): void => {
    committed = true;
    tell();
  };
  return {
    ...db,
    get url() {
      return open().url;
    },
    get read() {
      return open().read;
    },
    snapshot: (work) => open().snapshot(work),
    writeTransaction: async (work, staged) => {
      const result = await open().writeTransaction(work, staged);
      note();
      return result;
    },
    committed: note,
  };
}
