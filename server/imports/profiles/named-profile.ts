import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#shared/errors.ts';
import { ImportProfile } from '#shared/imports/profile.ts';
import { RecordProfile } from '#shared/imports/record-profile.ts';
import type { Queries } from '../../db/database.ts';
import { isRecordProfile } from './delivered-profiles.ts';
import { profileDetail } from './stored-profiles.sql.ts';

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    throw new AppError(
      'invalid-parameter',
      error instanceof SyntaxError
        ? `${path} ist kein gültiges JSON.`
        : `Die Datei ${path} lässt sich nicht lesen.`,
    );
  }
}

/**
 * The code of what `--profile` names: a code, or the path of a profile's JSON file. A file counts only where the
 * database knows the same wording under its code: every import keeps the wording it was read with, and who may change
 * one stores it on the page. Throws `invalid-parameter`.
 */
export async function profileNamed(read: Queries, text: string): Promise<string> {
  if (!text.endsWith('.json')) return text;
  const json = readJson(text);
  const parsed = (isRecordProfile(json) ? RecordProfile : ImportProfile).safeParse(json);
  if (!parsed.success)
    throw new AppError('invalid-parameter', `${text} ist kein Profil.`, {
      errors: parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
    });
  const { code } = parsed.data;
  const known = await profileDetail(read, code).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  });
  if (known && isDeepStrictEqual({ ...known.profile }, { ...parsed.data })) return code;
  throw new AppError(
    'invalid-parameter',
    known
      ? `${text} weicht von der Fassung ab, die für „${code}“ gilt. Speichern Sie sie unter Einlesen › Profile, oder nennen Sie --profile ${code}.`
      : `Das Profil „${code}“ aus ${text} ist nicht gespeichert. Unter Einlesen › Profile wird es angelegt.`,
  );
}
