import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import { SourceInput } from '#shared/sources/sources.ts';
import type { Verb, VerbContext, VerbResult } from '../cli/verb.ts';
import { invalidInput } from '../http/parse-request.ts';
import type { Writer } from '../db/transact.ts';
import { addOrRequestSource } from './add-or-request.ts';
import { sourceList } from './source-list.ts';

async function list({ db }: VerbContext): Promise<VerbResult> {
  const data = await db.snapshot((read) => sourceList(read));
  const text = data.sources
    .map(({ code, system, name, profiles }) =>
      [code.padEnd(22), system.padEnd(22), name, profiles.length > 0 ? `(${profiles.join(', ')})` : ''].join(
        ' ',
      ),
    )
    .map((line) => line.trimEnd());
  return { data, text: ['Quelle                 System                 Name (Profile)', ...text].join('\n') };
}

/** Who adds a source: the controller, and whoever fills a new database before there is anybody else. */
async function writerNamed({ db, values }: VerbContext): Promise<Writer> {
  const { as: login } = values;
  if (typeof login !== 'string') throw new AppError('invalid-input', '--as fehlt.');
  const user = await db.read
    .selectFrom('app_user')
    .where('login', '=', login)
    .where('disabled', '=', 0)
    .select(['id', 'login', 'role'])
    .executeTakeFirst();
  if (!user) throw new AppError('not-found', `Ein Konto „${login}“ gibt es nicht, oder es ist gesperrt.`);
  if (user.role !== 'admin' && !can(user, 'imports:sources'))
    throw new AppError('forbidden', `Konto „${login}“.`);
  return { id: user.id, name: user.login };
}

async function add(context: VerbContext): Promise<VerbResult> {
  const { code, name, system, reason } = context.values;
  const parsed = SourceInput.safeParse({ code, name, system: system ?? code, reason });
  if (!parsed.success) throw invalidInput(parsed.error, []);
  const by = { clock: context.by.clock, writer: await writerNamed(context) };
  const data = await addOrRequestSource(context.db, by, parsed.data);
  const text =
    data.requestId === null
      ? `Quelle ${data.code} ist gespeichert.`
      : `Antrag Nr. ${data.requestId} wartet auf Freigabe; die Quelle ${data.code} gilt noch nicht.`;
  return { data, text };
}

async function run(context: VerbContext): Promise<VerbResult> {
  const [what, ...more] = context.positionals;
  if (more.length === 0 && what === 'list') return list(context);
  if (more.length === 0 && what === 'add') return add(context);
  throw new AppError('invalid-input', 'sources list oder sources add …');
}

export const sourcesVerb: Verb = {
  name: 'sources',
  usage: 'sources list | sources add --code C --name N [--system S] --reason TEXT --as KONTO',
  help: [
    'Quellen: aus welchem System die Zeilen einer Datei kommen. Ein Profil nennt eine Quelle, die es gibt. Quellen eines',
    'Systems kennen einander: Was eine gebucht hat, bucht keine andere noch einmal.',
    '',
    '  --code C      Kürzel der Quelle (Großbuchstaben, Ziffern, Striche)',
    '  --name N      wie sie heißt',
    '  --system S    Kürzel eines Systems, das es gibt; ohne Angabe ist die Quelle ein eigenes',
    '  --reason T    Begründung',
    '  --as KONTO    wer anlegt oder ändert',
    '',
    'Sobald Beträge eingelesen sind, wird daraus ein Antrag, über den eine zweite Person entscheidet.',
  ].join('\n'),
  options: {
    code: { type: 'string' },
    name: { type: 'string' },
    system: { type: 'string' },
    reason: { type: 'string' },
    as: { type: 'string' },
  },
  database: 'existing',
  run,
};
