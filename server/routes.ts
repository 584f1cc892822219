import { dataStateRoutes } from './data-state/data-state.routes.ts';
import { historyRoutes } from './history/history.routes.ts';
import type { RouteDefinition } from './http/route.ts';
import { overviewRoutes } from './overview/overview.routes.ts';
import { sessionRoutes } from './session/session.routes.ts';

/** Every route of the API; the permission table test and the OpenAPI text walk this list. */
export const routes: readonly RouteDefinition[] = [
  ...sessionRoutes,
  ...dataStateRoutes,
  ...overviewRoutes,
  ...historyRoutes,
];
