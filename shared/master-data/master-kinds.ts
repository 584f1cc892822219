import { fields } from './kinds/fields.ts';
import { offices } from './kinds/offices.ts';
import { stages } from './kinds/stages.ts';
import { subBudgets } from './kinds/sub-budgets.ts';
import type { MasterRules } from './master-rules.ts';

/** In the order in which they are offered: what others point to comes first. */
export const MASTER_KINDS = ['offices', 'fields', 'stages', 'sub-budgets'] as const;
export type MasterKind = (typeof MASTER_KINDS)[number];

/** One module says all about a kind that needs no database, one line here adds it. */
const RULES: Record<MasterKind, MasterRules> = { offices, fields, stages, 'sub-budgets': subBudgets };

export function masterRules(kind: MasterKind): MasterRules {
  return RULES[kind];
}
