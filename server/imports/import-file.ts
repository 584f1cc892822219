import { IMPORT_LIST } from '#shared/imports/import-list.ts';
import { listFile } from '../lists/list-file.ts';
import { listImports } from './imports.sql.ts';

/** The list as it is shown, as a workbook. */
export const importsFile = listFile(import.meta.url, 'importsFile', {
  path: '/api/imports.xlsx',
  action: 'imports:read',
  list: IMPORT_LIST,
  fileName: 'einlesungen',
  undated: true,
  read: async (read) => ({ imports: await listImports(read) }),
});
