import type { Routes } from '@angular/router';
import { ApprovalsPage } from './approvals-page.ts';

export const routes: Routes = [{ path: '', component: ApprovalsPage }];
