import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { beforeSession, paperEntity, paperFaults } from '#shared/papers/paper-rules.ts';
import { firstStates, stateFaults } from '#shared/papers/paper-states.ts';
import type { PaperEdit, PaperInput, PaperStateInput } from '#shared/papers/papers.ts';
import { PAPER_KIND_WORDS, PAPER_STATE_WORDS, PUBLICITY_WORDS } from '#shared/papers/terms.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { By } from '../requests/submit.sql.ts';
import { paperHead } from './paper-detail.sql.ts';
import { findBody, findSession, placePaper, sessionAt } from './paper-places.sql.ts';
import { findPaper } from './papers.sql.ts';
import { paperStates } from './register.sql.ts';
import { addPaper, addPaperState, purposeOf } from './write-papers.sql.ts';

type Head = Awaited<ReturnType<typeof paperHead>>;

/** What a change is told as: read on what was just written. */
type Answer<A> = (read: Queries, id: number) => Promise<A>;

const columnsOf = ({ requestedBy, sessionOn, ...paper }: PaperEdit) => ({
  ...paper,
  requested_by: requestedBy,
  session_on: sessionOn,
});

/** Everything against a paper as it was filled in, of which `id` is no twin. */
async function faultsOf(read: Queries, paper: PaperEdit, id: number | null): Promise<FieldError[]> {
  const twin = await findPaper(read, paper);
  const body = await findBody(read, paper.body);
  const session = body && (await findSession(read, body.id, paper.sessionOn));
  return paperFaults(paper, {
    twin: twin !== undefined && twin.id !== id,
    body,
    calledOff: session?.calledOff === 1,
  });
}

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0)
    throw new AppError('rule-violated', 'Es wurde nichts gespeichert.', { errors: [...errors] });
}

/** Writes a paper down with its first fact. Throws `rule-violated` with every reason. */
export async function addNewPaper<A>(db: Database, by: By, input: PaperInput, answer: Answer<A>): Promise<A> {
  const { state, on, ...paper } = input;
  return transact(
    db,
    by,
    async (tx) => {
      const first = firstStates(paper.kind);
      refuse([
        ...(await faultsOf(tx.query, paper, null)),
        ...stateFaults(paper.kind, [], { state, on }, businessDate(tx.at)),
        ...(first.includes(state) ? beforeSession(state, on, paper.sessionOn) : []),
      ]);
      const id = await addPaper(tx, { ...columnsOf(paper), origin: 'live' }, { state, on });
      const change = { action: 'paper.record', entity: 'council_paper', entityId: paperEntity(paper) };
      return { result: id, change: { ...change, after: historyOf(input) } };
    },
    answer,
  );
}

/** What of a paper the history shows, in words where the page has them. */
function historyOf(paper: PaperEdit | PaperInput): Record<string, unknown> {
  const { kind, title, body, sessionOn, publicity, requestedBy, unit, deadline } = paper;
  return {
    ...{ number: paperEntity(paper), paperKind: PAPER_KIND_WORDS[kind], title, body, sessionOn },
    ...{ publicity: PUBLICITY_WORDS[publicity], requestedBy, unit, deadline, summary: paper.summary },
    ...('state' in paper ? { paperState: PAPER_STATE_WORDS[paper.state], on: paper.on } : {}),
  };
}

/** What is other than before, on either side. */
function changedOf(
  before: Head,
  after: PaperEdit,
): { before: Record<string, unknown>; after: Record<string, unknown> } {
  const { id: _id, version: _version, ...kept } = before;
  const [old, next] = [historyOf(kept), historyOf(after)];
  const keys = Object.keys(next).filter((key) => old[key] !== next[key]);
  const of = (record: Record<string, unknown>) => Object.fromEntries(keys.map((key) => [key, record[key]]));
  return { before: of(old), after: of(next) };
}

/** A paper that is decided elsewhere leaves the agenda it stood on and stands on the other one. */
async function moveSession(tx: Tx, before: Head, after: PaperEdit): Promise<void> {
  if (before.body === after.body && before.sessionOn === after.sessionOn) return;
  const body = await findBody(tx.query, before.body);
  const session = body && (await findSession(tx.query, body.id, before.sessionOn));
  await tx.query
    .updateTable('paper_session')
    .set({ withdrawn: 1, recorded_seq: tx.seq })
    .where('paper_id', '=', before.id)
    .where('session_id', '=', session?.id ?? 0)
    .execute();
  await placePaper(tx, before.id, await sessionAt(tx, after.body, after.sessionOn), {
    purpose: purposeOf(after.kind),
    publicity: after.publicity,
  });
}

export interface AskedPaper {
  address: string;
  version: number;
}

/** The paper of a change, its version compared before any rule (412). */
async function versioned(tx: Tx, { address, version }: AskedPaper, answer: Answer<unknown>): Promise<Head> {
  const head = await paperHead(tx.query, address, true);
  if (head.version !== version)
    throw new AppError('stale', undefined, { current: await answer(tx.query, head.id) });
  return head;
}

async function bump(tx: Tx, head: Head, columns: Partial<ReturnType<typeof columnsOf>> = {}): Promise<void> {
  await tx.query
    .updateTable('council_paper')
    .set({ ...columns, version: head.version + 1 })
    .where('id', '=', head.id)
    .execute();
}

/** Changes a paper. Throws `not-found`, `stale`, `rule-violated` with every reason. */
export async function editPaper<A>(
  db: Database,
  by: By,
  asked: AskedPaper,
  paper: PaperEdit,
  answer: Answer<A>,
): Promise<A> {
  return transact(
    db,
    by,
    async (tx) => {
      const head = await versioned(tx, asked, answer);
      refuse(await faultsOf(tx.query, paper, head.id));
      await moveSession(tx, head, paper);
      await bump(tx, head, columnsOf(paper));
      const change: Change = {
        ...{ action: 'paper.edit', entity: 'council_paper', entityId: paperEntity(paper) },
        ...changedOf(head, paper),
      };
      return { result: head.id, change };
    },
    answer,
  );
}

/** Records how a paper stands from a day on. Throws `not-found`, `stale`, `rule-violated` with every reason. */
export async function setPaperState<A>(
  db: Database,
  by: By,
  asked: AskedPaper,
  { state, on, reason }: PaperStateInput,
  answer: Answer<A>,
): Promise<A> {
  return transact(
    db,
    by,
    async (tx) => {
      const head = await versioned(tx, asked, answer);
      const facts = (await paperStates(tx.query, [head.id])).get(head.id) ?? [];
      refuse([
        ...stateFaults(head.kind, facts, { state, on }, businessDate(tx.at)),
        ...beforeSession(state, on, head.sessionOn),
      ]);
      await addPaperState(tx, head.id, { state, on, reason });
      await bump(tx, head);
      const last = facts.at(-1);
      const change: Change = {
        ...{ action: 'paper.state', entity: 'council_paper', entityId: paperEntity(head), reason },
        before: last ? { paperState: PAPER_STATE_WORDS[last.state], on: last.on } : undefined,
        after: { paperState: PAPER_STATE_WORDS[state], on },
      };
      return { result: head.id, change };
    },
    answer,
  );
}
