import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { newProjectFaults, placeFault } from '#shared/projects/move-rules.ts';
import type { MadeProject, NewProject } from '#shared/projects/new-project.ts';
import { PLACE_FIELDS } from '#shared/projects/terms.ts';
import type { PlaceField } from '#shared/projects/terms.ts';
import { hasCode } from '../db/codes.ts';
import type { Database, Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { transact } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { placeTarget } from './place-targets.sql.ts';
import type { FoundPlace } from './place-targets.sql.ts';
import { addProjects } from './write-projects.sql.ts';

async function numberFault(read: Queries, number: string): Promise<FieldError[]> {
  const taken = await read
    .selectFrom('project')
    .where((eb) => hasCode(eb.ref('number'), number))
    .select(['number', 'name'])
    .select((eb) => eb('id', 'in', goneRecords('projects')).as('gone'))
    .executeTakeFirst();
  if (!taken) return [];
  const message = taken.gone
    ? `Diese Nummer trug „${taken.name}“, das mit seinem Import zurückgenommen wurde.`
    : `Diese Nummer trägt schon ${taken.number} ${taken.name}.`;
  return [{ path: 'number', message }];
}

/** Makes a project by hand, seen from its own beginning. Throws `rule-violated` with every fault at its field. */
export async function addProject(db: Database, by: By, input: NewProject): Promise<MadeProject> {
  const { number, name, description, flagship, startsOn, endsOn, state, lead } = input;
  return transact(db, by, async (tx) => {
    const today = businessDate(by.clock.now());
    // What begins later is there from today on: so must be where it belongs.
    const on = startsOn < today ? startsOn : today;
    const places: Partial<Record<PlaceField, FoundPlace>> = {};
    const errors = [...(await numberFault(tx.query, number)), ...newProjectFaults(input, today)];
    for (const field of PLACE_FIELDS) {
      const target = await placeTarget(tx.query, field, field === 'lead' ? (lead ?? '') : input[field], on);
      const fault = placeFault(field, target, on);
      if (fault !== null) errors.push({ path: field, message: fault });
      else if (target) places[field] = target;
    }
    const { office, field, stage } = places;
    if (errors.length > 0 || !office?.ref || !field?.ref || !stage?.ref)
      throw new AppError('rule-violated', 'Das Projekt wurde nicht angelegt.', { errors });
    const columns = {
      ...{ number, name, description, flagship: flagship ? (1 as const) : (0 as const) },
      ...{ office_id: office.ref, field_id: field.ref, stage_id: stage.ref },
      ...{ lead_user_id: places.lead?.ref ?? null, starts_on: startsOn, ends_on: endsOn },
    };
    const rows = [{ ...columns, origin: 'live' as const, recorded_seq: tx.seq }];
    const [id = 0] = await addProjects(tx, rows, { reason: 'Neu angelegt', origin: 'live', state });
    const after = {
      ...{ number, name, office: office.key, field: field.key, stage: stage.key },
      ...{ leadUserId: columns.lead_user_id, flagship, startsOn, endsOn, state },
    };
    const change = { action: 'project.create', entity: 'project', entityId: id, after };
    return { result: { id, number, name, startsOn: input.startsOn }, change };
  });
}
