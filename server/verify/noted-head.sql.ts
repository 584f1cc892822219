import { AppError } from '#shared/errors.ts';
import type { VerifyResult } from '#shared/history/history.ts';
import type { Queries } from '../db/database.ts';
import { lastHistory } from '../db/transact.ts';

/** An entry of the history as somebody noted it elsewhere; without its number only the checksum is known. */
export interface NotedHead {
  seq: number | undefined;
  hash: string;
}

/** `HASH` or `NUMBER:HASH` as `verify`, `backup` and `restore` print it. Throws `invalid-parameter` otherwise. */
export function notedHead(text: string): NotedHead {
  const [, seq, hash] = /^(?:(\d{1,15}):)?([0-9a-f]{64})$/u.exec(text.trim().toLowerCase()) ?? [];
  if (hash !== undefined) return { seq: seq === undefined ? undefined : Number(seq), hash };
  throw new AppError(
    'invalid-parameter',
    '--head braucht einen Stand des Verlaufs, wie ihn „moves verify“ nennt: NUMMER:PRÜFSUMME oder nur die Prüfsumme (64 Zeichen).',
  );
}

/** The head as it is printed to be noted. */
export function headText({ seq, hash }: { seq: number; hash: string }): string {
  return `${seq}:${hash}`;
}

async function faultOf(read: Queries, noted: NotedHead, last: { seq: number }): Promise<string> {
  const { seq } = noted;
  if (seq === undefined)
    return `einen Eintrag mit dieser Prüfsumme gibt es nicht; der Verlauf endet bei ${last.seq}`;
  if (seq > last.seq)
    return `der Verlauf endet bei ${last.seq}, notiert war ${seq}: Die letzten ${seq - last.seq} Einträge fehlen`;
  const row = await read.selectFrom('history').where('seq', '=', seq).select('hash').executeTakeFirst();
  return row
    ? `Eintrag ${seq} hat eine andere Prüfsumme: Er oder ein früherer wurde geändert, oder es ist ein anderer Verlauf`
    : `Eintrag ${seq} fehlt`;
}

/** Whether an entry that was noted elsewhere is still part of the history: what the chain alone cannot tell is its end. */
export async function notedHeadCheck(
  read: Queries,
  noted: NotedHead,
): Promise<VerifyResult['checks'][number]> {
  const row = await read
    .selectFrom('history')
    .where('hash', '=', noted.hash)
    .select(['seq', 'at'])
    .executeTakeFirst();
  const ok = row !== undefined && (noted.seq === undefined || noted.seq === row.seq);
  const last = await lastHistory(read);
  const since = row ? last.seq - row.seq : 0;
  return {
    ...{ name: 'noted-head', label: 'Der notierte Stand gehört zum Verlauf', ok },
    detail: ok
      ? `Eintrag ${row.seq} vom ${row.at}, seither ${since} weitere`
      : await faultOf(read, noted, last),
  };
}
