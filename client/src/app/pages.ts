import type { Route, Routes } from '@angular/router';
import type { Action } from '#shared/permissions.ts';
import { mayOpen } from './core/guards.ts';

/** A page of the navigation: its address, its words, who sees it, and where its code is. */
export interface Page {
  path: string;
  title: string;
  /** Without this right the page is neither offered nor opened. */
  action: Action;
  /** Pages of one group stand together: programme, money, reports, control. */
  group: 1 | 2 | 3 | 4;
  /** The feature's own routes; a lazy chunk. */
  load: () => Promise<Routes>;
}

/**
 * Every page there is, in the order of the navigation. A feature exports `routes` from
 * `FEATURE/FEATURE.routes.ts` and is added here in one line; route, navigation and right follow from it.
 */
export const PAGES: readonly Page[] = [
  {
    path: 'uebersicht',
    title: 'Übersicht',
    action: 'overview:read',
    group: 1,
    load: () => import('./overview/overview.routes.ts').then((file) => file.routes),
  },
  {
    path: 'projekte',
    title: 'Projekte',
    action: 'projects:read',
    group: 1,
    load: () => import('./projects/projects.routes.ts').then((file) => file.routes),
  },
  {
    path: 'meilensteine',
    title: 'Meilensteine',
    action: 'milestones:read',
    group: 1,
    load: () => import('./milestones/milestones.routes.ts').then((file) => file.routes),
  },
  {
    path: 'stellen',
    title: 'Stellen',
    action: 'positions:read',
    group: 1,
    load: () => import('./positions/positions.routes.ts').then((file) => file.routes),
  },
  {
    path: 'budget',
    title: 'Budget',
    action: 'budget:read',
    group: 2,
    load: () => import('./budget/budget.routes.ts').then((file) => file.routes),
  },
  {
    path: 'einlesen',
    title: 'Einlesen',
    action: 'imports:read',
    group: 2,
    load: () => import('./imports/imports.routes.ts').then((file) => file.routes),
  },
  {
    path: 'abgleich',
    title: 'Abgleich',
    action: 'reconciliation:read',
    group: 2,
    load: () => import('./reconciliation/reconciliation.routes.ts').then((file) => file.routes),
  },
  {
    path: 'freigaben',
    title: 'Freigaben',
    action: 'requests:read',
    group: 2,
    load: () => import('./approvals/approvals.routes.ts').then((file) => file.routes),
  },
  {
    path: 'berichte',
    title: 'Berichte',
    action: 'reports:read',
    group: 3,
    load: () => import('./reports/reports.routes.ts').then((file) => file.routes),
  },
  {
    path: 'verlauf',
    title: 'Verlauf',
    action: 'history:read',
    group: 4,
    load: () => import('./history/history.routes.ts').then((file) => file.routes),
  },
];

/** Pages that are reached from another page, not from the navigation; matched before the page they belong to. */
const INNER_PAGES: readonly Omit<Page, 'group'>[] = [
  {
    path: 'budget/bestellungen',
    title: 'Bestellungen',
    action: 'budget:read',
    load: () => import('./planning/planning.routes.ts').then((file) => file.orderRoutes),
  },
  {
    path: 'budget/prognose',
    title: 'Prognose',
    action: 'budget:read',
    load: () => import('./planning/planning.routes.ts').then((file) => file.forecastRoutes),
  },
  {
    path: 'budget/uebertragung',
    title: 'Übertragung',
    action: 'budget:read',
    load: () => import('./planning/planning.routes.ts').then((file) => file.carryOverRoutes),
  },
];

/** Every page with an address of its own, for the search. */
export function allPages(): readonly Omit<Page, 'group'>[] {
  return [...PAGES, ...INNER_PAGES];
}

/** The pages as routes; a child route may set a title of its own, e.g. the project's name. */
export function pageRoutes(): Route[] {
  return [...INNER_PAGES, ...PAGES].map(({ path, title, action, load }) => ({
    path,
    title,
    canActivate: [mayOpen(action, title)],
    loadChildren: load,
  }));
}
