import { sql } from 'kysely';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import { partAt } from '#shared/reconciliation/parts.ts';
import type { Part } from '#shared/reconciliation/parts.ts';
import { UNASSIGNED_LINE } from '#shared/reconciliation/terms.ts';
import type { AssignmentMethod } from '#shared/reconciliation/terms.ts';
import type { Queries } from '../db/database.ts';

/** One change of a posting's place: its import, or what was decided later, with what it moved. */
export interface PlaceChange {
  seq: number;
  at: Instant;
  by: string;
  method: 'import' | AssignmentMethod;
  reason: string;
  effectiveOn: IsoDate;
  ruleId: number | null;
  milestone: string | null;
  parts: Part[];
}

async function importStep(read: Queries, postingId: number): Promise<PlaceChange[]> {
  const row = await read
    .selectFrom('posting as p')
    .innerJoin('import as i', 'i.id', 'p.import_id')
    .innerJoin('history as h', 'h.seq', 'p.recorded_seq')
    .leftJoin('app_user as u', 'u.id', 'h.actor_id')
    .where('p.id', '=', postingId)
    .select([
      'h.seq',
      'h.at',
      sql<string>`coalesce(u.name, h.actor)`.as('by'),
      'i.id as importId',
      'i.file_name as fileName',
      'p.row_number as rowNumber',
      'p.posted_on as effectiveOn',
      'p.rule_id as ruleId',
      'p.line_id as lineId',
      'p.cents',
    ])
    .executeTakeFirst();
  if (!row) return [];
  const { seq, at, by, effectiveOn, ruleId } = row;
  const reason = `Einlesung ${row.importId}, ${row.fileName}, Zeile ${row.rowNumber}`;
  const parts = [partAt(row.lineId ?? UNASSIGNED_LINE, row.cents)];
  return [{ seq, at, by, effectiveOn, ruleId, reason, parts, method: 'import', milestone: null }];
}

/** Every change of a posting's place, the oldest first. */
export async function placeChanges(read: Queries, postingId: number): Promise<PlaceChange[]> {
  const rows = await read
    .selectFrom('assignment as a')
    .innerJoin('history as h', 'h.seq', 'a.recorded_seq')
    .leftJoin('app_user as u', 'u.id', 'h.actor_id')
    .leftJoin('milestone as m', 'm.id', 'a.milestone_id')
    .where('a.posting_id', '=', postingId)
    .orderBy('a.id')
    .select([
      'h.seq',
      'h.at',
      sql<string>`coalesce(u.name, h.actor)`.as('by'),
      'a.method',
      'a.reason',
      'a.effective_on as effectiveOn',
      'a.rule_id as ruleId',
      'm.name as milestone',
      'a.target',
      'a.line_id as lineId',
      'a.cents',
    ])
    .execute();
  const steps = [...Map.groupBy(rows, (row) => row.seq).values()].flatMap((group): PlaceChange[] => {
    const [first] = group;
    if (!first) return [];
    const { seq, at, by, method, reason, effectiveOn, ruleId } = first;
    const milestone = group.find((row) => row.milestone !== null)?.milestone ?? null;
    const parts = group.map(({ target, lineId, cents }): Part => ({ target, lineId, cents }));
    return [{ seq, at, by, method, reason, effectiveOn, ruleId, milestone, parts }];
  });
  return [...(await importStep(read, postingId)), ...steps];
}
