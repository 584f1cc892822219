import { sql } from 'kysely';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IsoDate } from '#shared/calendar.ts';
import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import { readsReversals, reversalsAmong, reversedKey } from '#shared/imports/reversals.ts';
import type { NewRow, Original, Reversal } from '#shared/imports/reversals.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { systemSources } from '../sources/sources.sql.ts';
import { reconciledPostings } from '../../periods/reconciled.sql.ts';
import { pushAll } from '#shared/largest.ts';

/** Keys per statement: far below the bind limits of both engines. */
const KEYS_AT_ONCE = 500;

interface OriginalRow {
  id: number;
  key: string;
  occurrence: number;
  documentNumber: string | null;
  cents: Cents;
  postedOn: IsoDate;
  reversedBy: number | null;
  takenBack: number | null;
}

/** Postings under the given document keys, with whether anything may still be linked to them. */
async function originalsBy(
  read: Queries,
  sources: readonly string[],
  keys: readonly string[],
): Promise<Original[]> {
  const found: OriginalRow[] = [];
  for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
    const rows = await read
      .selectFrom('posting as p')
      .leftJoin('posting as r', 'r.reverses_id', 'p.id')
      .leftJoin('taken_back as t', 't.posting_id', 'p.id')
      .where('p.source', 'in', sources)
      .where('p.row_key', 'in', keys.slice(at, at + KEYS_AT_ONCE))
      .orderBy('p.id')
      .select(['p.id', 'p.row_key as key', 'p.occurrence', 'p.document_number as documentNumber', 'p.cents'])
      .select([
        sql<IsoDate>`coalesce(p.sap_posted_on, p.posted_on)`.as('postedOn'),
        'r.id as reversedBy',
        't.posting_id as takenBack',
      ])
      .execute();
    pushAll(found, rows);
    await nextTurn();
  }
  const locked = await reconciledPostings(
    read,
    found.map((row) => row.id),
  );
  return found.map(({ reversedBy, takenBack, documentNumber, ...row }) => ({
    ...row,
    documentNumber: documentNumber ?? '',
    taken: reversedBy !== null || takenBack !== null || locked.has(row.id),
  }));
}

/** The reversals among the new rows of a file, on the data of `read`; empty where the profile names no such column. */
export async function plannedReversals(
  read: Queries,
  profile: ImportProfile,
  rows: readonly NewRow[],
): Promise<Reversal[]> {
  if (moneyRules(profile.kind).nature !== 'posting' || !readsReversals(profile)) return [];
  const keys = [...new Set(rows.map((row) => reversedKey(row.keyed)))].filter((key) => key !== null);
  if (keys.length === 0) return [];
  return reversalsAmong(rows, await originalsBy(read, await systemSources(read, profile.source), keys));
}

/** Ids of the originals that came with the same file, now that they are written; by key and occurrence. */
export async function writtenOriginals(
  read: Queries,
  source: string,
  links: readonly Reversal[],
): Promise<Map<string, number>> {
  const keys = [
    ...new Set(links.filter((link) => link.original.id === null).map((link) => link.original.key)),
  ];
  const found = keys.length === 0 ? [] : await originalsBy(read, [source], keys);
  return new Map(found.map((row) => [`${row.key}|${row.occurrence}`, row.id ?? 0]));
}
