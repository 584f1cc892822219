import type { Routes } from '@angular/router';
import { ReconciliationPage } from './reconciliation-page.ts';
import { RulesPage } from './rules-page.ts';

export const routes: Routes = [
  { path: '', component: ReconciliationPage },
  { path: 'regeln', title: 'Zuordnungsregeln', component: RulesPage },
];
