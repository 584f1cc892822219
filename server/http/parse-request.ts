import type { Request } from 'express';
import * as z from 'zod';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import '#shared/german-issues.ts';
import { refusedSign, signAt } from '#shared/text/signs.ts';

/** A path in the words of the form: `lights.time` or `milestoneForecasts.0.forecastOn`. */
function fieldErrors(issues: readonly z.core.$ZodIssue[], prefix: readonly PropertyKey[] = []): FieldError[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        path: [...path, key].join('.'),
        message: 'Dieses Feld gibt es hier nicht.',
      }));
    // Of several forms the one that was nearly met says most.
    const [nearest] =
      issue.code === 'invalid_union' ? issue.errors.toSorted((a, b) => a.length - b.length) : [];
    if (nearest?.some((one) => one.path.length > 0)) return fieldErrors(nearest, path);
    return [{ path: path.join('.'), message: issue.message }];
  });
}

/** More faults than this at once are a wrong kind of content, not a form to correct. */
const MOST_FAULTS = 200;

/** A body, or the part of it at `prefix`, that its schema refuses: every fault at once. */
export function invalidInput(error: z.ZodError, prefix: readonly string[] = []): AppError {
  const unknownOnly = error.issues.every((issue) => issue.code === 'unrecognized_keys');
  const errors = fieldErrors(error.issues, prefix);
  const more = errors.length - MOST_FAULTS;
  return new AppError(
    unknownOnly ? 'unknown-field' : 'invalid-input',
    more > 0 ? `${errors.length} Fehler; gezeigt werden die ersten ${MOST_FAULTS}.` : undefined,
    { errors: errors.slice(0, MOST_FAULTS) },
  );
}

/** What only a field of text knows to read as a blank or a line break, and no other field may hold. */
const BREAKS = /[\u000b\f\u0085]/u;

/** Where an incoming value holds a text that no database and no file keeps alike (text/signs.ts). */
function unstorableTexts(value: unknown, path: string[]): FieldError[] {
  if (typeof value === 'string') {
    const sign = refusedSign(value) ?? signAt(value, BREAKS);
    return sign === undefined ? [] : [{ path: path.join('.'), message: `Unerlaubtes Zeichen: ${sign}.` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => unstorableTexts(part, [...path, key]));
}

/** Parses a part of the request: every fault at once, unknown keys refused. */
export function parseInput(
  schema: z.ZodType | undefined,
  value: unknown,
  where: 'params' | 'query' | 'body',
): unknown {
  const unstorable = unstorableTexts(value, []);
  if (unstorable.length > 0) {
    if (where === 'params') throw new AppError('not-found');
    throw new AppError(where === 'query' ? 'invalid-parameter' : 'invalid-input', undefined, {
      errors: unstorable,
    });
  }
  const result = (schema ?? z.strictObject({})).safeParse(value ?? {});
  if (result.success) return result.data;
  if (where === 'params') throw new AppError('not-found');
  if (where === 'body') throw invalidInput(result.error);
  throw new AppError('invalid-parameter', undefined, { errors: fieldErrors(result.error.issues) });
}

/** The version in `If-Match`; 428 without it. */
export function parseIfMatch(request: Request): number {
  const header = request.get('if-match');
  if (header === undefined) throw new AppError('precondition-required');
  const match = /^(?:W\/)?"(\d{1,15})"$/u.exec(header);
  if (!match) throw new AppError('stale', 'Die angegebene Fassung gibt es nicht.');
  return Number(match[1]);
}
