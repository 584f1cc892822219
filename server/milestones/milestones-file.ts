import { MILESTONE_LIST } from '#shared/milestones/milestone-list.ts';
import { listFile } from '../lists/list-file.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { listMilestones } from './milestones.sql.ts';

/** The list as it is shown, as a workbook. */
export const milestonesFile = listFile(import.meta.url, 'milestonesFile', {
  path: '/api/milestones.xlsx',
  action: 'milestones:read',
  list: MILESTONE_LIST,
  fileName: 'meilensteine',
  read: async (read, { asOf, actor }) => listMilestones(read, asOf, {}, await ownRows(read, actor)),
});
