import type { IsoDate } from '../../calendar.ts';
import type { DatedRow, Implausible } from '../differences.ts';
import type { TextField } from '../profile-columns.ts';
import type { SourceRow } from '../source-row.ts';

/** Everything that differs between kinds of amounts, as far as it needs no database. */
export interface MoneyRules {
  /** What the kind is called on every page. */
  words: string;
  /** What the day of a row is called; null where it takes effect on the first day of its year. */
  dayName: string | null;
  /** Why a file of it holds sums only, for kinds that are never told document by document. */
  onlyTotals?: string;
  /** Fields a profile gives beside object, account, year and amount, each with the sentence that asks for it. */
  needs: Readonly<Partial<Record<'subBudget' | 'orderNumber', string>>>;
  /**
   * `budget`: rows make the lines they belong to, and a second person looks at more for a year that has some.
   * `posting`: rows carry SAP's own period, which a held month does not take; what fits no line waits in the basket,
   * and rules place it. `order`: one number and due year count once.
   */
  nature: 'budget' | 'posting' | 'order';
  /** What a changed row does: nothing, until a movement is asked for; wait for a decision; book the difference. */
  changes: 'refused' | 'decided' | 'difference';
  /** For `refused`: what a person does instead. */
  instead?: string;
  /** What the preview notes at a changed row, and at one that stands twice with other contents. */
  notes: { change: string; contradiction: string };
  /** The fault of a row that stands twice with other contents: its field, the text there, and what is wrong. */
  contradiction: (row: SourceRow) => { field: TextField; text: string; message: string };
  /** What does not fit together in a row (differences.ts); `closingMonths` is the profile's word about closing periods. */
  differences: (row: DatedRow, today: IsoDate | null, closingMonths?: number) => Implausible[];
}
