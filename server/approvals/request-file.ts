import * as z from 'zod';
import { REQUEST_LIST } from '#shared/approvals/request-list.ts';
import { DECIDED } from '#shared/approvals/terms.ts';
import { pushAll } from '#shared/largest.ts';
import { listFile } from '../lists/list-file.ts';
import { listRequests } from '../requests/requests.sql.ts';

/** The list as it is shown, as a workbook. */
export const requestsFile = listFile(import.meta.url, 'requestsFile', {
  path: '/api/requests.xlsx',
  action: 'requests:read',
  list: REQUEST_LIST,
  fileName: 'antraege',
  undated: true,
  query: { state: z.enum(['open', 'decided']) },
  said: ({ state }) => [state === 'open' ? 'Offene Anträge' : 'Entschiedene Anträge'],
  read: async (read, { actor, query: { state } }) => {
    const states = state === 'open' ? (['open'] as const) : DECIDED;
    const first = await listRequests(read, actor, { page: 1, state: states });
    const requests = [...first.requests];
    for (let page = 2; requests.length < first.total; page += 1)
      pushAll(requests, (await listRequests(read, actor, { page, state: states })).requests);
    return { requests };
  },
});
