/** The roles a user can hold; exactly one each. */
export const ROLES = [
  'programme-office',
  'controller',
  'project-lead',
  'council',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_WORDS: Record<Role, string> = {
  'programme-office': 'Programmbüro',
  controller: 'Finanzcontrolling',
  'project-lead': 'Projektleitung',
  council: 'Gemeinderat',
  auditor: 'Rechnungsprüfung',
  admin: 'Verwaltung der Anwendung',
};

export const ACTIONS = [
  'session:read',
  'data-state:read',
  'overview:read',
  'projects:read',
  'projects:report-status',
  'projects:edit',
  'milestones:read',
  'milestones:reach',
  'positions:read',
  'positions:read-cost',
  'budget:read',
  'imports:read',
  'imports:plan',
  'imports:apply',
  'imports:undo',
  'imports:profiles',
  'imports:sources',
  'requests:read',
  'requests:write',
  'requests:decide',
  'reconciliation:read',
  'reconciliation:assign',
  'reconciliation:rules',
  'periods:set',
  'commitments:write',
  'forecasts:write',
  'reports:read',
  'reports:draft',
  'reports:issue',
  'history:read',
  'history:verify',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Who asks; `null` is nobody. */
export interface Actor {
  id: number;
  login: string;
  role: Role;
}

/** What is asked for, as far as a rule looks at it. */
export interface Subject {
  leadUserId?: number | null;
}

const EVERYBODY: readonly Role[] = ROLES;
const STAFF: readonly Role[] = ['programme-office', 'controller', 'project-lead', 'auditor', 'admin'];
const OFFICES: readonly Role[] = ['programme-office', 'controller', 'auditor', 'admin'];

/** The one table of rights (OWASP ASVS 8.3: default deny). A role that is not listed may not. */
const RIGHTS: Record<Action, readonly Role[]> = {
  'session:read': EVERYBODY,
  'data-state:read': EVERYBODY,
  'overview:read': EVERYBODY,
  'projects:read': EVERYBODY,
  'projects:report-status': ['programme-office', 'project-lead'],
  'projects:edit': ['programme-office'],
  'milestones:read': EVERYBODY,
  'milestones:reach': ['programme-office', 'project-lead'],
  'positions:read': STAFF,
  'positions:read-cost': OFFICES,
  'budget:read': STAFF,
  'imports:read': OFFICES,
  'imports:plan': ['controller'],
  'imports:apply': ['controller'],
  'imports:undo': ['controller'],
  'imports:profiles': ['controller', 'admin'],
  'imports:sources': ['controller'],
  'requests:read': OFFICES,
  'requests:write': ['controller', 'programme-office'],
  // Nobody decides what they wrote themselves: that is no right but a rule of the request (four-eyes).
  'requests:decide': ['controller', 'admin'],
  'reconciliation:read': OFFICES,
  'reconciliation:assign': ['controller'],
  'reconciliation:rules': ['controller'],
  'periods:set': ['controller'],
  'commitments:write': ['controller'],
  'forecasts:write': ['controller', 'programme-office'],
  'reports:read': EVERYBODY,
  'reports:draft': OFFICES,
  'reports:issue': ['programme-office'],
  'history:read': ['programme-office', 'auditor', 'admin'],
  'history:verify': ['programme-office', 'auditor', 'admin'],
};

/** Actions a project lead may do on the projects they lead, and on no other. */
const OWN_PROJECT_ONLY: readonly Action[] = ['projects:report-status', 'milestones:reach'];

/**
 * Whether `actor` may do `action` on `subject`. Without a subject the answer is "in principle",
 * which is what a menu needs; the server always asks with the subject.
 */
export function can(actor: Actor | null, action: Action, subject?: Subject): boolean {
  if (!actor || !RIGHTS[action].includes(actor.role)) return false;
  if (actor.role === 'project-lead' && subject && OWN_PROJECT_ONLY.includes(action)) {
    return subject.leadUserId === actor.id;
  }
  return true;
}

/** Everything the actor may do in principle, for the client to shape its pages by. */
export function allowedActions(actor: Actor | null): Action[] {
  return ACTIONS.filter((action) => can(actor, action));
}
