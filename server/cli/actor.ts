import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import type { Action, Actor } from '#shared/permissions.ts';
import { findActor } from '../session/actor.sql.ts';
import { BY_COMMAND_LINE } from '#shared/history/references.ts';
import type { Writer } from '../db/transact.ts';
import type { VerbContext } from './verb.ts';

/** An account that acts at the command line, as the history names it: no proof was asked of whoever typed its name. */
export function writerAs({ by }: Pick<VerbContext, 'by'>, { id, login }: Actor): Writer & { id: number } {
  return { id, name: `${login}${BY_COMMAND_LINE}${by.writer.name}` };
}

/**
 * The account of `--as`, which acts: the command line has no rights of its own. Throws `invalid-input` without one,
 * `not-found` where it does not exist or is disabled, `forbidden` where it may not.
 */
export async function actorNamed(
  { db, by, values }: Pick<VerbContext, 'db' | 'by' | 'values'>,
  action: Action,
): Promise<Actor> {
  const login = values['as'];
  if (typeof login !== 'string' || login === '') throw new AppError('invalid-input', '--as KONTO fehlt.');
  const actor = await findActor(db.read, by.clock, login);
  if (!actor) throw new AppError('not-found', `Ein Konto „${login}“ gibt es nicht, oder es ist gesperrt.`);
  if (!can(actor, action)) throw new AppError('forbidden', `Konto „${login}“.`);
  return actor;
}
