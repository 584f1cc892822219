import { moneyRules } from '#shared/imports/money/money-kinds.ts';
import type { ParsedFile } from '#shared/imports/parsed-file.ts';
import type { PlanContext, WindowFacts } from '#shared/imports/plan.ts';
import type { WholeFacts } from '#shared/imports/plan-tally.ts';
import type { ImportProfile } from '#shared/imports/profile.ts';
import type { KeyedRow } from '#shared/imports/row-key.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../../db/database.ts';
import { periodStates } from '../../periods/periods.sql.ts';
import { systemSources } from '../sources/sources.sql.ts';
import { linesOfYears } from '../imports.sql.ts';
import { moneyStore } from './money-stores.ts';

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
export async function planFacts(read: Queries, { profile, file, enteredCents }: FactsOf): Promise<Facts> {
  const { kind, source } = profile;
  const made = moneyRules(kind).nature === 'order' ? file.yearsMade : [];
  const years = [...new Set([...file.years, ...made])];
  const lines = await linesOfYears(read, years);
  const sources = await systemSources(read, source);
  const periods = await periodStates(read);
  const known = await moneyStore(kind).known(read, { profile, file, years, sources });
  return {
    context: { profile, parts: file.parts, lines, periods, rules: known.rules },
    whole: { enteredCents, existingInScope: known.existingInScope },
    of: known.of,
  };
}
