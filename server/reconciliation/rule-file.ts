import * as z from 'zod';
import { RULE_LIST } from '#shared/reconciliation/rule-list.ts';
import { listFile } from '../lists/list-file.ts';
import { ruleView } from './rule-view.ts';
import { listRules, ruleRecords } from './rules.sql.ts';

/** The list as it is shown, as a workbook. */
export const rulesFile = listFile(import.meta.url, 'rulesFile', {
  path: '/api/rules.xlsx',
  action: 'reconciliation:read',
  list: RULE_LIST,
  fileName: 'zuordnungsregeln',
  undated: true,
  query: { search: z.string().max(80).optional(), retired: z.enum(['1']).optional() },
  said: ({ search, retired }) => [
    search === undefined ? null : `Suche: ${search}`,
    retired === undefined ? null : 'auch abgeschaltete',
  ],
  read: async (read, { query: { search = '', retired } }) => {
    const records = await ruleRecords(read);
    const rules = (await listRules(read)).map((rule) => ruleView(rule, records));
    return { rules, search, retired: retired === '1' };
  },
});
