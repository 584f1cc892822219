import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ACTIONS, ROLES, allowedActions, can } from './permissions.ts';
import type { Action, Actor, Role } from './permissions.ts';

/** Written down a second time on purpose: a right is given by changing two places. o = office, c = controller … */
const EXPECTED: Record<Action, string> = {
  'session:read': 'ocpgra',
  'data-state:read': 'ocpgra',
  'overview:read': 'ocpgra',
  'projects:read': 'ocpgra',
  'projects:report-status': 'op',
  'projects:edit': 'o',
  'milestones:read': 'ocpgra',
  'milestones:reach': 'op',
  'positions:read': 'ocpra',
  'positions:read-cost': 'ocra',
  'budget:read': 'ocpra',
  'imports:read': 'ocra',
  'imports:plan': 'c',
  'imports:apply': 'c',
  'imports:undo': 'c',
  'imports:profiles': 'ca',
  'imports:sources': 'c',
  'requests:read': 'ocra',
  'requests:write': 'oc',
  'requests:decide': 'ca',
  'reconciliation:read': 'ocra',
  'reconciliation:assign': 'c',
  'reconciliation:rules': 'c',
  'periods:set': 'c',
  'commitments:write': 'c',
  'forecasts:write': 'oc',
  'reports:read': 'ocpgra',
  'reports:draft': 'ocra',
  'reports:issue': 'o',
  'history:read': 'ora',
  'history:verify': 'ora',
};
const LETTERS: Record<Role, string> = {
  'programme-office': 'o',
  controller: 'c',
  'project-lead': 'p',
  council: 'g',
  auditor: 'r',
  admin: 'a',
};
const WRITES: readonly Action[] = [
  'projects:report-status',
  'projects:edit',
  'milestones:reach',
  'imports:plan',
  'imports:apply',
  'imports:undo',
  'imports:profiles',
  'imports:sources',
  'requests:write',
  'requests:decide',
  'reconciliation:assign',
  'reconciliation:rules',
  'periods:set',
  'commitments:write',
  'forecasts:write',
  'reports:issue',
];

function actor(role: Role): Actor {
  return { id: 7, login: role, role };
}

describe('rights', () => {
  for (const role of ROLES) {
    test(`Of ${role} are exactly those of the table`, () => {
      const expected = ACTIONS.filter((action) => EXPECTED[action].includes(LETTERS[role]));
      assert.deepEqual(allowedActions(actor(role)), expected);
    });
  }

  test('Nobody may do nothing', () => {
    assert.deepEqual(allowedActions(null), []);
    for (const action of ACTIONS) assert.equal(can(null, action, { leadUserId: 7 }), false);
  });

  test('The council and the auditors change nothing', () => {
    for (const role of ['council', 'auditor'] as const)
      for (const action of WRITES) assert.equal(can(actor(role), action), false, `${role} ${action}`);
  });

  test('A project lead reports on their own projects only', () => {
    const lead = actor('project-lead');
    for (const action of ['projects:report-status', 'milestones:reach'] as const) {
      assert.equal(can(lead, action), true);
      assert.equal(can(lead, action, { leadUserId: 7 }), true);
      assert.equal(can(lead, action, { leadUserId: 8 }), false);
      assert.equal(can(lead, action, { leadUserId: null }), false);
      assert.equal(can(lead, action, {}), false);
    }
    assert.equal(can(lead, 'projects:read', { leadUserId: 8 }), true);
  });

  test('The programme office reports on every project', () => {
    assert.equal(can(actor('programme-office'), 'projects:report-status', { leadUserId: 8 }), true);
  });
});
