import { CityInput, CityView } from '#shared/city/city.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { cityView, setCity } from './city.sql.ts';

/** What the city and its programme are called, on every page and in the head of reports. */
export const cityRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/city',
    action: 'master-data:read',
    summary: 'Name der Stadt, des Programms und die Absenderzeilen',
    answer: CityView,
    etag: ({ version }) => version,
    handle: ({ db }) => db.snapshot(cityView),
  }),
  route({
    method: 'post',
    path: '/api/city',
    action: 'master-data:edit',
    summary: 'Sagen, wie Stadt und Programm heißen; herausgegebene Berichte behalten ihren Kopf',
    body: CityInput,
    ifMatch: true,
    answer: CityView,
    etag: ({ version }) => version,
    handle: ({ db, by, body, ifMatch }) => setCity(db, by, body, ifMatch),
  }),
];
