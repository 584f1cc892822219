import { sql } from 'kysely';
import type { Ledger } from '#shared/budget/terms.ts';
import type { Cents } from '#shared/money.ts';
import { ruleIndex } from '#shared/reconciliation/rule.ts';
import type { SuggestionView } from '#shared/reconciliation/reconciliation.ts';
import { suggestionFor } from '#shared/reconciliation/suggestion.ts';
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

interface Use {
  vendor: string | null;
  ledger: Ledger;
  number: string;
  cents: Cents;
  postings: number;
}

/** What the imports and, since then, people put postings of these vendors on: from the index on vendor. */
async function vendorUses(read: Queries, vendors: readonly string[]): Promise<Use[]> {
  const imported = await read
    .selectFrom('posting as p')
    .innerJoin('budget_line as l', 'l.id', 'p.line_id')
    .where('p.vendor', 'in', vendors)
    .groupBy(['p.vendor', 'l.ledger', 'l.number', 'p.cents'])
    .select([
      'p.vendor',
      'l.ledger',
      'l.number',
      'p.cents',
      sql<number>`cast(count(*) as bigint)`.as('postings'),
    ])
    .execute();
  const moved = await read
    .selectFrom('assignment as a')
    .innerJoin('posting as p', 'p.id', 'a.posting_id')
    .innerJoin('budget_line as l', 'l.id', 'a.line_id')
    .where('p.vendor', 'in', vendors)
    .groupBy(['p.vendor', 'l.ledger', 'l.number', 'p.cents'])
    .select(['p.vendor', 'l.ledger', 'l.number', 'p.cents'])
    .select(sql<number>`cast(sum(a.postings) as bigint)`.as('postings'))
    .execute();
  return [...imported, ...moved];
}

function usesBy(uses: readonly Use[], keyOf: (use: Use) => string): [string, VendorUse[]][] {
  return [...Map.groupBy(uses, keyOf)].map(([key, group]) => {
    const counts = new Map<string, number>();
    for (const { number, postings } of group) counts.set(number, (counts.get(number) ?? 0) + postings);
    const list = [...counts].map(([number, postings]) => ({ number, postings }));
    return [key, list.filter((use) => use.postings > 0).sort((a, b) => b.postings - a.postings)];
  });
}

async function vendorsOf(read: Queries, rows: readonly OpenRow[]): Promise<Map<string, VendorUse[]>> {
  const vendors = [...new Set(rows.map((row) => row.vendor))].filter((vendor) => vendor !== '');
  if (vendors.length === 0) return new Map();
  const uses = await vendorUses(read, vendors.slice(0, IDS_AT_ONCE));
  return new Map([
    ...usesBy(uses, (use) => `${use.vendor ?? ''}|${use.ledger}`),
    ...usesBy(uses, (use) => `${use.vendor ?? ''}|${use.ledger}|${use.cents}`),
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
