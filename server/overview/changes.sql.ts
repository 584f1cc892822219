import { paperLabel } from '#shared/budget/paper.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import { formatEuro, ZERO_CENTS } from '#shared/money.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { Queries } from '../db/database.ts';
import { eachBatch, keptPart, marksOf } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';

type ChangeEvent = Overview['sinceLastReport']['events'][number];

const MOST_EVENTS = 8;

interface Span {
  after: IsoDate;
  upTo: IsoDate;
  /** Only what was recorded up to this history row. */
  knownSeq?: number | undefined;
}

const storedPapers = (read: Queries) =>
  read
    .selectFrom('council_paper')
    // The overview is the same for everybody, the council too.
    .where('publicity', '=', 'public')
    .orderBy('session_on', 'desc')
    .orderBy('id')
    .select(['id', 'number', 'year', 'supplement', 'title', 'summary', 'session_on', 'recorded_seq'])
    .execute();

type StoredPaper = Awaited<ReturnType<typeof storedPapers>>[number];

const PAPERS: Part<readonly StoredPaper[]> = { tables: ['council_paper'], read: storedPapers };

async function paperEvents(read: Queries, { after, upTo, knownSeq }: Span): Promise<ChangeEvent[]> {
  const marks = await marksOf(read);
  const papers = (await keptPart(read, PAPERS)) ?? (await storedPapers(read));
  const known = Math.min(knownUntil({ knownSeq }), marks?.history ?? Number.MAX_SAFE_INTEGER);
  return papers
    .filter((paper) => paper.session_on > after && paper.session_on <= upTo && paper.recorded_seq <= known)
    .slice(0, MOST_EVENTS)
    .map((paper) => ({
      on: paper.session_on,
      title: paperLabel(paper),
      text: paper.summary === '' ? paper.title : paper.summary,
      link: null,
    }));
}

/** Transfers (the giving side) and blocks: changes of money that no paper announces. */
const tellingMovements = (read: Queries) =>
  read
    .selectFrom('movement as m')
    .innerJoin('budget_line as l', 'l.id', 'm.line_id')
    .where((eb) =>
      eb.or([eb('m.kind', '=', 'S'), eb.and([eb('m.kind', '=', 'U'), eb('m.cents', '<', ZERO_CENTS)])]),
    )
    .select(['m.id', 'm.kind', 'm.cents', 'm.effective_on as on', 'm.reason', 'm.recorded_seq as seq'])
    .select(['l.id as lineId', 'l.year', 'l.number', 'l.name']);

type TellingMovement = Awaited<ReturnType<ReturnType<typeof tellingMovements>['execute']>>[number];

const TELLING: Part<{ rows: TellingMovement[]; last: number }> = {
  tables: ['movement'],
  read: async (read, before, marks) => {
    const rows = before?.value.rows ?? [];
    await eachBatch(
      before?.value.last ?? 0,
      (after, most) => tellingMovements(read).where('m.id', '>', after).orderBy('m.id').limit(most).execute(),
      (row) => rows.push(row),
    );
    return { rows, last: Number(marks.movement) };
  },
};

async function movementEvents(read: Queries, { after, upTo, knownSeq }: Span): Promise<ChangeEvent[]> {
  const marks = await marksOf(read);
  const kept = await keptPart(read, TELLING);
  const known = Math.min(knownUntil({ knownSeq }), marks?.history ?? Number.MAX_SAFE_INTEGER);
  const rows = kept?.rows ?? (await tellingMovements(read).orderBy('m.id').execute());
  return rows
    .filter((row) => row.on > after && row.on <= upTo && row.seq <= known)
    .sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : a.id - b.id))
    .slice(0, MOST_EVENTS)
    .map((row) => ({
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

const storedExcess = (read: Queries) =>
  read
    .selectFrom('movement as m')
    .innerJoin('council_paper as p', 'p.id', 'm.council_paper_id')
    .where('m.kind', '=', 'B')
    .where('p.publicity', '=', 'public')
    .orderBy('m.id')
    .select(['m.line_id as lineId', 'm.effective_on as on', 'm.recorded_seq as seq'])
    .select(['p.number', 'p.year', 'p.supplement'])
    .execute();

const EXCESS: Part<Awaited<ReturnType<typeof storedExcess>>> = {
  tables: ['movement', 'council_paper'],
  read: storedExcess,
};

/** The paper behind each excess appropriation, by line; of several the one recorded last. */
export async function excessPapers(
  read: Queries,
  asOf: IsoDate,
  knownSeq?: number,
): Promise<Map<number, string>> {
  const known = knownUntil({ knownSeq });
  const rows = ((await keptPart(read, EXCESS)) ?? (await storedExcess(read))).filter(
    (row) => row.on <= asOf && row.seq <= known,
  );
  return new Map(rows.map((row) => [row.lineId, paperLabel(row)]));
}
