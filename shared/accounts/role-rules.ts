import type { FieldError } from '../errors.ts';
import { DECIDING_ROLES, ROLE_WORDS } from '../permissions.ts';
import type { Role } from '../permissions.ts';
import type { RolePayload } from './accounts.ts';

/** An account as it stands, as far as a change of its role looks at it. */
export interface StandingAccount {
  name: string;
  role: Role;
  office: string | null;
  disabled: boolean;
  breakGlass: boolean;
  fromProvider: boolean;
}

/** What stands beside it. */
export interface Surroundings {
  /** Codes of the offices there are. */
  offices: readonly string[];
  /** Enabled administrators, break-glass ones aside. */
  admins: number;
}

/** Roles that answer for the projects of an office. */
const NEEDS_OFFICE: readonly Role[] = ['office'];
const MAY_NAME_OFFICE: readonly Role[] = ['office', 'project-lead'];

/** Whether a role may be given for one office. */
export function mayNameOffice(role: Role): boolean {
  return MAY_NAME_OFFICE.includes(role);
}

const standingFaults = (standing: StandingAccount, payload: RolePayload, admins: number): FieldError[] => {
  const fault = (path: string, message: string): FieldError => ({ path, message });
  if (standing.breakGlass) return [fault('login', 'Ein Notzugang behält seine Rolle.')];
  if (standing.fromProvider)
    return [fault('login', 'Die Rolle dieses Kontos kommt aus den Gruppen der Anmeldung der Stadt.')];
  const { name, role, office } = payload;
  if (standing.role === role && standing.office === office && standing.name === name)
    return [fault('role', `${standing.name} hat diese Rolle schon.`)];
  if (standing.role === 'admin' && role !== 'admin' && !standing.disabled && admins <= 1)
    return [fault('role', 'Das ist die letzte Verwaltung der Anwendung: Niemand könnte sie zurückgeben.')];
  return [];
};

/** What is wrong about the office that is named beside a role, or not named. */
export function officeFaults(
  { role, office }: Pick<RolePayload, 'role' | 'office'>,
  offices: readonly string[],
): FieldError[] {
  const faults: FieldError[] = [];
  if (NEEDS_OFFICE.includes(role) && office === null)
    faults.push({ path: 'office', message: `Die Rolle ${ROLE_WORDS[role]} braucht ein Amt.` });
  if (office !== null && !mayNameOffice(role))
    faults.push({ path: 'office', message: `Die Rolle ${ROLE_WORDS[role]} gilt für kein einzelnes Amt.` });
  if (office !== null && !offices.includes(office))
    faults.push({ path: 'office', message: `Das Amt „${office}“ gibt es nicht.` });
  return faults;
}

/** Every reason why this role cannot be given as it stands; none = it can. */
export function roleFaults(
  payload: RolePayload,
  standing: StandingAccount | null,
  { offices, admins }: Surroundings,
): FieldError[] {
  return [...officeFaults(payload, offices), ...(standing ? standingFaults(standing, payload, admins) : [])];
}

/** Whether a second administrator decides: who gets a role that decides gets it from two people. */
export function roleNeedsTwo(
  payload: Pick<RolePayload, 'name' | 'role'>,
  standing: Pick<StandingAccount, 'name' | 'role'> | null,
): boolean {
  // Under another name an account that decides is another person to everybody who reads it.
  return (
    DECIDING_ROLES.includes(payload.role) &&
    (standing?.role !== payload.role || standing.name !== payload.name)
  );
}

/** What a second administrator reads before deciding. */
export function roleNotes(payload: RolePayload, standing: StandingAccount | null): string[] {
  const { login, name, role, office } = payload;
  const given = `${ROLE_WORDS[role]}${office === null ? '' : ` (Amt ${office})`}`;
  return standing
    ? [`„${name}“ (${login}) ist danach ${given}, bisher ${ROLE_WORDS[standing.role]}.`]
    : [
        `Das Konto „${name}“ (${login}) wird angelegt, als ${given}. Anmelden kann es sich erst, wenn es aktiviert ist.`,
      ];
}
