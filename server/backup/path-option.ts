import { AppError } from '#shared/errors.ts';
import type { VerbContext } from '../cli/verb.ts';

/** A path that must be given. Throws `invalid-parameter` otherwise. */
export function pathOption(values: VerbContext['values'], name: 'in' | 'out'): string {
  const path = values[name];
  if (typeof path === 'string' && path !== '') return path;
  throw new AppError(
    'invalid-parameter',
    `--${name} braucht einen Dateinamen, zum Beispiel moves.sicherung.zst.`,
  );
}
