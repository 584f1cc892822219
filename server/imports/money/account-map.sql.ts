import { accountMap } from '#shared/imports/account-map.ts';
import type { AccountMap } from '#shared/imports/account-map.ts';
import type { Queries } from '../../db/database.ts';
import { goneRecords } from '../../db/gone-records.ts';

/** The dated account map of one frame. */
export async function accountMapOf(read: Queries, frame: string): Promise<AccountMap> {
  const rules = await read
    .selectFrom('account_map')
    .where('frame', '=', frame)
    .where('id', 'not in', goneRecords('account-map'))
    .select(['account_prefix as prefix', 'ledger', 'kind', 'valid_from as validFrom', 'valid_to as validTo'])
    .execute();
  return accountMap(rules);
}
