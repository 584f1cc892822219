import { sql } from 'kysely';
import { formatEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { finding } from '../../db/finding.ts';
import type { Finding } from '../../db/finding.ts';

/** Appropriations of one change, year and file that count today, and when they came. */
interface Loaded {
  year: number;
  seq: number;
  importId: number | null;
  fileName: string | null;
  /** Null for what nobody but the person who read it in wanted. */
  requestId: number | null;
  /** When it was taken back; null while it counts. */
  goneSeq: number | null;
  cents: Cents;
  rows: number;
}

async function loadedByChange(read: Queries): Promise<Loaded[]> {
  const { rows } = await sql<Loaded>`
    select l.year, m.recorded_seq as "seq", m.import_id as "importId", i.file_name as "fileName",
      coalesce(i.request_id, m.request_id) as "requestId", r.recorded_seq as "goneSeq",
      cast(sum(m.cents) as bigint) as cents, cast(count(*) as bigint) as rows
    from movement m join budget_line l on l.id = m.line_id
      left join movement r on r.reverses_id = m.id left join "import" i on i.id = m.import_id
    where m.kind = 'A' and m.reverses_id is null
    group by l.year, m.recorded_seq, m.import_id, i.file_name, i.request_id, m.request_id, r.recorded_seq
    order by m.recorded_seq, l.year`.execute(read);
  return rows;
}

/**
 * A file of appropriations that one person alone read into a year that had some (0024): each is named with its sum. What
 * was taken back since is none any more; a second person takes it back, or reads it in anew by request.
 */
export async function firstYearsHeld(read: Queries): Promise<Finding> {
  const loaded = await loadedByChange(read);
  const byYear = Map.groupBy(loaded, (one) => one.year);
  const alone = loaded.filter(({ year, seq, importId, requestId, goneSeq }) => {
    if (importId === null || requestId !== null || goneSeq !== null) return false;
    const others = byYear.get(year) ?? [];
    return others.some((other) => other.seq < seq && (other.goneSeq === null || other.goneSeq > seq));
  });
  const faults = alone.map(
    ({ year, importId, fileName, cents, rows }) =>
      `Einlesung ${importId ?? ''} (${fileName ?? ''}): ${rows} Ansätze über ${formatEuro(cents)} € kamen für ${year} ohne zweite Person zu vorhandenen dazu`,
  );
  return finding(faults, `${loaded.length} Aufnahmen von Ansätzen`);
}
