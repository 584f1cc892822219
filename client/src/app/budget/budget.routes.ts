import type { Routes } from '@angular/router';
import { BudgetPageComponent } from './budget-page.ts';

export const routes: Routes = [{ path: '', component: BudgetPageComponent }];
