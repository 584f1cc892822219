import assert from 'node:assert/strict';
import type { Database } from '../db/database.ts';
import { Model } from './test-model.ts';
import type { ModelPeriod, ModelPosting } from './test-model.ts';
import type { Random } from './test-random.ts';
import { LAYOUTS } from './test-sap-file.ts';
import type { Layout, SapRow } from './test-sap-file.ts';
import { Person, startServer } from './test-server.ts';
import type { Answer, TestServer } from './test-server.ts';

/** Lines of the test budget a posting of the object goes to; 0999 belongs nowhere. */
export const OBJECTS = ['0105', '0103', '0131', '0999'] as const;
export const MONTHS = Array.from({ length: 12 }, (_, index) => `2021-${String(index + 1).padStart(2, '0')}`);

export interface BudgetAnswer {
  ledgers: {
    ledger: string;
    unassignedCents: number;
    groups: {
      lines: { id: number; number: string; figures: Record<'U' | 'S' | 'N' | 'E' | 'I' | 'O', number> }[];
    }[];
  }[];
}

export const linesOf = (budget: BudgetAnswer) =>
  budget.ledgers.flatMap((ledger) => ledger.groups.flatMap((group) => group.lines));

export const daysIn = (month: string): number =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();

interface KnownImport {
  id: number;
  layout: Layout;
  rows: SapRow[];
  undone: boolean;
}

/** The whole system under one roof: the server that may die, two controllers, and the second bookkeeper. */
export class Simulation {
  readonly model = new Model();
  readonly imports: KnownImport[] = [];
  /** How often each kind of step was accepted and refused; a simulation that only gets refusals proves nothing. */
  readonly accepted = new Map<string, number>();
  readonly refused = new Map<string, number>();
  readonly first = new Person('controller');
  readonly second = new Person('controller2');
  readonly auditor = new Person('auditor');
  readonly #db: Database;
  readonly random: Random;
  readonly lines: ReadonlyMap<string, number>;
  /** What was stated about a month when it was closed: it must never change while it is. */
  readonly stated = new Map<string, string>();
  /** What SAP's periods of a closed month came to without what came late: nobody may change that either. */
  readonly statedSap = new Map<string, number>();
  server!: TestServer;
  #document = 0;

  constructor(db: Database, random: Random, lines: ReadonlyMap<string, number>) {
    this.#db = db;
    this.random = random;
    this.lines = lines;
  }

  async start(): Promise<void> {
    this.server = await startServer(this.#db.url);
    for (const person of [this.first, this.second, this.auditor]) await person.signIn(this.server);
  }

  /** Leaves out what the test budget has in its basket, so that months can be closed. */
  async emptyBasket(): Promise<void> {
    const open = await this.#db.read.selectFrom('open_posting').select('posting_id').execute();
    const put = { kind: 'exclude', reason: 'nicht Teil der Simulation' };
    const items = open.map((row) => ({ postingId: row.posting_id, expectedSeq: null, put }));
    const answer = await this.first.ask(this.server, 'POST', '/api/reconciliation/assign', {
      json: { items },
    });
    assert.equal(answer?.status, 200, JSON.stringify(answer?.body));
  }

  async restart(how: 'kill' | 'stop'): Promise<void> {
    if (how === 'kill') await this.server.kill();
    else assert.equal(await this.server.stop(), 0, 'a stopped server ends with 0');
    this.server = await startServer(this.#db.url);
  }

  /** Books whether a step was accepted; no refusal may be a failure of the server. Gives the accepted answer. */
  count(kind: string, answer: Answer | undefined): Answer | undefined {
    const ok = answer !== undefined && answer.status < 300;
    assert.ok(answer === undefined || answer.status < 500, `${kind}: ${JSON.stringify(answer)}`);
    const book = ok ? this.accepted : this.refused;
    book.set(kind, (book.get(kind) ?? 0) + 1);
    return ok ? answer : undefined;
  }

  line(number: string, year = 2021): number {
    const id = this.lines.get(`${number}/${year}`);
    if (id === undefined) throw new Error(`no line ${number}`);
    return id;
  }

  lineOf(object: string): number {
    return object === '0999' ? 0 : this.line(object.slice(1));
  }

  newRows(count: number): SapRow[] {
    this.#document += 1;
    return Array.from({ length: count }, (_, index) => ({
      year: 2021,
      document: String(6_000_000_000 + this.#document),
      item: String(index + 1).padStart(3, '0'),
      postedOn: `${this.random.pick(MONTHS)}-${String(this.random.whole(1, 28)).padStart(2, '0')}`,
      account: '44031000',
      object: this.random.pick(OBJECTS),
      text: `Schritt ${this.#document}`,
      cents: this.random.whole(-20_000, 200_000),
    }));
  }

  async upload(rows: readonly SapRow[], layout: Layout = 'items'): Promise<Answer | undefined> {
    const { profile, write } = LAYOUTS[layout];
    const path = `/api/imports/uploads?profile=${profile}&name=schritt.csv`;
    return this.first.ask(this.server, 'POST', path, { bytes: write(rows) });
  }

  /** Reads a file in and applies what it says; the answer of the first that refuses. */
  async take(rows: readonly SapRow[], layout: Layout = 'items'): Promise<Answer | undefined> {
    const upload = await this.upload(rows, layout);
    return upload?.status === 201 ? this.apply(upload) : upload;
  }

  async apply(upload: Answer | undefined): Promise<Answer | undefined> {
    const { uploadId, plan } = upload?.body as { uploadId: string; plan: { planSha256: string } };
    return this.first.ask(this.server, 'POST', `/api/imports/uploads/${uploadId}/apply`, {
      json: { planSha256: plan.planSha256 },
    });
  }

  /** Writes down what an accepted file brought; rows that are live already count once. */
  async book(rows: readonly SapRow[], importId: number, layout: Layout = 'items'): Promise<void> {
    const fresh = rows.filter((row) => !this.model.live(row.document, row.item));
    this.imports.push({ id: importId, layout, rows: [...rows], undone: false });
    for (const row of fresh) {
      const id = await this.newestId(row, layout);
      this.model.book({ id, layout, row, importId, takenOver: false }, this.lineOf(row.object));
    }
  }

  async newestId(row: SapRow, layout: Layout = 'items'): Promise<number> {
    let query = this.#db.read.selectFrom('posting');
    query =
      layout === 'items'
        ? query
            .where('document_number', '=', row.document)
            .where('line_item', '=', row.item)
            .where('source', '=', 'SAP-100')
        : query.where('text', '=', row.text).where('source', '=', 'SAP-100-SUMMEN');
    const found = await query.orderBy('id', 'desc').limit(1).select('id').executeTakeFirstOrThrow();
    return found.id;
  }

  async request(kind: string, payload: unknown): Promise<{ id: number; version: number } | undefined> {
    const answer = await this.first.ask(this.server, 'POST', '/api/requests', {
      json: { kind, payload, reason: 'Simulation' },
    });
    return this.count(`request ${kind}`, answer)?.body as { id: number; version: number } | undefined;
  }

  /** The requester tries in vain; then the second person approves. True when it was approved. */
  async approve(kind: string, request: { id: number; version: number }): Promise<boolean> {
    const path = `/api/requests/${request.id}/approve`;
    const more = { json: { note: '' }, ifMatch: request.version };
    if (this.random.chance(0.2)) {
      const own = await this.first.ask(this.server, 'POST', path, more);
      assert.equal(own?.status, 403, `own request approved: ${JSON.stringify(own)}`);
    }
    return (
      this.count(`approve ${kind}`, await this.second.ask(this.server, 'POST', path, more)) !== undefined
    );
  }

  somePosting(which: (posting: ModelPosting) => boolean): ModelPosting | undefined {
    const found = this.model.postings.filter((posting) => !posting.takenBack && which(posting));
    return found.length === 0 ? undefined : this.random.pick(found);
  }

  async conflictOf(importId: number): Promise<number> {
    const found = await this.#db.read
      .selectFrom('import_conflict')
      .where('import_id', '=', importId)
      .select('id')
      .executeTakeFirstOrThrow();
    return found.id;
  }

  /** Number of the change that put a posting where it is; null = its import did. */
  async changedSeq(postingId: number): Promise<number | null> {
    const row = await this.#db.read
      .selectFrom('assignment')
      .where('posting_id', '=', postingId)
      .select((eb) => eb.fn.max('recorded_seq').as('seq'))
      .executeTakeFirstOrThrow();
    return row.seq;
  }

  /** Head of a period as the page would know it. */
  async periodOf(month: string): Promise<{ state: ModelPeriod; version: number }> {
    const found = await this.#db.read
      .selectFrom('period')
      .where('month', '=', month)
      .select(['state', 'version'])
      .executeTakeFirst();
    return found ?? { state: 'open', version: 0 };
  }

  /** What the budget page says on a day: the figures of every line, and what belongs nowhere. */
  async budgetOn(asOf: string, year = 2021): Promise<BudgetAnswer> {
    return this.read<BudgetAnswer>(`/api/budget?year=${year}&asOf=${asOf}`);
  }

  /** A page as the auditor sees it. */
  async read<T>(path: string): Promise<T> {
    const answer = await this.auditor.ask(this.server, 'GET', path);
    if (answer?.status !== 200) throw new Error(`${path} answers ${JSON.stringify(answer)}`);
    return answer.body as T;
  }

  /** A page as the first controller sees it. */
  async readAsFirst<T>(path: string): Promise<T> {
    const answer = await this.first.ask(this.server, 'GET', path);
    if (answer?.status !== 200) throw new Error(`${path} answers ${JSON.stringify(answer)}`);
    return answer.body as T;
  }

  /** One of the two movements a request carried over with, and the day they count on. */
  async carriedBy(requestId: number): Promise<{ movementId: number; day: string }> {
    const found = await this.#db.read
      .selectFrom('movement')
      .where('request_id', '=', requestId)
      .orderBy('id')
      .limit(1)
      .select(['id', 'effective_on'])
      .executeTakeFirstOrThrow();
    return { movementId: found.id, day: found.effective_on };
  }

  async figuresAtEnd(month: string): Promise<string> {
    const lines = linesOf(await this.budgetOn(`${month}-${String(daysIn(month)).padStart(2, '0')}`));
    return JSON.stringify(lines.map(({ id, figures }) => [id, figures]));
  }

  /** The first month after the closed books. */
  nextToClose(): string {
    const closed = this.model.closedThrough();
    return MONTHS.find((month) => month > closed) ?? '2021-12';
  }

  someMonth(): string {
    return this.random.pick(MONTHS);
  }
}
