import { paperLabel } from '#shared/budget/paper.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import { formatEuro, ZERO_CENTS } from '#shared/money.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { knownUntil } from '../budget/parts.sql.ts';
import type { Queries } from '../db/database.ts';

type ChangeEvent = Overview['sinceLastReport']['events'][number];

const MOST_EVENTS = 8;

interface Span {
  after: IsoDate;
  upTo: IsoDate;
  /** Only what was recorded up to this history row. */
  knownSeq?: number | undefined;
}

async function paperEvents(read: Queries, { after, upTo, knownSeq }: Span): Promise<ChangeEvent[]> {
  const papers = await read
    .selectFrom('council_paper')
    .where('session_on', '>', after)
    .where('session_on', '<=', upTo)
    .where('recorded_seq', '<=', knownUntil({ knownSeq }))
    .orderBy('session_on', 'desc')
    .limit(MOST_EVENTS)
    .selectAll()
    .execute();
  return papers.map((paper) => ({
    on: paper.session_on,
    title: paperLabel(paper),
    text: paper.summary === '' ? paper.title : paper.summary,
    link: null,
  }));
}

/** Transfers (the giving side) and blocks: changes of money that no paper announces. */
async function movementEvents(read: Queries, { after, upTo, knownSeq }: Span): Promise<ChangeEvent[]> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where('m.effective_on', '>', after)
    .where('m.effective_on', '<=', upTo)
    .where('m.recorded_seq', '<=', knownUntil({ knownSeq }))
    .where((eb) =>
      eb.or([eb('m.kind', '=', 'S'), eb.and([eb('m.kind', '=', 'U'), eb('m.cents', '<', ZERO_CENTS)])]),
    )
    .orderBy('m.effective_on', 'desc')
    .limit(MOST_EVENTS)
    .select([
      'm.kind',
      'm.cents',
      'm.effective_on as on',
      'm.reason',
      'l.id as lineId',
      'l.year',
      'l.number',
      'l.name',
    ])
    .execute();
  return rows.map((row) => ({
    on: row.on,
    title: `${MOVEMENT_WORDS[row.kind]} ${row.number} ${row.name}`,
    text: `${formatEuro(row.cents)} €: ${row.reason}`,
    link: `/budget?jahr=${row.year}&zeile=${row.lineId}`,
  }));
}

function lightEvents(before: readonly ProjectRow[], now: readonly ProjectRow[]): ChangeEvent[] {
  const earlier = new Map(before.map((project) => [project.id, project.lights.overall.declared]));
  return now.flatMap((project) => {
    const [was, is] = [earlier.get(project.id), project.lights.overall.declared];
    if (was === undefined || was === is || was === 'none' || is === 'none' || project.reportedFor === null)
      return [];
    const text = `Gesamt von ${LIGHT_WORDS[was]} auf ${LIGHT_WORDS[is]}.`;
    return [
      {
        on: project.reportedFor,
        title: `${project.number} ${project.name}`,
        text,
        link: `/projekte/${project.id}`,
      },
    ];
  });
}

/** What changed between two dates, newest first: lights, papers, transfers and blocks; the most telling few. */
export async function changeEvents(
  read: Queries,
  span: Span,
  before: readonly ProjectRow[],
  now: readonly ProjectRow[],
): Promise<ChangeEvent[]> {
  const events = [
    ...lightEvents(before, now),
    ...(await paperEvents(read, span)),
    ...(await movementEvents(read, span)),
  ];
  return events.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, MOST_EVENTS);
}

/** The paper behind each excess appropriation, by line. */
export async function excessPapers(
  read: Queries,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<Map<number, string>> {
  const rows = await read
    .selectFrom('movement as m')
    .innerJoin('council_paper as p', 'p.id', 'm.council_paper_id')
    .where('m.kind', '=', 'B')
    .where('m.effective_on', '<=', asOf)
    .where('m.recorded_seq', '<=', knownUntil({ knownSeq }))
    .select(['m.line_id as lineId', 'p.number', 'p.year', 'p.supplement'])
    .execute();
  return new Map(rows.map((row) => [row.lineId, paperLabel(row)]));
}
