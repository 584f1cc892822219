import type { Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: ':paper',
    title: 'Drucksache',
    loadComponent: () => import('./papers-page.ts').then((file) => file.PapersPage),
  },
];
