import type { FieldError } from '../errors.ts';
import { DECIDING_ROLES, ROLE_WORDS } from '../permissions.ts';
import type { Role } from '../permissions.ts';
import type { GroupPayload, GroupRow } from './groups.ts';
import { officeFaults } from './role-rules.ts';

/** Every reason why a group cannot give this role as it stands; none = it can. */
export function groupFaults(
  payload: GroupPayload,
  standing: GroupRow | null,
  offices: readonly string[],
): FieldError[] {
  const { group, role, office } = payload;
  const same = standing?.role === role && standing.office === office;
  return [
    ...officeFaults(payload, offices),
    ...(same ? [{ path: 'role', message: `Die Gruppe „${group}“ gibt diese Rolle schon.` }] : []),
  ];
}

/** Whether a second administrator decides: a group that gives a role that decides gives it to whoever is in it. */
export function groupNeedsTwo({ role }: Pick<GroupPayload, 'role'>, standing: GroupRow | null): boolean {
  return DECIDING_ROLES.includes(role) && standing?.role !== role;
}

/** A role with its office, as it is read on the page: `Amt (Amt 10)`. */
export function roleText({ role, office }: { role: Role; office: string | null }): string {
  return `${ROLE_WORDS[role]}${office === null ? '' : ` (Amt ${office})`}`;
}

/** What a second administrator reads before deciding. */
export function groupNotes(payload: GroupPayload, standing: GroupRow | null): string[] {
  const before = standing ? `, bisher ${roleText(standing)}` : '';
  return [
    `Wer bei der Anmeldung der Stadt in der Gruppe „${payload.group}“ ist, ist ab der nächsten Anmeldung ${roleText(payload)}${before}.`,
    'Wer zu der Gruppe gehört, bestimmt der Identitätsdienst der Stadt.',
  ];
}

/** What the groups of a person say together: exactly one role, none, or several that contradict each other. */
export function roleOfGroups(
  rows: readonly Pick<GroupRow, 'role' | 'office'>[],
): { role: Role; office: string | null } | 'none' | 'several' {
  const [first, ...others] = rows;
  if (!first) return 'none';
  const { role, office } = first;
  return others.every((one) => one.role === role && one.office === office) ? { role, office } : 'several';
}
