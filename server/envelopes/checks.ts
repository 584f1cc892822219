import { EnteredScope } from '#shared/envelopes/envelopes.ts';
import { LINE_KINDS, FUNDINGS } from '#shared/budget/terms.ts';
import * as z from 'zod';
import type { Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { envelopesKnown } from '../ledger/envelopes.sql.ts';

const StoredScope = EnteredScope.extend({
  kinds: z.array(z.enum(LINE_KINDS)).optional(),
  projects: z.array(z.string()).optional(),
  fundings: z.array(z.enum(FUNDINGS)).optional(),
});

/** Each envelope has a ceiling and a scope that can be read, and ends no earlier than it begins. */
export async function soundEnvelopes(read: Queries): Promise<Finding> {
  const rows = await envelopesKnown(read);
  const faults = rows.flatMap(({ name, scope, ceiling_cents: ceiling, valid_from: from, to }) => [
    ...(ceiling > 0 ? [] : [`${name}: ohne Obergrenze`]),
    ...(to === null || to >= from ? [] : [`${name}: endet vor dem Beginn`]),
    ...(StoredScope.safeParse(JSON.parse(scope)).success ? [] : [`${name}: der Umfang ist nicht lesbar`]),
  ]);
  return finding(faults, `${rows.length} Rahmen`);
}
