/** `node server/db/test-migrating.ts URL`: lifts a database step by step and names each before it begins; to be killed. */
import { openDatabase } from './database.ts';
import { migrate, pendingMigrations } from './migrate.ts';

const db = await openDatabase(process.argv[2] ?? '');
for (const { version } of await pendingMigrations(db)) {
  process.stdout.write(`${version}\n`);
  await migrate(db, version);
}
await db.close();
