import { approvalRoutes } from './approvals/approvals.routes.ts';
import { budgetRoutes } from './budget/budget.routes.ts';
import { dataStateRoutes } from './data-state/data-state.routes.ts';
import { exportRoutes } from './exports/exports.routes.ts';
import { explainRoutes } from './explain/explain.routes.ts';
import { historyRoutes } from './history/history.routes.ts';
import type { RouteDefinition } from './http/route.ts';
import { importRoutes } from './imports/imports.routes.ts';
import { profileRoutes } from './imports/profiles.routes.ts';
import { milestoneRoutes } from './milestones/milestones.routes.ts';
import { overviewRoutes } from './overview/overview.routes.ts';
import { planningRoutes } from './planning/planning.routes.ts';
import { periodRoutes } from './periods/periods.routes.ts';
import { projectRoutes } from './projects/projects.routes.ts';
import { positionRoutes } from './positions/positions.routes.ts';
import { reconciliationRoutes } from './reconciliation/reconciliation.routes.ts';
import { ruleRoutes } from './reconciliation/rules.routes.ts';
import { reportRoutes } from './reports/reports.routes.ts';
import { searchRoutes } from './search/search.routes.ts';
import { sourceRoutes } from './sources/sources.routes.ts';
import { sessionRoutes } from './session/session.routes.ts';

/** Every route of the API; the permission table test and the OpenAPI text walk this list. */
export const routes: readonly RouteDefinition[] = [
  ...sessionRoutes,
  ...dataStateRoutes,
  ...overviewRoutes,
  ...budgetRoutes,
  ...approvalRoutes,
  ...explainRoutes,
  ...exportRoutes,
  ...planningRoutes,
  ...positionRoutes,
  ...projectRoutes,
  ...milestoneRoutes,
  ...importRoutes,
  ...profileRoutes,
  ...sourceRoutes,
  ...reconciliationRoutes,
  ...periodRoutes,
  ...ruleRoutes,
  ...reportRoutes,
  ...searchRoutes,
  ...historyRoutes,
];
