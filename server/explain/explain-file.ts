import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { parseFigure } from '#shared/explain/address.ts';
import { figureTables } from '#shared/explain/figure-tables.ts';
import { explainedWhole } from './below.sql.ts';
import { knownSeqOn } from '../clocks/known.sql.ts';
import type { Actor } from '#shared/permissions.ts';
import { ownRows } from '../rights/own-rows.sql.ts';
import { isDemo } from '../session/session.sql.ts';
import { job } from '../work/job.ts';
import { annexWorkbook } from '../workbook/annex-workbook.ts';

export interface ExplainFileQuery {
  figure: string;
  asOf: IsoDate;
  knownOn?: IsoDate | undefined;
  /** Who gets the file: of a bound role it holds own rows alone. */
  actor: Actor;
}

/**
 * Where a figure comes from, as a workbook: its parts, movements, orders and postings, each list with its sum, and the
 * proof that they are the figure. Throws `invalid-parameter` for no address, `not-found` for no such figure.
 */
export const explainFileJob = job(
  import.meta.url,
  'explainFileJob',
  async ({ db, emit }, query: ExplainFileQuery): Promise<void> => {
    const { figure, knownOn, asOf, actor } = query;
    const address = parseFigure(figure);
    if (!address)
      throw new AppError('invalid-parameter', 'Diese Adresse einer Zahl gibt es nicht.', {
        errors: [
          { path: 'figure', message: `„${figure}“ nennt keine Zahl, erwartet zum Beispiel line:105:V.` },
        ],
      });
    const { tables, demo } = await db.snapshot(async (read) => {
      const { node, below } = await explainedWhole(read, address, {
        ...{ asOf, knownOn: knownOn ?? null, page: 1 },
        knownSeq: await knownSeqOn(read, knownOn),
        own: await ownRows(read, actor),
      });
      return { tables: figureTables(node, below), demo: await isDemo(read) };
    });
    const known = knownOn === undefined ? '' : `, bekannt am ${formatDate(knownOn)}`;
    await emit(await annexWorkbook({ title: `Woher kommt diese Zahl?${known}`, asOf, demo }, tables));
  },
);
