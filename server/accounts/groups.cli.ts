import { groupNeedsTwo, roleText } from '#shared/accounts/group-rules.ts';
import { GroupInput, GroupRemoval } from '#shared/accounts/groups.ts';
import { AppError } from '#shared/errors.ts';
import { ROLES, ROLE_WORDS } from '#shared/permissions.ts';
import type { Verb, VerbContext, VerbResult } from '../cli/verb.ts';
import { invalidInput } from '../http/parse-request.ts';
import { listGroups, requireSoundGroup } from './groups.sql.ts';
import { removeGroup, setGroup } from './set-group.ts';

const BY_HAND = 'an der Kommandozeile';

async function list({ db }: VerbContext): Promise<VerbResult> {
  const data = await listGroups(db.read);
  const text = data.map((row) => `${row.group.padEnd(40)}  ${roleText(row)}`).join('\n');
  return { data, text: text || 'Noch gibt keine Gruppe eine Rolle.' };
}

/** What the command line may give alone: roles that decide only as long as no two administrators could. */
async function set({ db, by, values }: VerbContext, group: string): Promise<VerbResult> {
  const { role, office, reason = BY_HAND } = values;
  const parsed = GroupInput.safeParse({ group, role, ...(office ? { office } : {}), reason });
  if (!parsed.success) throw invalidInput(parsed.error);
  const { standing, admins } = await requireSoundGroup(db.read, parsed.data);
  if (admins > 1 && groupNeedsTwo(parsed.data, standing))
    throw new AppError(
      'four-eyes',
      `${ROLE_WORDS[parsed.data.role]}: Diese Rolle vergeben zwei Verwaltungen gemeinsam, unter Verwaltung › Zugänge.`,
    );
  await setGroup(db, by, parsed.data);
  return { data: { group, role: parsed.data.role }, text: `Gruppe „${group}“: ${roleText(parsed.data)}` };
}

async function remove({ db, by, values }: VerbContext, group: string): Promise<VerbResult> {
  const parsed = GroupRemoval.safeParse({ group, reason: values['reason'] ?? BY_HAND });
  if (!parsed.success) throw invalidInput(parsed.error);
  await removeGroup(db, by, parsed.data);
  return { data: { group }, text: `Die Gruppe „${group}“ gibt keine Rolle mehr.` };
}

async function run(context: VerbContext): Promise<VerbResult> {
  const [what, group = '', ...more] = context.positionals;
  if (what === 'list' && group === '') return list(context);
  if (more.length === 0 && group !== '' && what === 'set') return set(context, group);
  if (more.length === 0 && group !== '' && what === 'remove') return remove(context, group);
  throw new AppError('invalid-input', groupsVerb.usage);
}

/** `group`: which role the groups of the identity provider give, for whoever runs the machine. */
export const groupsVerb: Verb = {
  name: 'group',
  usage: 'group list | group set NAME --role R [--office A] | group remove NAME',
  help: [
    'Gruppen der Anmeldung der Stadt: Wer sich dort anmeldet, bekommt die Rolle seiner Gruppe. Genau eine der',
    'Gruppen einer Person darf hier stehen, oder mehrere mit derselben Rolle; sonst kommt sie nicht hinein.',
    '',
    '  list          alle Gruppen und ihre Rolle',
    '  set NAME      gibt der Gruppe eine Rolle. NAME steht so im Ausweis des Identitätsdienstes; bei Entra ID ist',
    '                es die Objekt-ID der Gruppe',
    '  remove NAME   die Gruppe gibt keine Rolle mehr; wer sie durch sie hatte, meldet sich neu an',
    '',
    `  --role R      ${ROLES.join(', ')}`,
    '  --office A    Kürzel des Amtes, für die Rolle office',
    '  --reason T    Begründung',
    '',
    'Rollen, die entscheiden (controller, admin), vergeben zwei Verwaltungen in der Anwendung. Solange es keine zwei',
    'gibt, vergibt sie die Kommandozeile.',
  ].join('\n'),
  options: { role: { type: 'string' }, office: { type: 'string' }, reason: { type: 'string' } },
  database: 'existing',
  run,
};
