import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import { fieldStore } from './kinds/fields.sql.ts';
import { officeStore } from './kinds/offices.sql.ts';
import { stageStore } from './kinds/stages.sql.ts';
import { subBudgetStore } from './kinds/sub-budgets.sql.ts';
import type { MasterStore } from './master-store.ts';

/** How each kind of master data is read and written; one module says all about a kind, one line here adds it. */
const STORES: Record<MasterKind, MasterStore> = {
  offices: officeStore,
  fields: fieldStore,
  stages: stageStore,
  'sub-budgets': subBudgetStore,
};

export function masterStore(kind: MasterKind): MasterStore {
  return STORES[kind];
}
