import { endOfMonth, monthOf, toIsoDate } from '#shared/calendar.ts';
import { batches } from '../db/batches.ts';
import type { Tx } from '../db/transact.ts';
import type { DemoPosition } from './demo-files.ts';
import { readPositions } from './demo-files.ts';
import { keysByCode, paperKeys, positionKeys, projectKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

async function insertPositions(tx: Tx, positions: readonly DemoPosition[]): Promise<void> {
  const [offices, fields, stages, projects, papers] = [
    await keysByCode(tx.query, 'office'),
    await keysByCode(tx.query, 'field_of_action'),
    await keysByCode(tx.query, 'stage'),
    await projectKeys(tx.query),
    await paperKeys(tx.query),
  ];
  const rows = positions.map((position) => ({
    number: position.number,
    title: position.title,
    grade: position.grade,
    fte_ten_thousandths: position.fte,
    office_id: idFrom(offices, position.office),
    field_id: idFrom(fields, position.field),
    stage_id: idFrom(stages, position.stage),
    project_id: position.project === null ? null : idFrom(projects, position.project),
    council_paper_id: idFrom(papers, position.paper),
    authorised_on: position.authorisedOn,
    planned_start: position.plannedStart,
    kw_on: position.kwOn,
    origin: position.origin,
    recorded_seq: tx.seq,
  }));
  for (const part of batches(rows)) await tx.query.insertInto('position').values(part).execute();
}

function positionsStep(positions: readonly DemoPosition[]): DemoStep {
  return writing(instantOf(toIsoDate('2019-12-20'), '15:45'), 'programmbuero', async (tx) => {
    await insertPositions(tx, positions);
    const after = { positions: positions.length };
    return { action: 'position.record', entity: 'positions', entityId: 'I', after };
  });
}

/** All events of a month are recorded on its last day, as the personnel office reports them. */
function eventSteps(positions: readonly DemoPosition[]): DemoStep[] {
  const events = positions.flatMap((position) =>
    position.events.map((event) => ({ ...event, position: position.number, origin: position.origin })),
  );
  return groupedBy(events, (event) => monthOf(event.on)).map(([month, group]) =>
    writing(instantOf(endOfMonth(month), '15:00'), 'programmbuero', async (tx) => {
      const keys = await positionKeys(tx.query);
      const rows = group.map((event) => ({
        position_id: idFrom(keys, event.position),
        kind: event.kind,
        effective_on: event.on,
        share_ten_thousandths: event.share ?? null,
        grade_to: event.gradeTo ?? null,
        date_to: event.dateTo ?? null,
        note: event.note ?? '',
        origin: event.origin,
        recorded_seq: tx.seq,
      }));
      for (const part of batches(rows)) await tx.query.insertInto('position_event').values(part).execute();
      return {
        action: 'position.event',
        entity: 'positions',
        entityId: month,
        after: { events: rows.length },
      };
    }),
  );
}

/** The 98 posts and what happened to each. */
export function positionSteps(): DemoStep[] {
  const positions = readPositions();
  return [positionsStep(positions), ...eventSteps(positions)];
}
