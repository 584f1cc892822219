import { POSITION_LIST } from '#shared/positions/position-list.ts';
import { can } from '#shared/permissions.ts';
import { listFile } from '../lists/list-file.ts';
import { ownOf, ownRows } from '../rights/own-rows.sql.ts';
import { positionPage } from './position-page.ts';
import { gradeRates, positionFacts } from './positions.sql.ts';

/** The list as it is shown, as a workbook. */
export const positionsFile = listFile(import.meta.url, 'positionsFile', {
  path: '/api/positions.xlsx',
  action: 'positions:read',
  list: POSITION_LIST,
  fileName: 'stellen',
  read: async (read, { asOf, actor }) => {
    const rates = can(actor, 'positions:read-cost') ? await gradeRates(read) : null;
    const own = await ownRows(read, actor);
    return positionPage(ownOf(own, await positionFacts(read, asOf)), rates, asOf, own === null);
  },
});
