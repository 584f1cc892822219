import type { Routes } from '@angular/router';
import { NewProfilePage } from './new-profile-page.ts';
import { ProfilesPage } from './profiles-page.ts';

export const routes: Routes = [
  { path: 'profile/neu', title: 'Neues Profil', component: NewProfilePage },
  { path: 'profile', title: 'Profile', component: ProfilesPage },
];
