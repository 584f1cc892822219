import type { Ledger, LineKind } from '../budget/terms.ts';
import { codeKey } from '../codes.ts';
import type { IsoDate } from '../calendar.ts';
import type { Read } from '../read.ts';

/** One dated row of the account map: accounts that begin with the prefix belong to this ledger and kind. */
export interface AccountRule {
  prefix: string;
  ledger: Ledger;
  kind: LineKind;
  validFrom: IsoDate;
  validTo: IsoDate | null;
}

export interface AccountMeaning {
  ledger: Ledger;
  kind: LineKind;
}

export type AccountMap = ReadonlyMap<string, readonly AccountRule[]>;

/** The rules of one frame, findable by prefix. */
export function accountMap(rules: readonly AccountRule[]): AccountMap {
  const byPrefix = new Map<string, AccountRule[]>();
  for (const rule of rules) {
    const prefix = codeKey(rule.prefix);
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), rule]);
  }
  return byPrefix;
}

/**
 * Ledger and kind of an account on a day: the longest prefix that is valid decides. Two valid rules of that
 * prefix which say different things are a fault, and so is no rule: nothing is guessed.
 */
export function meaningOf(map: AccountMap, code: string, on: IsoDate): Read<AccountMeaning> {
  const account = codeKey(code);
  for (let length = account.length; length > 0; length -= 1) {
    const rules = map.get(account.slice(0, length)) ?? [];
    const valid = rules.filter((r) => r.validFrom <= on && (r.validTo === null || on <= r.validTo));
    const [first, ...others] = valid;
    if (!first) continue;
    if (others.some((r) => r.ledger !== first.ledger || r.kind !== first.kind)) {
      return { fault: `Die Kontenzuordnung ist mehrdeutig: „${first.prefix}“ ist mehrfach zugeordnet.` };
    }
    return { value: { ledger: first.ledger, kind: first.kind } };
  }
  return { fault: 'Dieses Konto steht nicht in der Kontenzuordnung.' };
}
