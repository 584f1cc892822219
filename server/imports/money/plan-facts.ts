import type { ParsedFile } from '#shared/imports/parsed-file.ts';
import type { PlanContext, WindowFacts } from '#shared/imports/plan.ts';
import type { WholeFacts } from '#shared/imports/plan-tally.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { KeyedRow } from '#shared/imports/row-key.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { periodStates } from '../../periods/periods.sql.ts';
import { ruleFacts } from '../../reconciliation/rule-facts.ts';
import { systemSources } from '../sources/sources.sql.ts';
import { appropriationsOf, countPostings, linesOfYears, postingsByKey } from '../imports.sql.ts';
import { knownOrders, orderRows } from './orders.sql.ts';
import { sha256 } from '../read/file-source.ts';

/** What a whole file is planned with, and what each of its windows. */
export interface Facts {
  context: PlanContext;
  whole: WholeFacts;
  of: (window: readonly KeyedRow[]) => Promise<WindowFacts>;
}

interface FactsOf {
  profile: ImportProfile;
  file: ParsedFile;
  enteredCents: Cents | null;
}

/** What the data holds, as far as a file touches it: asked window by window. */
export async function planFacts(read: Queries, upload: FactsOf): Promise<Facts> {
  const { profile, file, enteredCents } = upload;
  const { kind, source } = profile;
  const years = [...new Set([...file.years, ...(kind === 'commitments' ? file.yearsMade : [])])];
  const lines = await linesOfYears(read, years);
  // What another source of the same system booked is booked (0024).
  const sources = await systemSources(read, source);
  const context = { profile, parts: file.parts, lines, periods: await periodStates(read) };
  if (kind === 'appropriations') {
    const existing = await appropriationsOf(read, sources, years, sha256);
    const byKey = Map.groupBy(existing, (row) => row.key);
    const existingInScope = existing.filter((row) => !row.takenBack).length;
    return {
      context,
      whole: { enteredCents, existingInScope },
      of: (window) => Promise.resolve({ existing: keysOf(window).flatMap((key) => byKey.get(key) ?? []) }),
    };
  }
  if (kind === 'commitments')
    return {
      context,
      // An order that a file does not name is no less ordered.
      whole: { enteredCents, existingInScope: 0 },
      of: async (window) => {
        const orders = await knownOrders(
          read,
          window.map((keyed) => keyed.row),
        );
        return { orders, existing: orderRows(orders, sha256) };
      },
    };
  const scope = file.days && { years, ...file.days };
  return {
    context: { ...context, rules: scope ? await ruleFacts(read, years) : undefined },
    whole: { enteredCents, existingInScope: scope ? await countPostings(read, source, scope) : 0 },
    of: async (window) => ({ existing: await postingsByKey(read, sources, keysOf(window)) }),
  };
}

function keysOf(window: readonly KeyedRow[]): string[] {
  return [...new Set(window.map((keyed) => keyed.key))];
}
