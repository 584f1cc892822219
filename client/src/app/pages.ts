import type { Type } from '@angular/core';
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
  /** What is shown there; a lazy chunk. */
  show: () => Promise<Type<unknown>>;
  /** Addresses below it that are not pages of their own right, e.g. one project. */
  below?: () => Promise<Routes>;
}

/**
 * Every page there is, in the order of the navigation. A feature is added here in one entry;
 * route, navigation, search and right follow from it.
 */
export const PAGES: readonly Page[] = [
  {
    path: 'uebersicht',
    title: 'Übersicht',
    action: 'overview:read',
    group: 1,
    show: () => import('./overview/overview-page.ts').then((file) => file.OverviewPage),
  },
  {
    path: 'projekte',
    title: 'Projekte',
    action: 'projects:read',
    group: 1,
    show: () => import('./projects/projects-page.ts').then((file) => file.ProjectsPage),
    below: () => import('./projects/projects.routes.ts').then((file) => file.routes),
  },
  {
    path: 'meilensteine',
    title: 'Meilensteine',
    action: 'milestones:read',
    group: 1,
    show: () => import('./milestones/milestones-page.ts').then((file) => file.MilestonesPage),
  },
  {
    path: 'risiken',
    title: 'Risiken',
    action: 'risks:read',
    group: 1,
    show: () => import('./risks/risks-page.ts').then((file) => file.RisksPage),
  },
  {
    path: 'kennzahlen',
    title: 'Kennzahlen',
    action: 'indicators:read',
    group: 1,
    show: () => import('./indicators/indicators-page.ts').then((file) => file.IndicatorsPage),
  },
  {
    path: 'berichtsrunden',
    title: 'Berichtsrunden',
    action: 'rounds:read',
    group: 1,
    show: () => import('./rounds/rounds-page.ts').then((file) => file.RoundsPage),
  },
  {
    path: 'stellen',
    title: 'Stellen',
    action: 'positions:read',
    group: 1,
    show: () => import('./positions/positions-page.ts').then((file) => file.PositionsPage),
  },
  {
    path: 'budget',
    title: 'Budget',
    action: 'budget:read',
    group: 2,
    show: () => import('./budget/budget-page.ts').then((file) => file.BudgetPageComponent),
  },
  {
    path: 'einlesen',
    title: 'Einlesen',
    action: 'imports:read',
    group: 2,
    show: () => import('./imports/imports-page.ts').then((file) => file.ImportsPage),
    below: () => import('./imports/imports.routes.ts').then((file) => file.routes),
  },
  {
    path: 'abgleich',
    title: 'Abgleich',
    action: 'reconciliation:read',
    group: 2,
    show: () => import('./reconciliation/reconciliation-page.ts').then((file) => file.ReconciliationPage),
    below: () => import('./reconciliation/reconciliation.routes.ts').then((file) => file.routes),
  },
  {
    path: 'freigaben',
    title: 'Freigaben',
    action: 'requests:read',
    group: 2,
    show: () => import('./approvals/approvals-page.ts').then((file) => file.ApprovalsPage),
  },
  {
    path: 'beschluesse',
    title: 'Beschlüsse',
    action: 'papers:read',
    group: 3,
    show: () => import('./papers/papers-page.ts').then((file) => file.PapersPage),
    below: () => import('./papers/papers.routes.ts').then((file) => file.routes),
  },
  {
    path: 'berichte',
    title: 'Berichte',
    action: 'reports:read',
    group: 3,
    show: () => import('./reports/reports-page.ts').then((file) => file.ReportsPage),
    below: () => import('./reports/reports.routes.ts').then((file) => file.routes),
  },
  {
    path: 'finanzrahmen',
    title: 'Finanzrahmen',
    action: 'envelopes:read',
    group: 4,
    show: () => import('./envelopes/envelopes-page.ts').then((file) => file.EnvelopesPage),
  },
  {
    path: 'einrichten',
    title: 'Einrichten',
    action: 'setup:read',
    group: 4,
    show: () => import('./setup/setup-page.ts').then((file) => file.SetupPage),
  },
  {
    path: 'verlauf',
    title: 'Verlauf',
    action: 'history:read',
    group: 4,
    show: () => import('./history/history-page.ts').then((file) => file.HistoryPage),
  },
  {
    path: 'stammdaten',
    title: 'Stammdaten',
    // Names are read by everybody; the page is for those who keep a programme.
    action: 'setup:read',
    group: 4,
    show: () => import('./master-data/master-data-page.ts').then((file) => file.MasterDataPage),
  },
  {
    path: 'vertretung',
    title: 'Vertretung',
    action: 'deputies:read',
    group: 4,
    show: () => import('./deputies/deputies-page.ts').then((file) => file.DeputiesPage),
  },
  {
    path: 'zugaenge',
    title: 'Zugänge',
    action: 'accounts:read',
    group: 4,
    show: () => import('./accounts/accounts-page.ts').then((file) => file.AccountsPage),
  },
];

/** Pages that are reached from another page, not from the navigation; matched before the page they belong to. */
const INNER_PAGES: readonly Omit<Page, 'group'>[] = [
  {
    path: 'budget/bestellungen',
    title: 'Bestellungen',
    action: 'ledger:read',
    show: () => import('./budget/orders/orders-page.ts').then((file) => file.OrdersPage),
  },
  {
    path: 'budget/prognose',
    title: 'Prognose',
    action: 'ledger:read',
    show: () => import('./budget/forecast/forecast-page.ts').then((file) => file.ForecastPageComponent),
  },
  {
    path: 'budget/uebertragung',
    title: 'Übertragung',
    action: 'ledger:read',
    show: () => import('./budget/carry-over/carry-over-page.ts').then((file) => file.CarryOverPageComponent),
  },
  {
    path: 'mein-zugang',
    title: 'Mein Zugang',
    action: 'account:own',
    show: () => import('./own-access/own-access-page.ts').then((file) => file.OwnAccessPage),
  },
];

/** Every page with an address of its own, for the search. */
export function allPages(): readonly Omit<Page, 'group'>[] {
  return [...PAGES, ...INNER_PAGES];
}

/** The pages as routes; a route below may set a title of its own, e.g. the project's name. */
export function pageRoutes(): Route[] {
  return [...INNER_PAGES, ...PAGES].map(({ path, title, action, show, below }) => ({
    path,
    title,
    canActivate: [mayOpen(action, title)],
    children: [
      { path: '', pathMatch: 'full', loadComponent: show },
      ...(below === undefined ? [] : [{ path: '', loadChildren: below }]),
    ],
  }));
}
