import type { Routes } from '@angular/router';
import { MilestonesPage } from './milestones-page.ts';

export const routes: Routes = [{ path: '', component: MilestonesPage }];
