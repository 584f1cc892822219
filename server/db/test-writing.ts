/** `node server/db/test-writing.ts URL`: writes without end and says a number for each commit; for tests that end it. */
import { openDatabase } from './database.ts';

const db = await openDatabase(process.argv[2] ?? '');
for (let count = 1; ; count += 1) {
  const value = String(count);
  await db.writeTransaction((query) =>
    query
      .insertInto('meta')
      .values({ key: 'count', value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute(),
  );
  process.stdout.write(`${value}\n`);
}
