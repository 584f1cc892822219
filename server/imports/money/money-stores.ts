import type { MoneyKind } from '#shared/imports/terms.ts';
import { actualStore } from './kinds/actuals.sql.ts';
import { appropriationStore } from './kinds/appropriations.sql.ts';
import { commitmentStore } from './kinds/commitments.sql.ts';
import type { MoneyStore } from './money-store.ts';

/** One module says all about a kind, one line here adds it. */
const STORES: Record<MoneyKind, MoneyStore> = {
  appropriations: appropriationStore,
  actuals: actualStore,
  commitments: commitmentStore,
};

export function moneyStore(kind: MoneyKind): MoneyStore {
  return STORES[kind];
}
