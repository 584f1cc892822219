import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { can } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { reportingDateFor } from '#shared/projects/reporting-date.ts';
import { countReports, isPastDue, proposedRound } from '#shared/rounds/round-rules.ts';
import type { RoundCounts } from '#shared/rounds/round-rules.ts';
import type { OwedList, OwedReport, RoundDetail, RoundList } from '#shared/rounds/rounds.ts';
import type { Queries } from '../db/database.ts';
import { closedCounts, roundProjects, roundRows } from './rounds.sql.ts';
import type { StoredRound } from './rounds.sql.ts';

/** As many as are listed of what somebody owes; how many there are is said beside. */
const MOST_OWED = 50;

/** A round. Throws `not-found`. */
export async function findRound(read: Queries, id: number): Promise<StoredRound> {
  const round = (await roundRows(read).execute()).find((one) => one.id === id);
  if (!round) throw new AppError('not-found', 'Diese Berichtsrunde gibt es nicht.');
  return round;
}

/** A round with the projects of it that the actor may see, at a Stichtag. Throws `not-found`. */
export async function roundDetail(
  read: Queries,
  id: number,
  actor: Actor,
  asOf: IsoDate,
): Promise<RoundDetail> {
  const round = await findRound(read, id);
  const projects = await roundProjects(read, round, actor, asOf);
  return {
    asOf,
    round: { ...round, counts: countReports(projects) },
    projects: projects.map(({ leadUserId: _, ...project }) => project),
  };
}

const NONE = { total: 0, open: 0, submitted: 0, returned: 0, accepted: 0 };

/** Every round with its counts at a Stichtag; of closed ones in one statement, few are open at once. */
export async function listRounds(read: Queries, actor: Actor, asOf: IsoDate): Promise<RoundList> {
  const rounds = await roundRows(read).execute();
  const closed = await closedCounts(read, rounds, actor);
  const counts = new Map<number, RoundCounts>();
  for (const round of rounds)
    if (round.state === 'closed') {
      const own = closed.get(round.id) ?? NONE;
      counts.set(round.id, { ...own, overdue: isPastDue(round.dueOn, asOf) ? own.open : 0 });
    } else counts.set(round.id, countReports(await roundProjects(read, round, actor, asOf)));
  return {
    asOf,
    rounds: rounds.map((round) => ({ ...round, counts: counts.get(round.id) ?? { ...NONE, overdue: 0 } })),
    proposal: proposedRound(
      reportingDateFor(asOf),
      rounds.map(({ reportingDate }) => reportingDate),
    ),
  };
}

const URGENCY = { returned: 0, open: 1, submitted: 2, accepted: 3 } as const;

/**
 * What the actor owes at a Stichtag: reports of open rounds whose reporting date has come that it may send, by its own
 * right or by that of somebody it stands in for. What it has to do comes first, of that the earliest due.
 */
export async function owedReports(
  read: Queries,
  actor: Actor,
  { asOf, project }: { asOf: IsoDate; project?: number | undefined },
): Promise<OwedList> {
  const reports: OwedReport[] = [];
  for (const round of await roundRows(read).execute()) {
    if (round.state === 'closed' || round.reportingDate > asOf) continue;
    const { reportingDate, dueOn, note } = round;
    for (const one of await roundProjects(read, round, actor, asOf)) {
      const { projectId, number, name, state, overdue, sentence } = one;
      if (state === 'accepted' || (project !== undefined && projectId !== project)) continue;
      if (!can(actor, 'projects:report-status', one)) continue;
      reports.push({ projectId, number, name, reportingDate, dueOn, state, overdue, sentence, note });
    }
  }
  const waiting = reports.filter(({ state }) => state === 'submitted').length;
  const todo = ({ state }: OwedReport): number => (state === 'submitted' ? 1 : 0);
  reports.sort(
    (a, b) => todo(a) - todo(b) || a.dueOn.localeCompare(b.dueOn) || URGENCY[a.state] - URGENCY[b.state],
  );
  return {
    asOf,
    toSend: reports.length - waiting,
    overdue: reports.filter(({ overdue }) => overdue).length,
    waiting,
    reports: reports.slice(0, MOST_OWED),
  };
}
