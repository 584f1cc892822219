import { ROUND_LIST } from '#shared/rounds/round-list.ts';
import { listFile } from '../lists/list-file.ts';
import { listRounds } from './round-views.ts';

/** The list as it is shown, as a workbook. */
export const roundsFile = listFile(import.meta.url, 'roundsFile', {
  path: '/api/rounds.xlsx',
  action: 'rounds:read',
  list: ROUND_LIST,
  fileName: 'berichtsrunden',
  read: (read, { asOf, actor }) => listRounds(read, actor, asOf),
});
