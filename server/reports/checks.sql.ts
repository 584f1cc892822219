import { createHash } from 'node:crypto';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';

/** An issued report still has the hash it was issued with (0009), and so has every fair copy. */
export async function issuedReports(read: Queries): Promise<Finding> {
  const faults: string[] = [];
  let reports = 0;
  for (const [table, name] of [
    ['issued_report', 'Bericht'],
    ['report_fair_copy', 'Reinschrift'],
  ] as const) {
    const rows = await read.selectFrom(table).select(['id', 'content', 'sha256']).execute();
    if (table === 'issued_report') reports = rows.length;
    for (const { id, content, sha256 } of rows)
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        faults.push(`${name} ${id} wurde verändert`);
  }
  return finding(faults, `${reports} Berichte`);
}

/**
 * A report was issued by an approved request for just what it says, or by an earlier program, whose history row says so;
 * and what it corrects was issued before it (0070).
 */
export async function releasedReports(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('issued_report as r')
    .innerJoin('history as h', 'h.seq', 'r.recorded_seq')
    .leftJoin('request as q', 'q.id', 'r.request_id')
    .leftJoin('approval as a', (join) =>
      join
        .onRef('a.request_id', '=', 'r.request_id')
        .onRef('a.recorded_seq', '=', 'r.recorded_seq')
        .on('a.decision', '=', 'approved'),
    )
    .orderBy('r.id')
    .select(['r.id', 'r.sha256', 'r.corrects_id as corrects', 'r.request_id as request', 'h.action'])
    .select(['q.kind', 'q.payload', 'a.id as approval'])
    .execute();
  const copies = await read.selectFrom('report_fair_copy').select(['id', 'sha256']).execute();
  const hashes = new Map(copies.map(({ id, sha256 }) => [id, sha256]));
  const copiedAs = (payload: string | null): string | undefined =>
    hashes.get(payload === null ? 0 : (JSON.parse(payload) as { copyId: number }).copyId);
  const known = new Set(rows.map(({ id }) => id));
  const faults = rows.flatMap((row) => {
    const before = row.request === null && row.action === 'report.issue';
    const isReleased = row.kind === 'report' && row.approval !== null && copiedAs(row.payload) === row.sha256;
    const { id, corrects } = row;
    return [
      ...(before || isReleased ? [] : [`Bericht ${id}: herausgegeben ohne Freigabe`]),
      ...(corrects !== null && (corrects >= id || !known.has(corrects))
        ? [`Bericht ${id}: berichtigt keinen früheren Bericht`]
        : []),
    ];
  });
  return finding(faults, `${rows.length} Berichte`);
}
