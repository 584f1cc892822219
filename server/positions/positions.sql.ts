import type { IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { GradeRate } from '#shared/positions/cost.ts';
import { isKnownOn } from '#shared/positions/standing.ts';
import type { PositionEventFact, PositionFact } from '#shared/positions/standing.ts';
import { PAPER_COLUMNS } from '../budget/papers.sql.ts';
import { changedFacts } from '../projects/project-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';

async function eventsByPosition(read: Queries, asOf: IsoDate): Promise<Map<number, PositionEventFact[]>> {
  const rows = await read
    .selectFrom('position_event')
    .where('effective_on', '<=', asOf)
    .orderBy('effective_on')
    .orderBy('recorded_seq')
    .orderBy('id')
    .select([
      'position_id as positionId',
      'kind',
      'effective_on as effectiveOn',
      'share_ten_thousandths as share',
      'grade_to as gradeTo',
      'date_to as dateTo',
    ])
    .execute();
  const byPosition = new Map<number, PositionEventFact[]>();
  for (const { positionId, ...event } of rows) {
    const events = byPosition.get(positionId);
    if (events) events.push(event);
    else byPosition.set(positionId, [event]);
  }
  return byPosition;
}

async function selectPositions(read: Queries) {
  return read
    .selectFrom('position as p')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .innerJoin('field_of_action as f', 'f.id', 'p.field_id')
    .innerJoin('stage as s', 's.id', 'p.stage_id')
    .leftJoin('project as pr', 'pr.id', 'p.project_id')
    .leftJoin('council_paper as cp', 'cp.id', 'p.council_paper_id')
    .where('p.id', 'not in', goneRecords('positions'))
    .select(PAPER_COLUMNS)
    .select([
      'p.id',
      'p.number',
      'p.title',
      'p.grade',
      'p.fte_ten_thousandths as fte',
      'p.authorised_on as authorisedOn',
      'p.planned_start as plannedStart',
      'p.kw_on as kwOn',
      'p.origin',
      'o.code as office',
      'o.name as officeName',
      'f.code as field',
      'f.name as fieldName',
      's.code as stage',
      'pr.id as projectId',
      'pr.number as projectNumber',
      'pr.name as projectName',
    ])
    .execute();
}

export type KnownPosition = Awaited<ReturnType<typeof selectPositions>>[number] & PositionFact;

/** Every post known on a day with its events up to then, in two statements; FTE in ten-thousandths. */
export async function positionFacts(read: Queries, asOf: IsoDate): Promise<KnownPosition[]> {
  const events = await eventsByPosition(read, asOf);
  const rows = await selectPositions(read);
  const renamed = await changedFacts(read, { asOf });
  return inNaturalOrder(rows, (row) => row.number)
    .map((row) => ({
      ...row,
      projectName: renamed.get(row.projectId ?? 0)?.name ?? row.projectName,
      events: events.get(row.id) ?? [],
    }))
    .filter((fact) => isKnownOn(fact, asOf));
}

/** Every dated rate: what a whole post of a grade costs in a year, in cents. */
export async function gradeRates(read: Queries): Promise<GradeRate[]> {
  return read
    .selectFrom('grade_rate')
    .select([
      'grade',
      'year_cents as yearCents',
      'overhead_cents as overheadCents',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .execute();
}
