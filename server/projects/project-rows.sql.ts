import type { Queries } from '../db/database.ts';

/**
 * Projects as they are stored, with the codes and names they go by now. `leadUserId` and `ownOffice` say whose own a
 * project is, which is a matter of today; `ledBy`, office, field and stage are of a day (`placesAt`).
 */
export function projectRows(read: Queries) {
  return read
    .selectFrom('project as p')
    .innerJoin('stage as s', 's.id', 'p.stage_id')
    .innerJoin('field_of_action as f', 'f.id', 'p.field_id')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .select([
      'p.id',
      'p.number',
      'p.name',
      'p.description',
      'p.flagship',
      'p.starts_on as startsOn',
      'p.ends_on as endsOn',
      'p.lead_user_id as leadUserId',
      'p.lead_user_id as ledBy',
      'p.origin',
      'p.version',
      's.code as stage',
      's.first_year as firstYear',
      's.last_year as lastYear',
      'f.code as field',
      'f.name as fieldName',
      'o.code as office',
      'o.code as ownOffice',
      'o.name as officeName',
    ]);
}
export type StoredProject = Awaited<ReturnType<ReturnType<typeof projectRows>['execute']>>[number];
