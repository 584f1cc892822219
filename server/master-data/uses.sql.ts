import { sql } from 'kysely';
import { addDays } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import type { MasterUse } from '#shared/master-data/master-data.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { countRows } from '../db/sums.ts';

/** Collects what belongs to records, by id. */
export class UseCounts {
  readonly byId = new Map<number, MasterUse[]>();

  add(rows: readonly { id: number | null; count: number }[], one: string, many: string): void {
    for (const { id, count } of rows) {
      if (id === null || count < 1) continue;
      const known = this.byId.get(id) ?? [];
      known.push({ words: counted(count, one, many), count });
      this.byId.set(id, known);
    }
  }
}

type Place = 'office_id' | 'field_id' | 'stage_id';

/** Projects that are neither done nor cancelled, posts that are not over by the day, and lines of later years. */
export async function placedUses(read: Queries, place: Place, after: IsoDate): Promise<UseCounts> {
  const uses = new UseCounts();
  const state = read
    .selectFrom('project_state as st')
    .where('st.project_id', '=', sql<number>`p.id`)
    .orderBy('st.effective_on', 'desc')
    .orderBy('st.recorded_seq', 'desc')
    .orderBy('st.id', 'desc')
    .limit(1)
    .select('st.state');
  const projects = await read
    .selectFrom('project as p')
    .where('p.id', 'not in', goneRecords('projects'))
    .where(state, 'not in', ['done', 'cancelled'])
    .groupBy(`p.${place}`)
    .select([`p.${place} as id`, countRows().as('count')])
    .execute();
  uses.add(projects, 'Projekt', 'Projekte');
  const posts = await read
    .selectFrom('position as p')
    .where('p.id', 'not in', goneRecords('positions'))
    .where((eb) => eb.or([eb('p.kw_on', 'is', null), eb('p.kw_on', '>', after)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('position_event as e')
            .whereRef('e.position_id', '=', 'p.id')
            .where('e.kind', '=', 'dropped')
            .where('e.effective_on', '<=', after)
            .select('e.id'),
        ),
      ),
    )
    .groupBy(`p.${place}`)
    .select([`p.${place} as id`, countRows().as('count')])
    .execute();
  uses.add(posts, 'Stelle', 'Stellen');
  const lines = await read
    .selectFrom('budget_line as l')
    .where('l.year', '>=', yearAfter(after))
    .groupBy(`l.${place}`)
    .select([`l.${place} as id`, countRows().as('count')])
    .execute();
  uses.add(lines, 'Haushaltszeile', 'Haushaltszeilen');
  return uses;
}

/** The first budget year of which a day lies behind this one. */
export function yearAfter(day: IsoDate): number {
  return Number(addDays(day, 1).slice(0, 4));
}
