import type { Routes } from '@angular/router';
import { OverviewPage } from './overview-page.ts';

export const routes: Routes = [{ path: '', component: OverviewPage }];
