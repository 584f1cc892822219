import { createHash } from 'node:crypto';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';

/** An issued report still has the hash it was issued with (0009). */
export async function issuedReports(read: Queries): Promise<Finding> {
  const rows = await read.selectFrom('issued_report').select(['id', 'content', 'sha256']).execute();
  const faults = rows
    .filter((row) => createHash('sha256').update(row.content).digest('hex') !== row.sha256)
    .map((row) => `Bericht ${row.id} wurde verändert`);
  return finding(faults, `${rows.length} Berichte`);
}
