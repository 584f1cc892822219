import type { Routes } from '@angular/router';
import { mayOpen } from '../core/guards.ts';
import { DraftPage } from './draft-page.ts';
import { ReportPage } from './report-page.ts';

export const routes: Routes = [
  {
    path: 'entwurf',
    title: 'Entwurf des Berichts',
    canActivate: [mayOpen('reports:draft', 'Berichtsentwurf')],
    component: DraftPage,
  },
  { path: ':id', title: 'Bericht', component: ReportPage },
];
