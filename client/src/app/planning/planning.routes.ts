import type { Routes } from '@angular/router';

export const orderRoutes: Routes = [
  { path: '', loadComponent: () => import('./orders-page.ts').then((file) => file.OrdersPage) },
];
export const forecastRoutes: Routes = [
  { path: '', loadComponent: () => import('./forecast-page.ts').then((file) => file.ForecastPageComponent) },
];
export const carryOverRoutes: Routes = [
  {
    path: '',
    loadComponent: () => import('./carry-over-page.ts').then((file) => file.CarryOverPageComponent),
  },
];
