import type { RouteDefinition } from '../http/route.ts';

export const overviewRoutes: RouteDefinition[] = [];
