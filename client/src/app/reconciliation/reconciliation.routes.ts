import type { Routes } from '@angular/router';
import { ReconciliationPage } from './reconciliation-page.ts';

export const routes: Routes = [{ path: '', component: ReconciliationPage }];
