import * as z from 'zod';
import { businessDate } from '#shared/calendar.ts';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { asOfField } from '#shared/fields.ts';
import { headWords, shownList } from '#shared/lists/list.ts';
import type { List } from '#shared/lists/list.ts';
import { readView } from '#shared/lists/list-view.ts';
import { ROLE_WORDS, ownRule } from '#shared/permissions.ts';
import type { Action, Actor } from '#shared/permissions.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import type { Queries } from '../db/database.ts';
import { route } from '../http/route.ts';
import type { RouteDefinition } from '../http/route.ts';
import { isDemo } from '../session/session.sql.ts';
import { job } from '../work/job.ts';
import type { Job } from '../work/job.ts';
import { runJob } from '../work/run-job.ts';
import { longWorkbook } from '../workbook/long-sheet.ts';
import type { SheetColumn } from '../workbook/long-sheet.ts';
import { XLSX_TYPE, sheetName } from '../workbook/sheet-names.ts';

const text = z.string().max(200, 'Höchstens 200 Zeichen.');
/** What an address says of a list beside what the list itself asks for: tab, order, columns, and `f.KEY` per filter. */
const PLACES = {
  ansicht: text.optional(),
  sort: text.optional(),
  spalten: z.string().max(2000).optional(),
};

type Asked = Record<string, unknown>;

/** Who asks for a file, about which day, and what else the list's own route would be asked. */
export interface ListAsked<Q> {
  asOf: IsoDate;
  actor: Actor;
  now: Instant;
  query: Q;
}

interface ListFileInput<Row extends object, Page, Q extends z.ZodRawShape> {
  path: string;
  action: Action;
  list: List<Row, Page>;
  fileName: string;
  /** Of the moment it is asked for: the list has no Stichtag. */
  undated?: boolean;
  /** What its own query leaves of the list, in words for its head. */
  said?: (query: z.infer<z.ZodObject<Q>>) => (string | null)[];
  /** What the list's own route is asked beside the day. */
  query?: Q;
  /** What the list's own route answers this person. */
  read: (read: Queries, asked: ListAsked<z.infer<z.ZodObject<Q>>>) => Promise<Page>;
}

interface Ordered {
  asOf: IsoDate;
  actor: Actor;
  query: Asked;
}

/** A list's file: the job that writes it, under its exported name, and the route that asks for it. */
export interface ListFile extends Job<Ordered, void> {
  route: RouteDefinition;
}

/** A filter or an order of a column that is not there would give other rows than the page shows. */
function requireKnown(query: Asked, keys: readonly string[]): void {
  const asked = [
    ...Object.keys(query).flatMap((name) => (name.startsWith('f.') ? [name.slice(2)] : [])),
    ...(typeof query['sort'] === 'string' ? [query['sort'].replace(/^-/u, '')] : []),
    ...(typeof query['spalten'] === 'string' ? query['spalten'].split(',') : []),
  ];
  const unknown = asked.find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new AppError('invalid-parameter', `Eine Spalte „${unknown.slice(0, 60)}“ hat diese Liste nicht.`);
}

/** The query of a list's file: its own fields strictly, and `f.KEY` for any column. */
function querySchema(view: z.ZodRawShape, own: z.ZodRawShape | undefined): z.ZodType<Asked> {
  const known = { ...view, ...own };
  return z
    .object(known)
    .catchall(text)
    .superRefine((query, context) => {
      for (const name of Object.keys(query))
        if (!(name in known) && !name.startsWith('f.'))
          context.addIssue({ code: 'unrecognized_keys', keys: [name], input: query });
    });
}

const BATCH = 500;

async function* batchesOf<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += BATCH) yield await Promise.resolve(rows.slice(at, at + BATCH));
}

/**
 * Declares the Excel file of a list, beside the list's routes: the rows its own route answers this person, under the
 * tab, filters, order and columns of the address (decision 0068). `name` is the export's.
 *
 * @example
 * export const risksFile = listFile(import.meta.url, 'risksFile', { path: '/api/risks.xlsx', list: RISK_LIST, … });
 */
export function listFile<Row extends object, Page, Q extends z.ZodRawShape>(
  module: string,
  name: string,
  {
    path,
    action,
    list,
    fileName,
    undated = false,
    said,
    query: own,
    read: answer,
  }: ListFileInput<Row, Page, Q>,
): ListFile {
  const written = job(
    module,
    name,
    async ({ db, clock, emit }, { asOf, actor, query }: Ordered): Promise<void> => {
      const { page, demo } = await db.snapshot(async (read) => ({
        page: await answer(read, { asOf, actor, now: clock.now(), query: query as z.infer<z.ZodObject<Q>> }),
        demo: await isDemo(read),
      }));
      const columns = list.columns(page);
      requireKnown(
        query,
        columns.map(({ key }) => key),
      );
      const get = (key: string): string | null => (typeof query[key] === 'string' ? query[key] : null);
      const tab = list.tab?.(get('ansicht') ?? undefined, page, { userId: actor.id });
      const shown = shownList(list, page, { view: readView(get, columns), tab });
      const sheet = shown.columns.map(({ label, kind, width = 28, value }): SheetColumn<Row> => ({
        label,
        kind,
        width,
        of: value,
      }));
      const lines = [
        list.title,
        ...headWords(asOf, undated, { isOwn: ownRule(actor) !== null, role: ROLE_WORDS[actor.role] }),
        ...(said?.(query as z.infer<z.ZodObject<Q>>) ?? []).filter((one) => one !== null),
        ...shown.words,
        ...(demo ? ['Beispieldaten'] : []),
      ];
      const frame = { title: list.title, name: sheetName(list.title, new Set()), lines, sums: shown.sums };
      for await (const piece of longWorkbook(sheet, batchesOf(shown.rows), frame)) await emit(piece);
    },
  );
  return {
    ...written,
    route: route({
      method: 'get',
      path,
      action,
      summary: `${list.title}: genau das Gezeigte als Excel-Datei, mit Ansicht, Filtern, Reihenfolge und Spalten`,
      query: querySchema(undated ? PLACES : { asOf: asOfField.optional(), ...PLACES }, own),
      answer: 'stream',
      contentType: XLSX_TYPE,
      handle: async ({ db, clock, actor, query }) => {
        const asOf = undated
          ? businessDate(clock.now())
          : await askedAsOf(db.read, clock, query['asOf'] as IsoDate | undefined);
        return {
          fileName: `${fileName}-${asOf}.xlsx`,
          send: (take) => runJob(written, { db, clock }, { asOf, actor, query }, take),
        };
      },
    }),
  };
}
