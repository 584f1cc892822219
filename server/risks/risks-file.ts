import { RISK_LIST } from '#shared/risks/risk-columns.ts';
import { can } from '#shared/permissions.ts';
import { listFile } from '../lists/list-file.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { listRisks } from './risks.sql.ts';

/** The list as it is shown, as a workbook. */
export const risksFile = listFile(import.meta.url, 'risksFile', {
  path: '/api/risks.xlsx',
  action: 'risks:read',
  list: RISK_LIST,
  fileName: 'risiken',
  read: async (read, { asOf, actor }) =>
    listRisks(read, {
      asOf,
      own: await ownRows(read, actor),
      closed: can(actor, 'papers:read-closed'),
    }),
});
