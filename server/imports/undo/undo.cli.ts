import { AppError } from '#shared/errors.ts';
import { undoNotes } from '#shared/imports/undo.ts';
import { submitRequest } from '../../requests/submit.sql.ts';
import { actorNamed, writerAs } from '../../cli/actor.ts';
import type { Verb, VerbContext, VerbResult } from '../../cli/verb.ts';
import { planUndo, undoImportRequest } from './undo-request.sql.ts';

async function run(context: VerbContext): Promise<VerbResult> {
  const { id, reason } = context.values;
  const importId = Number(id);
  if (!Number.isSafeInteger(importId) || importId < 1)
    throw new AppError('invalid-input', '--id braucht die Nummer einer Einlesung.');
  const user = await actorNamed(context, 'imports:undo');
  const { account } = await planUndo(context.db.read, { importId });
  const by = { clock: context.by.clock, writer: writerAs(context, user) };
  const why = typeof reason === 'string' ? reason : 'An der Kommandozeile beantragt';
  const request = await submitRequest(context.db, by, () => undoImportRequest, {
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
