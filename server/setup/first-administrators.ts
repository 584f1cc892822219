import type { Clock } from '#shared/calendar.ts';
import { AccountInput } from '#shared/accounts/accounts.ts';
import { AppError } from '#shared/errors.ts';
import { listAccounts, findAccount } from '../accounts/accounts.sql.ts';
import { issueActivation } from '../accounts/activation.sql.ts';
import { giveRole } from '../accounts/add-or-request-role.ts';
import type { Database } from '../db/database.ts';
import type { Writer } from '../db/transact.ts';
import { isDemo } from '../session/session.sql.ts';
import { initDatabase } from './init.sql.ts';

interface By {
  clock: Clock;
  writer: Writer;
}

/** Two, because roles that decide are given by two (decision 0051): with one alone nobody could go on. */
const FIRST = ['verwaltung', 'verwaltung-2'] as const;

/** Fills a migrated, empty database for a city that moves in: base data and two administrators without a way in yet. */
export async function initForTwo(db: Database, by: By): Promise<void> {
  const [first, second] = FIRST;
  await initDatabase(db, by, { admin: first });
  const input = AccountInput.parse({
    login: second,
    name: 'Zweite Verwaltung der Anwendung',
    role: 'admin',
    reason: 'Bei der Einrichtung angelegt: Rollen, die entscheiden, vergeben zwei.',
  });
  await giveRole(db, by, input);
}

/** Throws `conflict` for the demonstration: no city moves into a database that holds invented figures. */
export async function requireOwnData(db: Database): Promise<void> {
  if (await isDemo(db.read))
    throw new AppError(
      'conflict',
      'Diese Datenbank hält die Beispieldaten. Für die eigene Stadt bitte DATABASE_URL auf einen leeren Ort setzen; hier wurde nichts verändert.',
    );
}

/** Fresh links for the administrators who have no way in yet, each good once and for an hour; none once all have. */
export async function linksOfNewcomers(db: Database, by: By): Promise<{ login: string; path: string }[]> {
  const rows = await listAccounts(db.read, by.clock.now());
  const waiting = rows.filter((row) => row.role === 'admin' && row.ways.length === 0 && !row.disabled);
  const links: { login: string; path: string }[] = [];
  for (const { login } of waiting) {
    const account = await findAccount(db.read, login);
    if (!account) continue;
    const { token } = await issueActivation(db, by, account);
    links.push({ login, path: `/aktivieren#${token}` });
  }
  return links;
}
