import { ENVELOPE_LIST } from '#shared/envelopes/envelope-list.ts';
import { listFile } from '../lists/list-file.ts';
import { listEnvelopes } from './envelopes.sql.ts';

/** The list as it is shown, as a workbook. */
export const envelopesFile = listFile(import.meta.url, 'envelopesFile', {
  path: '/api/envelopes.xlsx',
  action: 'envelopes:read',
  list: ENVELOPE_LIST,
  fileName: 'finanzrahmen',
  said: () => ['Rahmen überlappen und werden nie addiert.'],
  read: (read, { asOf }) => listEnvelopes(read, asOf),
});
