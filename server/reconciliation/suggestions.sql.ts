import { sql } from 'kysely';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Cents } from '#shared/money.ts';
import { ruleIndex } from '#shared/reconciliation/rule.ts';
import type { SuggestionView } from '#shared/reconciliation/reconciliation.ts';
import { suggestionFor, vendorUseOf } from '#shared/reconciliation/suggestion.ts';
import type { OpenRow, Suggestion, SuggestionFacts, VendorUse } from '#shared/reconciliation/suggestion.ts';
import type { Queries } from '../db/database.ts';
import { lineFacts } from './lines.sql.ts';
import { activeRules } from './rules.sql.ts';

const IDS_AT_ONCE = 500;

async function ordersOf(read: Queries, rows: readonly OpenRow[]): Promise<Map<string, string[]>> {
  const numbers = [...new Set(rows.flatMap((row) => row.orderNumber ?? []))].slice(0, IDS_AT_ONCE);
  if (numbers.length === 0) return new Map();
  const found = await read
    .selectFrom('commitment as c')
    .innerJoin('budget_line as l', 'l.id', 'c.line_id')
    .where('c.order_number', 'in', numbers)
    .select(['c.order_number as order', 'l.number'])
    .distinct()
    .execute();
  return new Map(
    [...Map.groupBy(found, (row) => row.order)].map(([order, group]) => [
      order,
      group.map((row) => row.number),
    ]),
  );
}

/** From the counts that are kept with the postings, so that a large vendor costs what a small one costs. */
async function usesOfVendors(read: Queries, vendors: readonly string[]): Promise<[string, VendorUse][]> {
  const { rows } = await sql<VendorUse & { vendor: string; ledger: Ledger }>`
    select a.vendor, a.ledger, a.postings, a."all",
      (select u.number from vendor_use u where u.vendor = a.vendor and u.ledger = a.ledger
        order by u.postings desc, u.number desc limit 1) as number,
      coalesce((select u.postings from vendor_use u where u.vendor = a.vendor and u.ledger = a.ledger and u.postings > 0
        order by u.postings desc, u.number desc limit 1 offset 1), 0) as next
    from (
      select vendor, ledger, max(postings) as postings, cast(sum(postings) as bigint) as "all" from vendor_use
      where vendor in (${sql.join(vendors)}) and postings > 0 group by vendor, ledger
    ) a`.execute(read);
  return rows.map(({ vendor, ledger, ...use }) => [`${vendor}|${ledger}`, use]);
}

interface AmountUse {
  vendor: string;
  cents: Cents;
  ledger: Ledger;
  number: string;
  postings: number;
}

/** Postings of a vendor over the very amount: where they stand by import, and by what was decided since. */
async function usesOfAmounts(
  read: Queries,
  asked: readonly { vendor: string; cents: Cents }[],
): Promise<[string, VendorUse][]> {
  const pairs = asked.map(({ vendor, cents }) => sql`(cast(${vendor} as text), cast(${cents} as bigint))`);
  // Joined in this order: one look into the index per pair.
  const { rows } = await sql<AmountUse>`
    with asked (vendor, cents) as (values ${sql.join(pairs)}), placed as (
      select p.vendor, p.cents, p.line_id, 1 as postings
      from asked a cross join posting p where p.vendor = a.vendor and p.cents = a.cents and p.line_id is not null
      union all
      select p.vendor, p.cents, m.line_id, m.postings
      from asked a cross join posting p cross join assignment m
      where p.vendor = a.vendor and p.cents = a.cents and m.posting_id = p.id and m.line_id is not null
    )
    select p.vendor, p.cents, l.ledger, l.number, cast(sum(p.postings) as bigint) as postings
    from placed p cross join budget_line l where l.id = p.line_id
    group by p.vendor, p.cents, l.ledger, l.number`.execute(read);
  const groups = Map.groupBy(rows, (row) => `${row.vendor}|${row.ledger}|${row.cents}`);
  return [...groups].flatMap(([key, group]): [string, VendorUse][] => {
    const use = vendorUseOf(group.map(({ number, postings }) => ({ number, postings })));
    return use ? [[key, use]] : [];
  });
}

async function vendorsOf(read: Queries, rows: readonly OpenRow[]): Promise<Map<string, VendorUse>> {
  const named = rows.filter((row) => row.vendor !== '').slice(0, IDS_AT_ONCE);
  if (named.length === 0) return new Map();
  const vendors = [...new Set(named.map((row) => row.vendor))];
  const amounts = new Map(named.map(({ vendor, cents }) => [`${vendor}|${cents}`, { vendor, cents }]));
  return new Map([
    ...(await usesOfVendors(read, vendors)),
    ...(await usesOfAmounts(read, [...amounts.values()])),
  ]);
}

/** Everything the passes ask, in a number of statements that does not depend on the number of rows. */
export async function suggestionFacts(read: Queries, rows: readonly OpenRow[]): Promise<SuggestionFacts> {
  return {
    ...(await lineFacts(read, [...new Set(rows.map((row) => row.fiscalYear))])),
    rules: ruleIndex(await activeRules(read)),
    orders: await ordersOf(read, rows),
    vendors: await vendorsOf(read, rows),
  };
}

/** A suggestion per row, in their order. */
export async function suggestionsFor(
  read: Queries,
  rows: readonly OpenRow[],
): Promise<(Suggestion | null)[]> {
  if (rows.length === 0) return [];
  const facts = await suggestionFacts(read, rows);
  return rows.map((row) => suggestionFor(row, facts));
}

export function suggestionView(suggestion: Suggestion | null): SuggestionView | null {
  if (!suggestion) return null;
  const { pass, confidence, explanation, line, excludeReason, rule } = suggestion;
  return {
    ...{ pass, confidence, explanation, excludeReason },
    line: line && { id: line.id, number: line.number, name: line.name },
    rule: rule && { code: rule.code, version: rule.version },
  };
}
