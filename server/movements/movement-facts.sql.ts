import * as z from 'zod';
import { NEW_LINE, namedLines, targetId } from '#shared/approvals/movement-plan.ts';
import type { MovementLine } from '#shared/approvals/movement-plan.ts';
import type { MovementFacts } from '#shared/approvals/movement-rules.ts';
import type { MovementPayload, NewLine } from '#shared/approvals/movement.ts';
import { NO_PARTS, figuresOf } from '#shared/budget/figures.ts';
import { sideOf } from '#shared/budget/sides.ts';
import { formatDate, monthOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { sameCode } from '#shared/codes.ts';
import type { FieldError } from '#shared/errors.ts';
import { toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { periodStateOf } from '#shared/periods/periods.ts';
import { coverEdges } from '../ledger/structure.sql.ts';
import { lineFigures } from '../ledger/figures.sql.ts';
import type { LineWithFigures } from '../ledger/figures.sql.ts';
import { hasCode } from '../db/codes.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { periodStates } from '../periods/periods.sql.ts';
import { holdFacts } from './holds.sql.ts';
import { excessSoFar } from './excess.sql.ts';
import type { AboutRequest } from '../requests/request-handler.ts';

/** Where a city sets its own limit: `meta.movement-limits`; without it 50.000 €. */
const Limits = z.strictObject({ substantialCents: z.int().positive() });
const DEFAULT_SUBSTANTIAL_CENTS = toCents(5_000_000);

/** From this amount on an excess wants the council (§ 84(1) GemO). */
export async function substantialCents(read: Queries): Promise<Cents> {
  const stored = await read
    .selectFrom('meta')
    .where('key', '=', 'movement-limits')
    .select('value')
    .executeTakeFirst();
  return stored
    ? toCents(Limits.parse(JSON.parse(stored.value)).substantialCents)
    : DEFAULT_SUBSTANTIAL_CENTS;
}

function newLineOf(payload: MovementPayload): NewLine | null {
  return payload.movement === 'A' || payload.movement === 'B' ? payload.newLine : null;
}

/** The keys a new line needs. */
export interface NewLineKeys {
  subBudgetId: number;
  officeId: number | null;
  groupId: number | null;
  projectId: number | null;
  fieldId: number | null;
  stageId: number | null;
}

/** A new line as the rules and the effect see it, with its keys; or what is wrong with it. */
export interface NewLineFacts {
  line: LineWithFigures;
  keys: NewLineKeys | null;
  faults: FieldError[];
}

async function namesOf(read: Queries, line: NewLine) {
  const day = `${line.year}-12-31` as IsoDate;
  const subBudget = await read
    .selectFrom('sub_budget as s')
    .leftJoin('office as o', 'o.id', 's.office_id')
    .where((eb) => hasCode(eb.ref('s.code'), line.subBudget))
    .where('s.valid_from', '<=', day)
    .orderBy('s.valid_from', 'desc')
    .select(['s.id', 's.code', 's.name', 's.office_id as officeId', 'o.code as office'])
    .executeTakeFirst();
  const { coverGroup } = line;
  const group =
    coverGroup === null
      ? null
      : await read
          .selectFrom('cover_group')
          .where((eb) => hasCode(eb.ref('code'), coverGroup))
          .select(['id', 'code', 'name'])
          .executeTakeFirst();
  const { project: number } = line;
  const project =
    number === null
      ? null
      : await read
          .selectFrom('project as p')
          .leftJoin('field_of_action as f', 'f.id', 'p.field_id')
          .leftJoin('stage as s', 's.id', 'p.stage_id')
          .where((eb) => hasCode(eb.ref('p.number'), number))
          .where('p.id', 'not in', goneRecords('projects'))
          .select(['p.id', 'p.number', 'p.name', 'p.field_id as fieldId', 'p.stage_id as stageId'])
          .select(['f.code as field', 's.code as stage'])
          .executeTakeFirst();
  return { subBudget, group, project };
}

async function takenFaults(read: Queries, line: NewLine): Promise<FieldError[]> {
  const taken = await read
    .selectFrom('budget_line')
    .where('year', '=', line.year)
    .where((eb) =>
      eb.or([
        hasCode(eb.ref('number'), line.number),
        eb.and([hasCode(eb.ref('cost_object'), line.costObject), hasCode(eb.ref('account'), line.account)]),
      ]),
    )
    .select(['number', 'account', 'cost_object as costObject'])
    .execute();
  const at = (path: string, message: string) => ({ path: `payload.newLine.${path}`, message });
  return taken.map((found) =>
    sameCode(found.number, line.number)
      ? at('number', `Eine Zeile ${found.number} gibt es ${line.year} schon.`)
      : at('costObject', `Konto und Objekt gehören ${line.year} schon zu Zeile ${found.number}.`),
  );
}

async function groupLedgerFault(read: Queries, line: NewLine): Promise<string | null> {
  const { coverGroup } = line;
  if (coverGroup === null) return null;
  const other = await read
    .selectFrom('budget_line as l')
    .innerJoin('cover_group as g', 'g.id', 'l.cover_group_id')
    .where((eb) => hasCode(eb.ref('g.code'), coverGroup))
    .where('l.ledger', '<>', line.ledger)
    .select('l.number')
    .executeTakeFirst();
  return other ? 'Dieser Deckungskreis gehört zum anderen Haushalt.' : null;
}

/** Looks a new line up: its names, and every reason why it cannot be made. */
export async function newLineFacts(read: Queries, payload: MovementPayload): Promise<NewLineFacts | null> {
  const line = newLineOf(payload);
  if (!line) return null;
  const { subBudget, group, project } = await namesOf(read, line);
  const wrongLedger = await groupLedgerFault(read, line);
  const at = (path: string, message: string) => ({ path: `payload.newLine.${path}`, message });
  const faults = [
    ...(subBudget ? [] : [at('subBudget', 'Diesen Teilhaushalt gibt es nicht.')]),
    ...(group === undefined ? [at('coverGroup', 'Diesen Deckungskreis gibt es nicht.')] : []),
    ...(project === undefined ? [at('project', 'Dieses Projekt gibt es nicht.')] : []),
    ...(wrongLedger === null ? [] : [at('coverGroup', wrongLedger)]),
    ...(line.ledger === 'costing' ? [at('ledger', 'Die Kostenrechnung ist kein Teil des Haushalts.')] : []),
    ...(line.coverGroup !== null && sideOf(line.kind) !== 'expense'
      ? [at('coverGroup', 'Ein Deckungskreis fasst Aufwendungen oder Auszahlungen.')]
      : []),
    ...(await takenFaults(read, line)),
  ];
  return {
    faults,
    keys:
      subBudget && group !== undefined && project !== undefined
        ? {
            subBudgetId: subBudget.id,
            officeId: subBudget.officeId,
            groupId: group?.id ?? null,
            projectId: project?.id ?? null,
            fieldId: project?.fieldId ?? null,
            stageId: project?.stageId ?? null,
          }
        : null,
    line: {
      ...line,
      id: NEW_LINE,
      // As the city writes them, whatever case or zeros were typed.
      subBudget: subBudget?.code ?? line.subBudget,
      coverGroup: group?.code ?? line.coverGroup,
      project: project?.number ?? line.project,
      subBudgetName: subBudget?.name ?? '',
      office: subBudget?.office ?? null,
      stage: project?.stage ?? null,
      field: project?.field ?? null,
      projectId: project?.id ?? null,
      projectName: project?.name ?? null,
      coverGroupName: group?.name ?? null,
      transferable: false,
      origin: 'live',
      figures: figuresOf(NO_PARTS),
    },
  };
}

/** The lines a payload names with their figures on the day of effect, cover edges and limits. */
export async function movementFacts(
  read: Queries,
  payload: MovementPayload,
  newLine: NewLineFacts | null,
  about?: AboutRequest,
): Promise<MovementFacts> {
  const asOf = payload.effectiveOn;
  const lineIds = [...new Set(namedLines(payload).map(({ id }) => id))];
  const stored = lineIds.length === 0 ? [] : await lineFigures(read, { asOf, lineIds });
  const lines = new Map<number, MovementLine>(stored.map((line) => [line.id, line]));
  if (newLine) lines.set(NEW_LINE, newLine.line);
  const target = payload.movement === 'B' ? targetId(payload) : null;
  const line = target === null ? undefined : lines.get(target);
  return {
    lines,
    edges: await coverEdges(read, asOf),
    substantialCents: await substantialCents(read),
    excess: line ? await excessSoFar(read, line, about) : null,
    hold: await holdFacts(read, payload),
  };
}

/** A closed period takes no movement (promises.md I8). */
export async function closedPeriodFaults(read: Queries, on: IsoDate): Promise<FieldError[]> {
  if (periodStateOf(await periodStates(read), monthOf(on)) !== 'closed') return [];
  const message = `Die Periode ${monthOf(on)} ist geschlossen; am ${formatDate(on)} kann nichts mehr wirksam werden.`;
  return [{ path: 'payload.effectiveOn', message }];
}

/** The days between two others on which something is moved on lines. */
export async function daysMoved(
  read: Queries,
  lineIds: readonly number[],
  after: IsoDate,
  before: IsoDate,
): Promise<IsoDate[]> {
  const rows = await read
    .selectFrom('movement')
    .where('line_id', 'in', lineIds)
    .where('effective_on', '>', after)
    .where('effective_on', '<', before)
    .select('effective_on as on')
    .distinct()
    .execute();
  return rows.map(({ on }) => on);
}

/** Numbers of the lines of a year, by id. */
export async function numbersOfLines(read: Queries, year: number): Promise<Map<number, string>> {
  const rows = await read
    .selectFrom('budget_line')
    .where('year', '=', year)
    .select(['id', 'number'])
    .execute();
  return new Map(rows.map((row) => [row.id, row.number]));
}
