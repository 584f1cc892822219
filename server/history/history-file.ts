import * as z from 'zod';
import { HISTORY_LIST } from '#shared/history/history-list.ts';
import { listFile } from '../lists/list-file.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { listHistory } from './history.sql.ts';

/** The list as it is shown, as a workbook. */
export const historyFile = listFile(import.meta.url, 'historyFile', {
  path: '/api/history.xlsx',
  action: 'history:read',
  list: HISTORY_LIST,
  fileName: 'verlauf',
  undated: true,
  query: { before: z.coerce.number().int().positive().optional() },
  said: ({ before }) => [
    before === undefined
      ? 'Die neuesten Einträge, wie gezeigt'
      : `Die Einträge vor Nr. ${before}, wie gezeigt`,
  ],
  read: async (read, { actor, query: { before } }) =>
    listHistory(read, { before, limit: 50, own: await ownRows(read, actor) }),
});
