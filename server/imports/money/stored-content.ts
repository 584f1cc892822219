import { createHash } from 'node:crypto';
import { codeKey } from '#shared/codes.ts';
import { postingContent, totalsContent } from '#shared/imports/row-key.ts';
import type { Digest } from '#shared/imports/row-key.ts';

const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');

export type StoredContent = Parameters<typeof postingContent>[0] & {
  content: string;
  number: string | null;
  subBudget: string | null;
};

/**
 * What a stored posting says about money. Earlier programs hashed codes as the file wrote them: where such a code is
 * written otherwise than its key, the content is reckoned anew, so that the same row is no changed one.
 */
export function contentOf(row: StoredContent, key: string): string {
  const isPlain = (code: string): boolean => codeKey(code) === code;
  if (row.number !== null)
    return isPlain(row.object) && isPlain(row.account) ? row.content : sha256(postingContent(row));
  const subBudget = row.subBudget ?? '';
  return !key.includes('|') || isPlain(subBudget) ? row.content : sha256(totalsContent(subBudget, row.cents));
}

/** A key of codes as it is made today: of two lines that differ by a sign alone the second kept its own (migration 0018). */
export function canonicalKey(key: string): string {
  return key
    .split('|')
    .map((code) => codeKey(code))
    .join('|');
}
