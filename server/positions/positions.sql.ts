import type { IsoDate } from '#shared/calendar.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { GradeRate } from '#shared/positions/cost.ts';
import { countedEvents } from '#shared/positions/event-rules.ts';
import type { StoredEvent } from '#shared/positions/event-rules.ts';
import { isKnownOn } from '#shared/positions/standing.ts';
import type { PositionEventFact, PositionFact } from '#shared/positions/standing.ts';
import { PAPER_COLUMNS } from '../papers/paper-columns.ts';
import { masterNames, placeNames } from '../dated-names/master-facts.sql.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { eachBatch, keptPart, marksOf } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import { NAMES, namesAt } from '../ledger/kept-names.sql.ts';

type KeptEvent = PositionEventFact & StoredEvent & { seq: number };

/** What happened to every post, in the order in which it counts. */
const EVENTS: Part<{ byPosition: Map<number, KeptEvent[]>; last: number }> = {
  tables: ['position_event'],
  read: async (read, before) => {
    const kept = before?.value ?? { byPosition: new Map<number, KeptEvent[]>(), last: 0 };
    await eachBatch(
      kept.last,
      (after, most) =>
        read
          .selectFrom('position_event')
          .where('id', '>', after)
          .orderBy('id')
          .limit(most)
          .select(['id', 'position_id as positionId', 'kind', 'effective_on as effectiveOn'])
          .select(['share_ten_thousandths as share', 'grade_to as gradeTo', 'date_to as dateTo'])
          .select(['recorded_seq as seq', 'replaces_id as replacesId', 'withdrawn'])
          .execute(),
      ({ positionId, ...event }) => {
        const list = kept.byPosition.get(positionId) ?? [];
        list.push(event);
        list.sort((a, b) =>
          a.effectiveOn < b.effectiveOn
            ? -1
            : a.effectiveOn > b.effectiveOn
              ? 1
              : a.seq - b.seq || a.id - b.id,
        );
        kept.byPosition.set(positionId, list);
        kept.last = event.id;
      },
    );
    return { ...kept };
  },
};

/** Every post as it is stored, by number. */
const POSITIONS: Part<readonly StoredPosition[]> = {
  tables: [
    ...(['position', 'office', 'field_of_action', 'stage', 'council_paper'] as const),
    ...(['projects', 'record_taken_back', 'record_returned'] as const),
  ],
  read: async (read) => inNaturalOrder(await selectPositions(read), (row) => row.number),
};

async function keptPositions(read: Queries, asOf: IsoDate): Promise<KnownPosition[] | undefined> {
  const marks = await marksOf(read);
  const positions = await keptPart(read, POSITIONS);
  const events = await keptPart(read, EVENTS);
  const kept = await keptPart(read, NAMES);
  if (!marks || !positions || !events || !kept) return undefined;
  const names = namesAt(kept, { asOf, known: marks.history });
  const master = await masterNames(read, { asOf });
  return positions
    .map((row) => {
      const projectName = names.get(row.projectId ?? 0)?.name ?? row.projectName;
      return factOf(row, { projectName, ...placeNames(row, master) }, eventsUntil(row.id));
    })
    .filter((fact) => isKnownOn(fact, asOf));

  function eventsUntil(id: number): readonly KeptEvent[] {
    const all = events?.byPosition.get(id) ?? [];
    const isCounted = (event: KeptEvent): boolean =>
      event.effectiveOn <= asOf && event.seq <= (marks?.history ?? 0);
    return countedEvents(all.every(isCounted) ? all : all.filter(isCounted));
  }
}

/** The post with some of its events; the same one again for the same events and names. */
function factOf(
  row: StoredPosition,
  named: Pick<StoredPosition, 'projectName' | 'officeName' | 'fieldName'>,
  events: readonly KeptEvent[],
): KnownPosition {
  const known = made.get(row) ?? new Map<string, KnownPosition>();
  made.set(row, known);
  const { projectName, officeName, fieldName } = named;
  const key = [events.map((event) => event.id).join(), projectName, officeName, fieldName].join('/');
  const fact = known.get(key) ?? {
    ...row,
    ...named,
    events: events.map(
      ({ id: _id, seq: _seq, replacesId: _replaces, withdrawn: _withdrawn, ...event }) => event,
    ),
  };
  known.set(key, fact);
  return fact;
}

const made = new WeakMap<StoredPosition, Map<string, KnownPosition>>();

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
      'id',
      'replaces_id as replacesId',
      'withdrawn',
    ])
    .execute();
  const byPosition = new Map<number, PositionEventFact[]>();
  for (const { positionId, id: _id, replacesId: _replaces, withdrawn: _withdrawn, ...event } of countedEvents(
    rows,
  )) {
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
      'p.version',
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

type StoredPosition = Awaited<ReturnType<typeof selectPositions>>[number];
export type KnownPosition = StoredPosition & PositionFact;

/** Every post known on a day with its events up to then; FTE in ten-thousandths. */
export async function positionFacts(read: Queries, asOf: IsoDate): Promise<KnownPosition[]> {
  const kept = await keptPositions(read, asOf);
  if (kept) return kept;
  const events = await eventsByPosition(read, asOf);
  const rows = await selectPositions(read);
  const renamed = await changedFacts(read, { asOf });
  const master = await masterNames(read, { asOf });
  return inNaturalOrder(rows, (row) => row.number)
    .map((row) => ({
      ...row,
      ...placeNames(row, master),
      projectName: renamed.get(row.projectId ?? 0)?.name ?? row.projectName,
      events: events.get(row.id) ?? [],
    }))
    .filter((fact) => isKnownOn(fact, asOf));
}

const RATES: Part<readonly GradeRate[]> = { tables: ['grade_rate'], read: readRates };

/** Every dated rate: what a whole post of a grade costs in a year, in cents. */
export async function gradeRates(read: Queries): Promise<readonly GradeRate[]> {
  return (await keptPart(read, RATES)) ?? readRates(read);
}

async function readRates(read: Queries): Promise<GradeRate[]> {
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
