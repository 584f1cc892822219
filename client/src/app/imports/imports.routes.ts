import type { Routes } from '@angular/router';
import { ImportsPage } from './imports-page.ts';
import { ProfilesPage } from './profiles-page.ts';

export const routes: Routes = [
  { path: '', component: ImportsPage },
  { path: 'profile', title: 'Profile', component: ProfilesPage },
];
