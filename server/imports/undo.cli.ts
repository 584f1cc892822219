import { AppError } from '#shared/errors.ts';
import { undoNotes } from '#shared/imports/undo.ts';
import { can } from '#shared/permissions.ts';
import { submitRequest } from '../approvals/submit.sql.ts';
import type { Verb, VerbContext, VerbResult } from '../cli/verb.ts';
import { planUndo } from './undo-request.sql.ts';

async function run(context: VerbContext): Promise<VerbResult> {
  const { id, as: login, reason } = context.values;
  const importId = Number(id);
  if (!Number.isSafeInteger(importId) || importId < 1)
    throw new AppError('invalid-input', '--id braucht die Nummer einer Einlesung.');
  if (typeof login !== 'string') throw new AppError('invalid-input', '--as fehlt.');
  const user = await context.db.read
    .selectFrom('app_user')
    .where('login', '=', login)
    .where('disabled', '=', 0)
    .select(['id', 'login', 'role'])
    .executeTakeFirst();
  if (!user) throw new AppError('not-found', `Ein Konto „${login}“ gibt es nicht, oder es ist gesperrt.`);
  if (!can(user, 'imports:undo')) throw new AppError('forbidden', `Konto „${login}“.`);
  const { account } = await planUndo(context.db.read, { importId });
  const by = { clock: context.by.clock, writer: { id: user.id, name: user.login } };
  const why = typeof reason === 'string' ? reason : 'An der Kommandozeile beantragt';
  const request = await submitRequest(context.db, by, {
    kind: 'undo-import',
    payload: { importId },
    reason: why,
  });
  return {
    data: { requestId: request.id, account },
    text: [
      `Antrag ${request.id}: ${request.title}`,
      ...undoNotes(account).map((note) => `  ${note}`),
      'Zurückgenommen ist noch nichts: Eine zweite Person gibt den Antrag frei (Seite Freigaben).',
    ].join('\n'),
  };
}

export const undoImportVerb: Verb = {
  name: 'undo-import',
  usage: 'undo-import --id N --as KONTO [--reason TEXT]',
  help: [
    'Beantragt, eine Einlesung zurückzunehmen, und sagt, was davon zurückgenommen werden kann und was warum bleibt.',
    'Zurückgenommen wird erst, wenn eine zweite Person den Antrag freigibt.',
    '',
    '  --id N        Nummer der Einlesung',
    '  --as KONTO    wer beantragt',
    '  --reason T    Begründung',
  ].join('\n'),
  options: { id: { type: 'string' }, as: { type: 'string' }, reason: { type: 'string' } },
  database: 'existing',
  run,
};
