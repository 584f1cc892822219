import type { Routes } from '@angular/router';
import { signedIn, toHome } from './core/guards.ts';
import { pageRoutes } from './pages.ts';

export const routes: Routes = [
  {
    path: 'anmelden',
    title: 'Anmelden',
    loadComponent: () => import('./sign-in/sign-in-page.ts').then((file) => file.SignInPage),
  },
  {
    path: 'aktivieren',
    title: 'Zugang aktivieren',
    loadComponent: () => import('./activation/activation-page.ts').then((file) => file.ActivationPage),
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./shell/shell.ts').then((file) => file.Shell),
    children: [
      { path: '', pathMatch: 'full', canActivate: [toHome], children: [] },
      ...pageRoutes(),
      {
        path: '**',
        title: 'Nicht gefunden',
        loadComponent: () => import('./shell/not-found-page.ts').then((file) => file.NotFoundPage),
      },
    ],
  },
];
