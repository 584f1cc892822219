import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { LEDGERS, LINE_KINDS } from '#shared/budget/terms.ts';
import { dateField, originField } from '#shared/fields.ts';
import type { Queries } from '../db/database.ts';

const FILE = new URL('../../data/seed/base/account-map.json', import.meta.url);

const AccountRule = z.strictObject({
  frame: z.enum(['BW', 'NW']),
  accountPrefix: z.string().regex(/^\d{2,10}$/u),
  ledger: z.enum(LEDGERS),
  kind: z.enum(LINE_KINDS),
  name: z.string().min(1),
  validFrom: dateField,
  origin: originField,
});

/** What every database needs before the first file: which account belongs to which ledger and kind. */
export async function insertAccountMap(query: Queries, seq: number): Promise<number> {
  const rules = z.array(AccountRule).parse(JSON.parse(readFileSync(FILE, 'utf8')));
  await query
    .insertInto('account_map')
    .values(
      rules.map((rule) => ({
        frame: rule.frame,
        account_prefix: rule.accountPrefix,
        ledger: rule.ledger,
        kind: rule.kind,
        name: rule.name,
        valid_from: rule.validFrom,
        valid_to: null,
        origin: rule.origin,
        recorded_seq: seq,
      })),
    )
    .execute();
  return rules.length;
}
