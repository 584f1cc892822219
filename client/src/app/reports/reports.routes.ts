import type { Routes } from '@angular/router';
import { mayOpen } from '../core/guards.ts';
import { ReportPage } from './report-page.ts';

export const routes: Routes = [
  {
    path: 'entwurf',
    title: 'Entwurf des Berichts',
    canActivate: [mayOpen('reports:draft', 'Berichtsentwurf')],
    loadComponent: () => import('./draft-page.ts').then((file) => file.DraftPage),
  },
  {
    path: 'entwuerfe/:id',
    title: 'Berichtsentwurf',
    canActivate: [mayOpen('reports:draft', 'Berichtsentwurf')],
    loadComponent: () => import('./compose-page.ts').then((file) => file.ComposePage),
  },
  {
    path: 'reinschriften/:id',
    title: 'Reinschrift',
    canActivate: [mayOpen('reports:draft', 'Reinschrift')],
    loadComponent: () => import('./copy-page.ts').then((file) => file.CopyPage),
  },
  {
    path: 'vergleich',
    title: 'Berichte vergleichen',
    loadComponent: () => import('./compare-page.ts').then((file) => file.ComparePage),
  },
  { path: ':id', title: 'Bericht', component: ReportPage },
];
