import { PROJECT_LIST } from '#shared/projects/project-list.ts';
import { listFile } from '../lists/list-file.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { projectList } from './portfolio.ts';

/** The list as it is shown, as a workbook. */
export const projectsFile = listFile(import.meta.url, 'projectsFile', {
  path: '/api/projects.xlsx',
  action: 'projects:read',
  list: PROJECT_LIST,
  fileName: 'projekte',
  read: async (read, { asOf, actor }) => projectList(read, asOf, { own: await ownRows(read, actor) }),
});
