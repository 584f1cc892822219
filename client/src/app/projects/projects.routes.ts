import type { Routes } from '@angular/router';

export const routes: Routes = [
  { path: '', loadComponent: () => import('./projects-page.ts').then((file) => file.ProjectsPage) },
  {
    path: ':id',
    title: 'Projekt',
    loadComponent: () => import('./project-page.ts').then((file) => file.ProjectPage),
  },
];
