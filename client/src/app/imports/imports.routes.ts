import type { Routes } from '@angular/router';
import { ImportsPage } from './imports-page.ts';

export const routes: Routes = [{ path: '', component: ImportsPage }];
