import type { RequestKind } from './approvals/terms.ts';
import type { ImportKind } from './imports/terms.ts';
import { sameCode } from './codes.ts';

/** The roles a user can hold; exactly one each. */
export const ROLES = [
  'programme-office',
  'controller',
  'project-lead',
  'office',
  'council',
  'auditor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];
export const ROLE_WORDS: Record<Role, string> = {
  'programme-office': 'Programmbüro',
  controller: 'Finanzcontrolling',
  'project-lead': 'Projektleitung',
  office: 'Amt',
  council: 'Gemeinderat',
  auditor: 'Rechnungsprüfung',
  admin: 'Verwaltung der Anwendung',
};

export const ACTIONS = [
  'session:read',
  'data-state:read',
  'setup:read',
  'overview:read',
  'projects:read',
  'projects:report-status',
  'projects:edit',
  'milestones:read',
  'milestones:reach',
  'milestones:edit',
  'risks:read',
  'risks:write',
  'indicators:read',
  'indicators:measure',
  'indicators:edit',
  'rounds:read',
  'rounds:edit',
  'positions:read',
  'positions:read-cost',
  'positions:read-course',
  'positions:write',
  'budget:read',
  'ledger:read',
  'imports:read',
  'imports:plan',
  'imports:apply',
  'imports:conflicts',
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
  'papers:read',
  'papers:read-closed',
  'papers:write',
  'reports:read',
  'reports:draft',
  'reports:compose',
  'history:read',
  'history:verify',
  'account:own',
  'accounts:read',
  'accounts:write',
  'deputies:read',
  'deputies:name',
  'envelopes:read',
  'envelopes:edit',
  'master-data:read',
  'master-data:edit',
  'views:use',
  'views:share',
] as const;
export type Action = (typeof ACTIONS)[number];

/** Whose right a deputy has, for as long as the deputy stands in. */
export interface Represented {
  id: number;
  role: Role;
  office: string | null;
}

/** Who asks; `null` is nobody. */
export interface Actor {
  id: number;
  login: string;
  role: Role;
  /** Code of the office it answers for; only of roles that are bound to one. */
  office: string | null;
  /** For whom it acts today as well, by their right. */
  standsInFor?: readonly Represented[] | undefined;
  /** Opens the door to accounts when the identity provider is away, and to nothing else. */
  breakGlass: boolean;
}

/** What is asked for, as far as a rule looks at it. */
export interface Subject {
  /** Of the project it belongs to. */
  leadUserId?: number | null;
  /** Code of the office that answers for it: of its project where it has one. */
  office?: string | null;
  /** Of a request. */
  requestKind?: RequestKind;
  /** Of a file that is read in: what it brings. */
  importKind?: ImportKind;
}

const EVERYBODY: readonly Role[] = ROLES;
/** The house itself; a project lead and an office among them with their own rows only. */
const STAFF: readonly Role[] = ROLES.filter((role) => role !== 'council');
const OFFICES: readonly Role[] = ['programme-office', 'controller', 'auditor', 'admin'];

/** Roles whose work somebody else may do meanwhile, and who may do it. An administrator has no deputy but a colleague. */
export const REPRESENTED_ROLES: readonly Role[] = [
  'programme-office',
  'controller',
  'project-lead',
  'office',
];

/** What a deputy may do by the right of the person represented; everything else by the own. */
const DEPUTISED: readonly Action[] = [
  ...(['requests:read', 'requests:write', 'requests:decide'] as const),
  ...(['projects:report-status', 'milestones:reach', 'risks:write'] as const),
  'indicators:measure',
  // Whoever decides about a report by another's right sees it before.
  'reports:draft',
];

/** The one table of rights (OWASP ASVS 8.3: default deny). A role that is not listed may not. */
const RIGHTS: Record<Action, readonly Role[]> = {
  'session:read': EVERYBODY,
  'data-state:read': EVERYBODY,
  // Whoever takes a step of it, and whoever looks at what is missing.
  'setup:read': OFFICES,
  'overview:read': EVERYBODY,
  'projects:read': EVERYBODY,
  'projects:report-status': ['programme-office', 'project-lead', 'office'],
  'projects:edit': ['programme-office'],
  'milestones:read': EVERYBODY,
  'milestones:reach': ['programme-office', 'project-lead', 'office'],
  'milestones:edit': ['programme-office'],
  'risks:read': EVERYBODY,
  'risks:write': ['programme-office', 'project-lead', 'office'],
  'indicators:read': EVERYBODY,
  // Values and states of the own projects' indicators; what is measured and what is aimed at is the programme's affair.
  'indicators:measure': ['programme-office', 'project-lead', 'office'],
  'indicators:edit': ['programme-office'],
  'rounds:read': STAFF,
  'rounds:edit': ['programme-office'],
  'positions:read': STAFF,
  'positions:read-cost': OFFICES,
  // What happened to one post, with its notes.
  'positions:read-course': OFFICES,
  'positions:write': ['programme-office'],
  'budget:read': STAFF,
  // Orders, later years, forecasts, carry-over, postings: whole, or not at all.
  'ledger:read': OFFICES,
  'imports:read': OFFICES,
  'imports:plan': ['controller', 'programme-office'],
  'imports:apply': ['controller', 'programme-office'],
  'imports:conflicts': ['controller'],
  'imports:undo': ['controller'],
  'imports:profiles': ['controller'],
  'imports:sources': ['controller'],
  'requests:read': OFFICES,
  'requests:write': ['controller', 'programme-office', 'admin'],
  // Nobody decides what they wrote themselves: that is no right but a rule of the request (four-eyes).
  'requests:decide': ['controller', 'admin', 'programme-office'],
  'reconciliation:read': OFFICES,
  'reconciliation:assign': ['controller'],
  'reconciliation:rules': ['controller'],
  'periods:set': ['controller'],
  'commitments:write': ['controller'],
  'forecasts:write': ['controller', 'programme-office'],
  // The council's own papers; what is not public is for those who work on it alone (decision 0064).
  'papers:read': EVERYBODY,
  'papers:read-closed': OFFICES,
  'papers:write': ['programme-office'],
  'reports:read': EVERYBODY,
  'reports:draft': OFFICES,
  // Composed by the programme office, released by a second person of it or by finance control: a request (0070).
  'reports:compose': ['programme-office'],
  'history:read': ['programme-office', 'project-lead', 'office', 'auditor', 'admin'],
  'history:verify': ['programme-office', 'auditor', 'admin'],
  'account:own': EVERYBODY,
  'accounts:read': ['admin', 'auditor'],
  'accounts:write': ['admin'],
  'deputies:read': [...REPRESENTED_ROLES, 'admin', 'auditor'],
  'deputies:name': REPRESENTED_ROLES,
  // What projects are listed by; whole for everybody, for it says nothing of any one of them.
  'envelopes:read': OFFICES,
  'envelopes:edit': ['programme-office', 'controller'],
  'master-data:read': EVERYBODY,
  'master-data:edit': ['programme-office', 'admin'],
  // One's own views of a page, and those that somebody shared with everybody who sees it (0068).
  'views:use': EVERYBODY,
  'views:share': ['programme-office', 'admin'],
};

/** Roles that bind money, decide or give rights: whoever gets one gets it from two administrators. */
export const DECIDING_ROLES: readonly Role[] = ['controller', 'admin'];

/** What the programme office decides about too: its own plan and its own reports, in which no money moves. */
const PLAN_KINDS: readonly RequestKind[] = ['baseline', 'report'];

/** What only whoever makes it asks for. */
const ASKED_BY: Partial<Record<RequestKind, readonly Role[]>> = { report: ['programme-office'] };

/** What the programme office reads in as well: lists of what it keeps, which bring no money. */
const LISTS: readonly ImportKind[] = ['projects', 'positions', 'indicators'];

/** Whether a role reads in files of that kind. */
export function mayReadIn(role: Role, kind: ImportKind): boolean {
  return role === 'controller' || (role === 'programme-office' && LISTS.includes(kind));
}

/** Accounts or money, never both: what one side asks for or decides is no business of the other. */
function isOnOwnSide({ role }: Actor, kind: RequestKind): boolean {
  return (role === 'admin') === (kind === 'role');
}

/** A break-glass account mends accounts. */
const BREAK_GLASS: readonly Action[] = [
  ...(['session:read', 'data-state:read', 'account:own', 'accounts:read', 'accounts:write'] as const),
  ...(['requests:read', 'requests:write', 'requests:decide'] as const),
];

/** Roles that see and change only what they answer for (decision 0054). */
export const BOUND_ROLES: readonly Role[] = ['project-lead', 'office'];

/** What a bound actor may do with own rows alone. What they may beside it is the same for all of the city. */
const OWN_ONLY: readonly Action[] = [
  ...(['projects:read', 'projects:report-status', 'milestones:read', 'milestones:reach'] as const),
  ...(['risks:read', 'risks:write', 'rounds:read', 'indicators:read', 'indicators:measure'] as const),
  ...(['positions:read', 'budget:read', 'history:read'] as const),
];

/** What makes a row an actor's own: one of these leads its project, or one of these offices answers for it. */
export interface OwnRule {
  leadUserIds: readonly number[];
  /** Codes; an office has dated rows, so that one that is renamed keeps what is its own. */
  offices: readonly string[];
}

/**
 * The rule of a bound actor, with what is own to those it stands in for; null for whoever sees every row. Standing in
 * for somebody who sees every row shows no more rows. `server/rights` is the same rule for SQL.
 */
export function ownRule({
  id,
  role,
  office,
  standsInFor = [],
}: Omit<Actor, 'login' | 'breakGlass'>): OwnRule | null {
  if (!BOUND_ROLES.includes(role)) return null;
  const bound = [{ id, role, office }, ...standsInFor.filter((one) => BOUND_ROLES.includes(one.role))];
  return {
    leadUserIds: bound.flatMap((one) => (one.role === 'project-lead' ? one.id : [])),
    offices: bound.flatMap((one) => one.office ?? []),
  };
}

function answersFor({ leadUserIds, offices }: OwnRule, { leadUserId, office }: Subject): boolean {
  if (leadUserId != null && leadUserIds.includes(leadUserId)) return true;
  return office != null && offices.some((code) => sameCode(code, office));
}

/** Whether a row is the actor's own, or of somebody it stands in for; of whoever is not bound every row is. */
export function isOwn(actor: Actor, subject: Subject): boolean {
  const rule = ownRule(actor);
  return rule === null || answersFor(rule, subject);
}

/** Whether what is asked for is of a kind that is the actor's affair. */
function isOfOwnKind(actor: Actor, action: Action, { requestKind, importKind }: Subject): boolean {
  if (importKind !== undefined && !mayReadIn(actor.role, importKind)) return false;
  if (requestKind === undefined) return true;
  if (!isOnOwnSide(actor, requestKind)) return false;
  if (action === 'requests:write' && ASKED_BY[requestKind]?.includes(actor.role) === false) return false;
  return (
    action !== 'requests:decide' || actor.role !== 'programme-office' || PLAN_KINDS.includes(requestKind)
  );
}

/** The right of the actor alone, whoever the actor stands in for. */
function canOwn(actor: Actor, action: Action, subject?: Subject): boolean {
  if (!RIGHTS[action].includes(actor.role)) return false;
  if (actor.breakGlass && !BREAK_GLASS.includes(action)) return false;
  if (subject && !isOfOwnKind(actor, action, subject)) return false;
  if (!subject || !OWN_ONLY.includes(action)) return true;
  // What a deputy writes is by the right of the person represented; what it sees to that end is not.
  return isOwn(DEPUTISED.includes(action) ? { ...actor, standsInFor: [] } : actor, subject);
}

/**
 * By whose right `actor` may do `action` on `subject`: the own (`own`), that of somebody represented (their id), or by
 * nobody's (null).
 */
export function rightOf(actor: Actor | null, action: Action, subject?: Subject): 'own' | number | null {
  if (!actor) return null;
  if (canOwn(actor, action, subject)) return 'own';
  if (!DEPUTISED.includes(action)) return null;
  const represented = actor.standsInFor?.find(({ id, role, office }) =>
    canOwn({ id, login: '', role, office, breakGlass: false }, action, subject),
  );
  return represented?.id ?? null;
}

/**
 * Whether `actor` may do `action` on `subject`. Without a subject the answer is "in principle",
 * which is what a menu needs; the server always asks with the subject.
 */
export function can(actor: Actor | null, action: Action, subject?: Subject): boolean {
  return rightOf(actor, action, subject) !== null;
}

/** Everything the actor may do in principle, for the client to shape its pages by. */
export function allowedActions(actor: Actor | null): Action[] {
  return ACTIONS.filter((action) => can(actor, action));
}
