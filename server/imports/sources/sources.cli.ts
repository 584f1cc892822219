import { AppError } from '#shared/errors.ts';
import { SourceInput } from '#shared/sources/sources.ts';
import { actorNamed, writerAs } from '../../cli/actor.ts';
import type { Verb, VerbContext, VerbResult } from '../../cli/verb.ts';
import { invalidInput } from '../../http/parse-request.ts';
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

async function add(context: VerbContext): Promise<VerbResult> {
  const { code, name, system, reason } = context.values;
  const parsed = SourceInput.safeParse({ code, name, system: system ?? code, reason });
  if (!parsed.success) throw invalidInput(parsed.error, []);
  const actor = await actorNamed(context, 'imports:sources');
  const by = { clock: context.by.clock, writer: writerAs(context, actor) };
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
