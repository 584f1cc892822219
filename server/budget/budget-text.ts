import { BudgetLineRow, BudgetPage } from '#shared/budget/budget.ts';
import { JsonText } from '../http/json-text.ts';

const LineHead = BudgetLineRow.omit({ figures: true });
const NO_LINES = '"lines":[]';

/** What a line is, beside its figures, as JSON that its schema has passed; by line. */
const checked = new Map<number, string>();
const MOST_CHECKED = 5_000;

const written = new WeakMap<BudgetLineRow, string>();

/** A line as JSON, written once as long as it is the same row. */
function lineText(row: BudgetLineRow): string {
  const text = written.get(row) ?? newText(row);
  written.set(row, text);
  return text;
}

/** What a line is called is checked when it is new; its figures are whole cents by the way they are summed. */
function newText({ figures, ...head }: BudgetLineRow): string {
  const text = JSON.stringify(head);
  if (checked.get(head.id) !== text) {
    LineHead.parse(head);
    if (checked.size >= MOST_CHECKED) checked.clear();
    checked.set(head.id, text);
  }
  return `${text.slice(0, -1)},"figures":${JSON.stringify(figures)}}`;
}

/** The page as JSON: checked by its schema, the lines each for themselves. */
export function budgetText(page: BudgetPage): JsonText {
  const ledgers = page.ledgers.map((ledger) => ({
    ...ledger,
    groups: ledger.groups.map((group) => ({ ...group, lines: [] })),
  }));
  // Inside a text of the page the quotes would be escaped: every place found is a group's.
  const frame = JSON.stringify(BudgetPage.parse({ ...page, ledgers })).split(NO_LINES);
  const groups = page.ledgers.flatMap((ledger) => ledger.groups);
  if (frame.length !== groups.length + 1) throw new Error('The page has other groups than its JSON.');
  const pieces = groups.map(
    ({ lines }, at) => `${frame[at] ?? ''}"lines":[${lines.map(lineText).join(',')}]`,
  );
  return new JsonText(pieces.join('') + (frame.at(-1) ?? ''));
}
