import { formatEuro, toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { substantialCents } from './movement-facts.sql.ts';

interface Excess {
  requestId: number | null;
  seq: number;
  line: string;
  number: string;
  year: number;
  group: string | null;
  hasPaper: boolean;
  cents: Cents;
}

/** Every excess that a line got and still has, in the order it was booked. */
async function excesses(read: Queries): Promise<Excess[]> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .leftJoin('cover_group as g', 'g.id', 'l.cover_group_id')
    .leftJoin('movement as r', 'r.reverses_id', 'm.id')
    .where('m.kind', '=', 'B')
    .where('m.cents', '>', ZERO_CENTS)
    .where('m.reverses_id', 'is', null)
    .where('r.id', 'is', null)
    .select(['m.request_id as requestId', 'm.recorded_seq as seq', 'm.line_id as lineId', 'm.cents'])
    .select(['m.council_paper_id as paper', 'l.number', 'l.year', 'l.ledger', 'g.code as group'])
    .orderBy('m.recorded_seq')
    .orderBy('m.id')
    .execute();
  return rows.map(({ lineId, paper, ledger, group, ...row }) => ({
    ...row,
    line: String(lineId),
    group: group === null ? null : `${group}|${row.year}|${ledger}`,
    hasPaper: paper !== null,
  }));
}

/**
 * From the limit on an excess of a line and year needs a council paper, however many requests brought it (0025): each
 * request that went beyond it without one is named, with its amount and the sum it came to.
 */
export async function excessesHavePapers(read: Queries): Promise<Finding> {
  const limit = await substantialCents(read);
  const all = await excesses(read);
  const ofLine = new Map<string, number>();
  const ofGroup = new Map<string, number>();
  const over = new Map<string, { one: Excess; cents: number; total: number }>();
  for (const one of all) {
    const lineTotal = (ofLine.get(one.line) ?? 0) + one.cents;
    ofLine.set(one.line, lineTotal);
    if (one.hasPaper) continue;
    const group = one.group ?? `line ${one.line}`;
    const groupTotal = (ofGroup.get(group) ?? 0) + one.cents;
    ofGroup.set(group, groupTotal);
    const key = `${one.seq}|${one.line}`;
    const cents = (over.get(key)?.cents ?? 0) + one.cents;
    const total = Math.max(lineTotal, groupTotal);
    // The parts of one request count together: the last of them says what it came to.
    over.set(key, { one, cents, total });
  }
  const faults = [...over.values()]
    .filter(({ total }) => total >= limit)
    .map(({ one: { requestId, seq, number, year }, cents, total }) => {
      const what = requestId === null ? `Verlauf ${seq}` : `Antrag ${requestId}`;
      return `${what}: ${formatEuro(toCents(cents))} € über- oder außerplanmäßig auf Zeile ${number} in ${year} ohne Drucksache, zusammen ${formatEuro(toCents(total))} € (Grenze ${formatEuro(limit)} €, § 84 GemO)`;
    });
  return finding(faults, `${all.length} Bewilligungen`);
}

/** ΣU = 0 per year and ledger (domain.md section 3). */
export async function transfersBalance(read: Queries): Promise<Finding> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.kind', '=', 'U')
    .groupBy(['l.year', 'l.ledger'])
    .select((eb) => ['l.year', 'l.ledger', sumOfCents(eb.ref('m.cents')).as('cents')])
    .execute();
  const faults = rows
    .filter((row) => row.cents !== 0)
    .map((row) => `${row.year} ${row.ledger}: ${formatEuro(row.cents)} €`);
  return finding(faults, `${rows.length} Jahre und Haushalte`);
}
