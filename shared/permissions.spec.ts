import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { REQUEST_KINDS } from './approvals/terms.ts';
import { ACTIONS, BOUND_ROLES, ROLES, allowedActions, can, isOwn, ownRule, rightOf } from './permissions.ts';
import type { Action, Actor, Role } from './permissions.ts';

/** Written down a second time on purpose: a right is given by changing two places. o = programme office, c = controller, m = office (Amt) … */
const EXPECTED: Record<Action, string> = {
  'session:read': 'ocpmgra',
  'data-state:read': 'ocpmgra',
  'setup:read': 'ocra',
  'overview:read': 'ocpmgra',
  'projects:read': 'ocpmgra',
  'projects:report-status': 'opm',
  'projects:edit': 'o',
  'milestones:read': 'ocpmgra',
  'milestones:reach': 'opm',
  'milestones:edit': 'o',
  'risks:read': 'ocpmgra',
  'risks:write': 'opm',
  'indicators:read': 'ocpmgra',
  'indicators:measure': 'opm',
  'indicators:edit': 'o',
  'rounds:read': 'ocpmra',
  'rounds:edit': 'o',
  'positions:read': 'ocpmra',
  'positions:read-cost': 'ocra',
  'positions:read-course': 'ocra',
  'positions:write': 'o',
  'budget:read': 'ocpmra',
  'ledger:read': 'ocra',
  'imports:read': 'ocra',
  'imports:plan': 'oc',
  'imports:apply': 'oc',
  'imports:conflicts': 'c',
  'imports:undo': 'c',
  'imports:profiles': 'c',
  'imports:sources': 'c',
  'requests:read': 'ocra',
  'requests:write': 'oca',
  'requests:decide': 'oca',
  'reconciliation:read': 'ocra',
  'reconciliation:assign': 'c',
  'reconciliation:rules': 'c',
  'periods:set': 'c',
  'commitments:write': 'c',
  'forecasts:write': 'oc',
  'papers:read': 'ocpmgra',
  'papers:read-closed': 'ocra',
  'papers:write': 'o',
  'reports:read': 'ocpmgra',
  'reports:draft': 'ocra',
  'reports:compose': 'o',
  'history:read': 'opmra',
  'history:verify': 'ora',
  'account:own': 'ocpmgra',
  'accounts:read': 'ra',
  'accounts:write': 'a',
  'deputies:read': 'ocpmra',
  'deputies:name': 'ocpm',
  'envelopes:read': 'ocra',
  'envelopes:edit': 'oc',
  'master-data:read': 'ocpmgra',
  'master-data:edit': 'oa',
  'views:use': 'ocpmgra',
  'views:share': 'oa',
};
const LETTERS: Record<Role, string> = {
  'programme-office': 'o',
  controller: 'c',
  'project-lead': 'p',
  office: 'm',
  council: 'g',
  auditor: 'r',
  admin: 'a',
};
const WRITES: readonly Action[] = [
  'projects:report-status',
  'projects:edit',
  'papers:write',
  'milestones:reach',
  'milestones:edit',
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
  'reports:compose',
];

function actor(role: Role): Actor {
  return { id: 7, login: role, role, office: role === 'office' ? '17' : null, breakGlass: false };
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
    for (const action of ['projects:read', 'milestones:read', 'positions:read', 'budget:read'] as const) {
      assert.equal(can(lead, action, { leadUserId: 8, office: '17' }), false, action);
      assert.equal(can(lead, action, { leadUserId: 7, office: '17' }), true, action);
      assert.equal(can({ ...lead, office: '17' }, action, { leadUserId: 8, office: '17' }), true, action);
    }
  });

  test('An office reports on the projects it answers for only, and without an office on none', () => {
    const office = actor('office');
    for (const action of ['projects:report-status', 'milestones:reach'] as const) {
      assert.equal(can(office, action, { office: '17' }), true);
      assert.equal(can(office, action, { office: '18', leadUserId: 7 }), false);
      assert.equal(can(office, action, {}), false);
      assert.equal(can({ ...office, office: null }, action, { office: null }), false);
    }
    assert.equal(can(office, 'projects:read', { office: '18' }), false);
    assert.equal(can(office, 'projects:read', { office: '017' }), true, 'codes are compared by their key');
    assert.equal(can(office, 'reports:read', { office: '18' }), true, 'what all of the city reads');
  });

  test('Only leads and offices are bound, and the rule names what is theirs', () => {
    const bound = ROLES.filter((role) => ownRule(actor(role)) !== null);
    assert.deepEqual(bound, [...BOUND_ROLES]);
    assert.deepEqual(ownRule(actor('office')), { leadUserIds: [], offices: ['17'] });
    assert.deepEqual(ownRule(actor('project-lead')), { leadUserIds: [7], offices: [] });
  });

  test('A deputy of a lead or an office sees their rows too, and writes to them by their right alone', () => {
    const standsInFor = [
      { id: 8, role: 'project-lead', office: null },
      { id: 9, role: 'office', office: '63' },
      { id: 10, role: 'programme-office', office: null },
    ] as const;
    const deputy = { ...actor('office'), standsInFor };
    assert.deepEqual(ownRule(deputy), { leadUserIds: [8], offices: ['17', '63'] });
    for (const subject of [{ leadUserId: 8, office: '50' }, { office: '63' }]) {
      assert.equal(isOwn(deputy, subject), true);
      assert.equal(can(deputy, 'projects:read', subject), true);
      assert.notEqual(rightOf(deputy, 'projects:report-status', subject), 'own');
    }
    assert.equal(isOwn(deputy, { leadUserId: 7, office: '50' }), false, 'an office leads nothing');
    assert.equal(rightOf(deputy, 'projects:report-status', { office: '17' }), 'own');
  });

  test('The programme office decides about its own plan and reports and about nothing else', () => {
    for (const requestKind of REQUEST_KINDS)
      assert.equal(
        can(actor('programme-office'), 'requests:decide', { requestKind }),
        requestKind === 'baseline' || requestKind === 'report',
        requestKind,
      );
    assert.ok(can(actor('controller'), 'requests:decide', { requestKind: 'baseline' }));
    assert.ok(!can(actor('admin'), 'requests:decide', { requestKind: 'baseline' }));
  });

  test('Accounts or money: neither side writes or decides what is the other side’s', () => {
    for (const action of ['requests:write', 'requests:decide'] as const)
      for (const requestKind of REQUEST_KINDS) {
        assert.equal(can(actor('admin'), action, { requestKind }), requestKind === 'role', requestKind);
        // A report is asked for by whoever composes it.
        const isAsked = requestKind === 'report' && action === 'requests:write';
        const expected = requestKind !== 'role' && !isAsked;
        assert.equal(can(actor('controller'), action, { requestKind }), expected, requestKind);
      }
  });

  test('A deputy acts by the right of whoever is represented, in their affairs and no other', () => {
    const controller = { id: 9, role: 'controller', office: null } as const;
    const deputy = { ...actor('programme-office'), standsInFor: [controller] };
    assert.equal(rightOf(deputy, 'requests:decide', { requestKind: 'movement' }), 9);
    assert.equal(rightOf(deputy, 'requests:write', { requestKind: 'movement' }), 'own');
    assert.equal(rightOf(deputy, 'requests:decide', { requestKind: 'role' }), null);
    assert.equal(
      can(deputy, 'imports:apply', { importKind: 'actuals' }),
      false,
      'money is no affair of a deputy',
    );
    assert.equal(can(deputy, 'imports:apply', { importKind: 'projects' }), true, 'its own lists');
    const lead = {
      ...actor('project-lead'),
      standsInFor: [{ id: 8, role: 'project-lead', office: null } as const],
    };
    assert.equal(rightOf(lead, 'projects:report-status', { leadUserId: 7 }), 'own');
    assert.equal(rightOf(lead, 'projects:report-status', { leadUserId: 8 }), 8);
    assert.equal(rightOf(lead, 'projects:report-status', { leadUserId: 9 }), null);
    assert.equal(rightOf(null, 'projects:read'), null);
  });

  test('A break-glass account opens accounts, and nothing else', () => {
    const breakGlass = { ...actor('admin'), breakGlass: true };
    for (const action of allowedActions(breakGlass))
      assert.match(action, /^(?:session|data-state|account|accounts|requests):/u);
    assert.ok(can(breakGlass, 'accounts:write'));
    assert.ok(!can(breakGlass, 'requests:decide', { requestKind: 'movement' }));
  });

  test('The programme office reports on every project', () => {
    assert.equal(can(actor('programme-office'), 'projects:report-status', { leadUserId: 8 }), true);
  });
});
