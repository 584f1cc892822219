import { ACCOUNT_LIST } from '#shared/accounts/account-list.ts';
import { businessDate } from '#shared/calendar.ts';
import { listFile } from '../lists/list-file.ts';
import { listAccounts, officesOn } from './accounts.sql.ts';

/** The list as it is shown, as a workbook. */
export const accountsFile = listFile(import.meta.url, 'accountsFile', {
  path: '/api/accounts.xlsx',
  action: 'accounts:read',
  list: ACCOUNT_LIST,
  fileName: 'zugaenge',
  undated: true,
  read: async (read, { now }) => ({
    accounts: await listAccounts(read, now),
    offices: await officesOn(read, businessDate(now)),
  }),
});
