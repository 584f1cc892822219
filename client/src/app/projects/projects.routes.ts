import type { Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: ':id',
    title: 'Projekt',
    loadComponent: () => import('./project-page.ts').then((file) => file.ProjectPage),
  },
];
