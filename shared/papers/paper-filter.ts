import * as z from 'zod';
import { containsWords } from '../filter/filter.ts';
import type { IsoDate } from '../calendar.ts';
import { isOpen } from './paper-states.ts';
import { PAPER_KIND_WORDS, PAPER_STATES, PAPER_STATE_WORDS } from './terms.ts';
import type { PaperKind, PaperState } from './terms.ts';

/** What of the register is shown; in the address of the page and of its file. */
export const PaperFilter = z.strictObject({
  search: z.string().max(80).optional(),
  body: z.string().max(200).optional(),
  state: z.enum(PAPER_STATES).optional(),
  /** Only what is still followed up. */
  open: z.literal('ja').optional(),
});
export type PaperFilter = z.infer<typeof PaperFilter>;

interface Filtered {
  label: string;
  title: string;
  body: string;
  kind: PaperKind;
  state: PaperState;
  unit: string;
  requestedBy: string;
  deadline: IsoDate | null;
}

/** How a paper stands, in words: an information paper is taken note of. */
export function stateWord({ kind, state }: { kind: PaperKind; state: PaperState }): string {
  return kind === 'information' && state === 'reported' ? 'zur Kenntnis' : PAPER_STATE_WORDS[state];
}

/** Those of some papers that a filter lets through, in their order: on the page and in its file the same. */
export function filteredPapers<P extends Filtered>(papers: readonly P[], filter: PaperFilter): P[] {
  const { search = '', body, state, open } = filter;
  return papers.filter(
    (paper) =>
      (body === undefined || body === '' || paper.body === body) &&
      (state === undefined || paper.state === state) &&
      (open === undefined || isOpen(paper)) &&
      containsWords(
        [
          ...[paper.label, paper.title, paper.body, paper.unit, paper.requestedBy],
          ...[PAPER_KIND_WORDS[paper.kind], stateWord(paper)],
        ].join(' '),
        search,
      ),
  );
}
