import type { Routes } from '@angular/router';
import { RulesPage } from './rules-page.ts';

export const routes: Routes = [{ path: 'regeln', title: 'Zuordnungsregeln', component: RulesPage }];
