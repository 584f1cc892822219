import type { Routes } from '@angular/router';
import { HistoryPage } from './history-page.ts';

export const routes: Routes = [{ path: '', component: HistoryPage }];
