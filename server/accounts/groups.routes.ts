import * as z from 'zod';
import { GroupAnswer, GroupInput, GroupRemoval, GroupRow } from '#shared/accounts/groups.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { listGroups } from './groups.sql.ts';
import { removeGroup, setOrRequestGroup } from './set-group.ts';

export const groupRoutes: RouteDefinition[] = [
  route({
    method: 'get',
    path: '/api/account-groups',
    action: 'accounts:read',
    summary: 'Gruppen der Anmeldung der Stadt und die Rolle, die jede gibt',
    answer: z.array(GroupRow),
    handle: ({ db }) => listGroups(db.read),
  }),
  route({
    method: 'post',
    path: '/api/account-groups',
    action: 'accounts:write',
    summary: 'Einer Gruppe eine Rolle geben; eine, die entscheidet, gibt erst eine zweite Verwaltung frei',
    body: GroupInput,
    idempotent: true,
    answer: GroupAnswer,
    handle: async ({ db, by, body, caller }) => {
      const answer = await setOrRequestGroup(db, by, body);
      if (answer.requestId === null) caller.security({ event: 'role-changed', what: `group ${body.role}` });
      return answer;
    },
  }),
  route({
    method: 'delete',
    path: '/api/account-groups',
    action: 'accounts:write',
    summary: 'Einer Gruppe die Rolle nehmen; wer sie durch die Gruppe hatte, meldet sich neu an',
    query: GroupRemoval,
    ifMatch: true,
    answer: 'none',
    handle: async ({ db, by, query, ifMatch, caller }) => {
      await removeGroup(db, by, query, ifMatch);
      caller.security({ event: 'role-changed', what: 'group removed' });
      return undefined;
    },
  }),
];
