import { sql } from 'kysely';
import type { ExcessSoFar, ExcessSum } from '#shared/approvals/excess-limit.ts';
import { coverSum } from '#shared/approvals/movement-plan.ts';
import type { MovementLine } from '#shared/approvals/movement-plan.ts';
import { MovementPayload } from '#shared/approvals/movement.ts';
import { toCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Queries } from '../db/database.ts';
import { sumOfCents } from '../db/sums.ts';
import type { AboutRequest } from '../requests/request-handler.ts';

/** An excess that somebody asks for and nobody has decided about. */
interface OpenExcess {
  id: number;
  hasPaper: boolean;
  cents: Cents;
  /** The line, or the number of one that would be made. */
  lineId: number | null;
  number: string | null;
  year: number;
  ledger: string;
  group: string | null;
}

type Target = Pick<MovementLine, 'id' | 'number' | 'year' | 'ledger' | 'coverGroup'>;

/** Open requests with the change that brought their newest wording: what is decided later counts later. */
async function openRequests(read: Queries, about: AboutRequest | undefined) {
  const rows = await read
    .selectFrom('request as r')
    .where('r.state', '=', 'open')
    .where('r.kind', '=', 'movement')
    .select(['r.id', 'r.payload'])
    .select(
      sql<number>`(select max(v.recorded_seq) from request_revision v where v.request_id = r.id)`.as('seq'),
    )
    .execute();
  const own = about?.isDecided === true ? rows.find((row) => row.id === about.id)?.seq : undefined;
  return rows.filter((row) => row.id !== about?.id && (own === undefined || row.seq < own));
}

async function openExcesses(read: Queries, about: AboutRequest | undefined): Promise<OpenExcess[]> {
  const parsed = (await openRequests(read, about)).flatMap(({ id, payload }) => {
    const movement = MovementPayload.parse(JSON.parse(payload));
    return movement.movement === 'B' ? [{ id, movement }] : [];
  });
  const ids = parsed.flatMap(({ movement }) => movement.lineId ?? []);
  const lines = new Map(
    (ids.length === 0
      ? []
      : await read
          .selectFrom('budget_line as l')
          .leftJoin('cover_group as g', 'g.id', 'l.cover_group_id')
          .where('l.id', 'in', ids)
          .select(['l.id', 'l.year', 'l.ledger', 'g.code as group'])
          .execute()
    ).map((line) => [line.id, line]),
  );
  return parsed.flatMap(({ id, movement }) => {
    const { lineId, newLine, paper } = movement;
    const line = lineId === null ? newLine && { ...newLine, group: newLine.coverGroup } : lines.get(lineId);
    if (!line) return [];
    const { year, ledger, group } = line;
    const number = newLine?.number ?? null;
    return [{ id, lineId, number, year, ledger, group, hasPaper: paper !== null, cents: coverSum(movement) }];
  });
}

/** B that a line got and still has; what a line gave as cover is negative and no excess of it. */
function decidedExcess(read: Queries) {
  return read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .leftJoin('movement as r', 'r.reverses_id', 'm.id')
    .where('m.kind', '=', 'B')
    .where('m.cents', '>', ZERO_CENTS)
    .where('m.reverses_id', 'is', null)
    .where('r.id', 'is', null)
    .select((eb) => sumOfCents(eb.ref('m.cents')).as('cents'));
}

function sumOf(decidedCents: Cents, open: readonly OpenExcess[]): ExcessSum {
  return {
    decidedCents,
    openCents: toCents(open.reduce((sum, one) => sum + one.cents, 0)),
    openRequests: open.map((one) => one.id),
  };
}

/** What the line a payload is about, and its cover group, have got and were asked for in their year. */
export async function excessSoFar(
  read: Queries,
  line: Target,
  about: AboutRequest | undefined,
): Promise<ExcessSoFar> {
  const open = (await openExcesses(read, about)).filter(
    (one) => one.year === line.year && one.ledger === line.ledger,
  );
  const ofLine = await decidedExcess(read).where('m.line_id', '=', line.id).executeTakeFirstOrThrow();
  const sameLine = open.filter((one) =>
    one.lineId === null ? one.number === line.number : one.lineId === line.id,
  );
  const result = { number: line.number, year: line.year, ...sumOf(ofLine.cents, sameLine) };
  if (line.coverGroup === null) return { line: result, group: null };
  const code = line.coverGroup;
  const ofGroup = await decidedExcess(read)
    .innerJoin('cover_group as g', 'g.id', 'l.cover_group_id')
    .where('g.code', '=', code)
    .where('l.year', '=', line.year)
    .where('l.ledger', '=', line.ledger)
    .where('m.council_paper_id', 'is', null)
    .executeTakeFirstOrThrow();
  const sameGroup = open.filter((one) => one.group === code && !one.hasPaper);
  return { line: result, group: { code, ...sumOf(ofGroup.cents, sameGroup) } };
}
