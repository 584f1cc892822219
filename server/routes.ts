import { accountRoutes } from './accounts/accounts.routes.ts';
import { groupRoutes } from './accounts/groups.routes.ts';
import { activationRoutes } from './accounts/activation.routes.ts';
import { ownAccessRoutes } from './accounts/own-access.routes.ts';
import { localSignInRoutes } from './accounts/sign-in.routes.ts';
import { approvalRoutes } from './approvals/approvals.routes.ts';
import { budgetRoutes } from './budget/budget.routes.ts';
import { cityRoutes } from './city/city.routes.ts';
import { dataStateRoutes } from './data-state/data-state.routes.ts';
import { exportRoutes } from './exports/exports.routes.ts';
import { deputyRoutes } from './deputies/deputies.routes.ts';
import { envelopeRoutes } from './envelopes/envelopes.routes.ts';
import { explainRoutes } from './explain/explain.routes.ts';
import { historyRoutes } from './history/history.routes.ts';
import type { RouteDefinition } from './http/route.ts';
import { masterDataRoutes } from './master-data/master-data.routes.ts';
import { importRoutes } from './imports/imports.routes.ts';
import { profileRoutes } from './imports/profiles/profiles.routes.ts';
import { milestoneRoutes } from './milestones/milestones.routes.ts';
import { oidcRoutes } from './oidc/oidc.routes.ts';
import { overviewRoutes } from './overview/overview.routes.ts';
import { authorisationRoutes } from './authorisations/authorisations.routes.ts';
import { carryOverRoutes } from './carry-over/carry-over.routes.ts';
import { forecastRoutes } from './forecasts/forecasts.routes.ts';
import { orderRoutes } from './orders/orders.routes.ts';
import { paperRoutes } from './papers/papers.routes.ts';
import { periodRoutes } from './periods/periods.routes.ts';
import { projectMoveRoutes } from './projects/project-moves.routes.ts';
import { projectRoutes } from './projects/projects.routes.ts';
import { positionRoutes } from './positions/positions.routes.ts';
import { reconciliationRoutes } from './reconciliation/reconciliation.routes.ts';
import { ruleRoutes } from './reconciliation/rules.routes.ts';
import { reportRoutes } from './reports/reports.routes.ts';
import { indicatorRoutes } from './indicators/indicators.routes.ts';
import { riskRoutes } from './risks/risks.routes.ts';
import { roundRoutes } from './rounds/rounds.routes.ts';
import { savedViewRoutes } from './saved-views/saved-views.routes.ts';
import { searchRoutes } from './search/search.routes.ts';
import { sourceRoutes } from './imports/sources/sources.routes.ts';
import { setupRoutes } from './setup/setup.routes.ts';
import { sessionRoutes } from './session/session.routes.ts';
import { verifyRoutes } from './verify/verify.routes.ts';

/** Every route of the API; the permission table test and the OpenAPI text walk this list. */
export const routes: readonly RouteDefinition[] = [
  ...sessionRoutes,
  ...localSignInRoutes,
  ...activationRoutes,
  ...ownAccessRoutes,
  ...oidcRoutes,
  ...accountRoutes,
  ...groupRoutes,
  ...deputyRoutes,
  ...masterDataRoutes,
  ...cityRoutes,
  ...dataStateRoutes,
  ...setupRoutes,
  ...overviewRoutes,
  ...budgetRoutes,
  ...envelopeRoutes,
  ...approvalRoutes,
  ...explainRoutes,
  ...exportRoutes,
  ...orderRoutes,
  ...authorisationRoutes,
  ...forecastRoutes,
  ...carryOverRoutes,
  ...positionRoutes,
  ...projectRoutes,
  ...projectMoveRoutes,
  ...milestoneRoutes,
  ...riskRoutes,
  ...indicatorRoutes,
  ...roundRoutes,
  ...importRoutes,
  ...profileRoutes,
  ...sourceRoutes,
  ...reconciliationRoutes,
  ...periodRoutes,
  ...ruleRoutes,
  ...paperRoutes,
  ...reportRoutes,
  ...savedViewRoutes,
  ...searchRoutes,
  ...historyRoutes,
  ...verifyRoutes,
];
