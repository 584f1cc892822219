import type { Routes } from '@angular/router';
import { PositionsPage } from './positions-page.ts';

export const routes: Routes = [{ path: '', component: PositionsPage }];
