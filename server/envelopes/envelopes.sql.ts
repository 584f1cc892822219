import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { inScope } from '#shared/budget/scope.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { envelopeEndFaults, scopeFaults, scopeText } from '#shared/envelopes/envelope-rules.ts';
import type {
  EnteredScope,
  EnvelopeAnswer,
  EnvelopeEnd,
  EnvelopeInput,
  EnvelopeList,
  EnvelopeRow,
  ScopeContent,
} from '#shared/envelopes/envelopes.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { largest } from '#shared/largest.ts';
import { sumCents } from '#shared/money.ts';
import type { Database, Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { envelopesKnown } from '../ledger/envelopes.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { By } from '../requests/submit.sql.ts';

/** So many lines show what a scope means. */
const FIRST_LINES = 10;

type Known = Awaited<ReturnType<typeof envelopesKnown>>[number];

function rowOf(row: Known, day: IsoDate): EnvelopeRow {
  return {
    ...{ id: row.id, name: row.name, ceilingCents: row.ceiling_cents, scopeText: row.scope_text },
    ...{ note: row.note, origin: row.origin, from: row.valid_from, to: row.to },
    counts: row.valid_from <= day && (row.to === null || day <= row.to),
    version: row.ends.length + 1,
  };
}

/** What a scope may name: years of lines and stages, and the stages and fields there are. */
async function choicesOf(read: Queries): Promise<EnvelopeList['choices']> {
  const years = await read.selectFrom('budget_line').select('year').distinct().execute();
  const stages = await read
    .selectFrom('stage')
    .orderBy('code')
    .select(['code', 'name', 'first_year as first', 'last_year as last'])
    .execute();
  const fields = await read
    .selectFrom('field_of_action')
    .orderBy('position')
    .select(['code', 'name'])
    .execute();
  const named = stages.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at),
  );
  return {
    years: [...new Set([...years.map(({ year }) => year), ...named])].toSorted((a, b) => a - b),
    stages: stages.map(({ code, name }) => ({ code, name })),
    fields: [...new Map(fields.map((one) => [one.code, one])).values()],
  };
}

/** Every envelope as it stands at a Stichtag, those that ended or begin later among them. */
export async function listEnvelopes(read: Queries, asOf: IsoDate): Promise<EnvelopeList> {
  const rows = (await envelopesKnown(read)).map((row) => rowOf(row, asOf));
  return { asOf, rows, choices: await choicesOf(read) };
}

/** What a scope contains at a Stichtag; cost accounting is no part of the budget (0011). */
export async function scopeContent(read: Queries, scope: EnteredScope, asOf: IsoDate): Promise<ScopeContent> {
  const lines = (await lineFigures(read, { asOf })).filter(
    (line) => line.ledger !== 'costing' && inScope(scope, line),
  );
  const parts = Map.groupBy(lines, ({ year, ledger }) => `${year} ${ledger}`);
  return {
    lines: lines.length,
    parts: [...parts.values()].flatMap((some) => {
      const [one] = some;
      if (!one) return [];
      const spending = some.filter(({ kind }) => sideOf(kind) === 'expense');
      const revisedCents = sumCents(spending.map(({ figures }) => figures.F));
      return [{ year: one.year, ledger: one.ledger, lines: some.length, revisedCents }];
    }),
    first: lines.slice(0, FIRST_LINES).map(({ number, name, year }) => ({ number, name, year })),
  };
}

function requireNone(errors: readonly FieldError[], detail: string): void {
  if (errors.length > 0) throw new AppError('rule-violated', detail, { errors });
}

async function answerOf(read: Queries, by: By, id: number): Promise<EnvelopeAnswer> {
  const row = (await envelopesKnown(read)).find((one) => one.id === id);
  if (!row) throw new AppError('not-found', 'Diesen Rahmen gibt es nicht.');
  return { row: rowOf(row, businessDate(by.clock.now())) };
}

/** Makes an envelope. Throws `rule-violated` with every reason. */
export async function addEnvelope(db: Database, by: By, input: EnvelopeInput): Promise<EnvelopeAnswer> {
  return transact(
    db,
    by,
    async (tx) => {
      requireNone(scopeFaults(input.scope, await choicesOf(tx.query)), 'Es wurde kein Rahmen angelegt.');
      const standing = await tx.query.selectFrom('envelope').select(['position', 'name']).execute();
      if (standing.some(({ name }) => name === input.name))
        requireNone([{ path: 'name', message: 'Einen Rahmen dieses Namens gibt es schon.' }], '');
      const { id } = await tx.query
        .insertInto('envelope')
        .values({
          ...{ name: input.name, ceiling_cents: input.ceilingCents, note: input.note },
          ...{ scope: JSON.stringify(input.scope), scope_text: scopeText(input.scope) },
          position:
            largest(
              standing.map(({ position }) => position),
              0,
            ) + 1,
          ...{ valid_from: input.from, valid_to: null, origin: 'live' as const, recorded_seq: tx.seq },
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      const after = { name: input.name, ceilingCents: input.ceilingCents, scope: scopeText(input.scope) };
      const change = { action: 'envelope.add', entity: 'envelope', entityId: id };
      return { result: id, change: { ...change, after: { ...after, validFrom: input.from } } };
    },
    (read, id) => answerOf(read, by, id),
  );
}

/** Ends an envelope with a day, or takes its end back. Throws `not-found`, `stale`, `rule-violated`. */
export async function endEnvelope(
  db: Database,
  by: By,
  { id, version }: { id: number; version: number },
  { on, reason }: EnvelopeEnd,
): Promise<EnvelopeAnswer> {
  return transact(
    db,
    by,
    async (tx) => {
      const { row } = await answerOf(tx.query, by, id);
      if (row.version !== version) throw new AppError('stale', undefined, { current: { row } });
      requireNone(envelopeEndFaults(row, on), 'Es wurde nichts geändert.');
      await tx.query
        .insertInto('envelope_end')
        .values({ envelope_id: id, ends_on: on, recorded_seq: tx.seq })
        .execute();
      const change = {
        action: on === null ? 'envelope.reopen' : 'envelope.end',
        entity: 'envelope',
        entityId: id,
      };
      return {
        result: id,
        change: { ...change, reason, before: { validTo: row.to }, after: { validTo: on } },
      };
    },
    (read, done) => answerOf(read, by, done),
  );
}
