import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { closeFault, decisionFaults, dueFault, newRoundFaults } from '#shared/rounds/round-rules.ts';
import type { ChosenReport } from '#shared/rounds/round-rules.ts';
import type { NewRound, Round, RoundDecision, RoundDetail, RoundEdit } from '#shared/rounds/rounds.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { askedAsOf } from '../clocks/default-date.sql.ts';
import { findRound, roundDetail } from './round-views.ts';
import { owingIn, reportOwners, roundProjects, roundRows } from './rounds.sql.ts';
import type { RoundProjectFact, StoredRound } from './rounds.sql.ts';
import { addDecisions, bumpRound, freezeProjects, insertRound } from './write-rounds.sql.ts';

type Asked = { asOf?: IsoDate | undefined };
type Context<B> = RouteContext<{ round: number }, Asked, B>;

function refuse(errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
}

/** Opens the round of a reporting date. Throws `rule-violated` with every fault. */
export function openRound(context: RouteContext<undefined, Asked, NewRound>): Promise<Round> {
  const { db, by, actor, clock, query, body } = context;
  return transact(
    db,
    by,
    async (tx) => {
      const taken = await roundRows(tx.query).execute();
      refuse(
        newRoundFaults(
          body,
          taken.map(({ reportingDate }) => reportingDate),
        ),
      );
      const id = await insertRound(tx, body);
      const { reportingDate: entityId, ...after } = body;
      return { result: id, change: { action: 'round.open', entity: 'round', entityId, after } };
    },
    async (read, id) => (await roundDetail(read, id, actor, await askedAsOf(read, clock, query.asOf))).round,
  );
}

/** Changes a round from the version that was seen: missing, then version, then rules; the round with its projects. */
function changeRound<B>(
  context: Context<B>,
  work: (tx: Tx, round: StoredRound) => Promise<Omit<Change, 'entity' | 'entityId'>>,
): Promise<RoundDetail> {
  const { db, by, actor, clock, params, query, ifMatch } = context;
  return transact(
    db,
    by,
    async (tx) => {
      const round = await findRound(tx.query, params.round);
      if (round.version !== ifMatch) {
        const asOf = await askedAsOf(tx.query, clock, query.asOf);
        throw new AppError('stale', undefined, {
          current: await roundDetail(tx.query, round.id, actor, asOf),
        });
      }
      const change = await work(tx, round);
      return { result: undefined, change: { ...change, entity: 'round', entityId: round.reportingDate } };
    },
    async (read) => roundDetail(read, params.round, actor, await askedAsOf(read, clock, query.asOf)),
  );
}

const CLOSED = 'Die Runde ist geschlossen; an ihr ändert sich nichts mehr.';

function mustBeOpen({ state }: StoredRound): void {
  if (state === 'closed') throw new AppError('rule-violated', CLOSED);
}

/** Another due date or note of an open round. */
export function editRound(context: Context<RoundEdit>): Promise<RoundDetail> {
  const { dueOn, note } = context.body;
  return changeRound(context, async (tx, round) => {
    mustBeOpen(round);
    const message = dueFault(round.reportingDate, dueOn);
    refuse(message === null ? [] : [{ path: 'dueOn', message }]);
    await bumpRound(tx, round.id, round.version, { due_on: dueOn, note });
    const before = { dueOn: round.dueOn, note: round.note };
    return { action: 'round.edit', before, after: { dueOn, note } };
  });
}

/** Closes a round and keeps who owed in it. */
export function closeRound(context: Context<undefined>): Promise<RoundDetail> {
  return changeRound(context, async (tx, round) => {
    const message = closeFault(round, businessDate(tx.at));
    if (message !== null) throw new AppError('rule-violated', message);
    const owing = await owingIn(tx.query, round);
    await freezeProjects(tx, round.id, owing);
    await bumpRound(tx, round.id, round.version, { state: 'closed' });
    return { action: 'round.close', after: { projects: owing.length } };
  });
}

/** Accepts reports of a round or gives them back, all of them or none. */
export function decideReports(context: Context<RoundDecision>): Promise<RoundDetail> {
  const { actor, body } = context;
  const reportIds = [...new Set(body.reportIds)];
  return changeRound(context, async (tx, round) => {
    mustBeOpen(round);
    const projects = await roundProjects(tx.query, round, actor, round.dueOn);
    const chosen = await chosenReports(tx, projects, round, reportIds);
    refuse(decisionFaults(chosen, body.decision));
    await addDecisions(tx, round.id, actor.id, { ...body, reportIds });
    await bumpRound(tx, round.id, round.version);
    const returned = body.decision === 'returned';
    return {
      action: returned ? 'round.return' : 'round.accept',
      ...(returned ? { reason: body.sentence } : {}),
      after: { projects: chosen.map((one) => one?.number) },
    };
  });
}

/** The reports that were chosen, as they stand now; undefined for one that is not of this round. */
async function chosenReports(
  tx: Tx,
  projects: readonly RoundProjectFact[],
  round: StoredRound,
  reportIds: readonly number[],
): Promise<(ChosenReport | undefined)[]> {
  const byProject = new Map(projects.map((one) => [one.projectId, one]));
  const owners = await reportOwners(tx.query, round.reportingDate, reportIds);
  return reportIds.map((reportId) => {
    const project = byProject.get(owners.get(reportId) ?? 0);
    if (!project || project.reportId === null) return undefined;
    return { reportId, number: project.number, newestId: project.reportId, state: project.state };
  });
}
