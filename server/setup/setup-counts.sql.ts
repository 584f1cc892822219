import type { SetupCounts } from '#shared/setup/setup.ts';
import type { Role } from '#shared/permissions.ts';
import type { Queries } from '../db/database.ts';

/** What a city has entered so far, by one statement over small tables; no posting is counted. */
export async function setupCounts(read: Queries): Promise<SetupCounts> {
  const all = read.fn.countAll<number | string>();
  const users = (role: Role) =>
    read
      .selectFrom('app_user')
      .where('disabled', '=', 0)
      .where('break_glass', '=', 0)
      .where('role', '=', role)
      .select(all.as('n'));
  const rows = await read
    .selectNoFrom([
      read.selectFrom('app_user').where('disabled', '=', 0).select(all.as('n')).as('accounts'),
      users('admin').as('admins'),
      users('controller').as('controllers'),
      users('programme-office').as('programmeOffice'),
      read.selectFrom('stage').select(all.as('n')).as('stages'),
      read.selectFrom('field_of_action').select(all.as('n')).as('fields'),
      read.selectFrom('office').select(all.as('n')).as('offices'),
      read.selectFrom('sub_budget').select(all.as('n')).as('subBudgets'),
      read.selectFrom('account_map').select(all.as('n')).as('accountRules'),
      read.selectFrom('budget_line').select(all.as('n')).as('lines'),
      read.selectFrom('envelope').select(all.as('n')).as('envelopes'),
      read.selectFrom('project').select(all.as('n')).as('projects'),
      read
        .selectFrom('project as p')
        .where((eb) =>
          eb.not(
            eb.exists(eb.selectFrom('milestone as m').whereRef('m.project_id', '=', 'p.id').select('m.id')),
          ),
        )
        .select(all.as('n'))
        .as('projectsWithoutMilestone'),
      read.selectFrom('position').select(all.as('n')).as('posts'),
      read
        .selectFrom('import as i')
        .where('i.kind', '=', 'actuals')
        .where((eb) =>
          eb.not(
            eb.exists(
              eb.selectFrom('import_undo as u').whereRef('u.import_id', '=', 'i.id').select('u.import_id'),
            ),
          ),
        )
        .select(all.as('n'))
        .as('actualImports'),
      read.selectFrom('status_report').select(all.as('n')).as('statusReports'),
      read.selectFrom('issued_report').select(all.as('n')).as('issuedReports'),
    ])
    .executeTakeFirstOrThrow();
  return Object.fromEntries(
    Object.entries(rows).map(([name, n]) => [name, Number(n ?? 0)]),
  ) as unknown as SetupCounts;
}
