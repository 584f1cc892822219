import type { IsoDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { can, isOwn } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { compareNatural } from '#shared/order.ts';
import type { RiskBefore } from '#shared/risks/risk-rules.ts';
import type { RiskDetail, RiskPage, RiskRow } from '#shared/risks/risks.ts';
import type { At } from '../clocks/selection.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { goneRecords } from '../db/gone-records.ts';
import { PAPER_COLUMNS, paperRef } from '../papers/paper-columns.ts';
import { lightThresholds } from '../projects/projects.sql.ts';
import { standingAssessments } from '../projects/standing-risks.sql.ts';
import { owns } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';

export const NO_RISK = 'Diesen Eintrag gibt es nicht.';

interface Selection extends At {
  /** Entries of this project alone. */
  projectId?: number | undefined;
  own?: OwnRows | null;
  /** Papers that are not public are named. */
  closed: boolean;
}

async function standingRows(read: Queries, { projectId, ...at }: Omit<Selection, 'own' | 'closed'>) {
  const projectIds = projectId === undefined ? undefined : [projectId];
  return read
    .selectFrom(standingAssessments(read, { ...at, projectIds }).as('a'))
    .innerJoin('project as p', 'p.id', 'a.projectId')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .leftJoin('council_paper as cp', 'cp.id', 'a.assessedPaperId')
    .where('a.place', '=', 1)
    .where('p.id', 'not in', goneRecords('projects'))
    .select(['a.id', 'a.version', 'a.projectId', 'a.kind', 'a.title', 'a.probability', 'a.impact'])
    .select(['a.measure', 'a.owner', 'a.openedOn', 'a.dueOn', 'a.state', 'a.assessedOn', 'a.reason'])
    .select(['a.origin', 'p.number', 'p.name', 'p.lead_user_id as leadUserId', 'o.code as office'])
    .select(PAPER_COLUMNS)
    .execute();
}

/** The entries of every register as they stand at a date, by project; of `own` rows only those. */
export async function listRisks(read: Queries, { own = null, closed, ...at }: Selection): Promise<RiskPage> {
  const rows = await standingRows(read, at);
  const renamed = await changedFacts(read, at);
  const { riskYellow, riskRed } = await lightThresholds(read);
  const risks = rows
    .filter(({ projectId }) => owns(own, { projectId, office: null }))
    .map((row): RiskRow => {
      const { projectId, number, name, leadUserId, office, id, version, kind, title, probability } = row;
      const { impact, measure, owner, openedOn, dueOn, state, assessedOn, reason, origin } = row;
      return {
        ...{ id, version, leadUserId, office, kind, title, probability, impact, measure, owner },
        ...{ openedOn, dueOn, state, assessedOn, reason, origin },
        project: { id: projectId, number, name: renamed.get(projectId)?.name ?? name },
        paper: paperRef(row, closed),
      };
    })
    .sort((a, b) => compareNatural(a.project.number, b.project.number) || a.id - b.id);
  return { asOf: at.asOf, limits: { medium: riskYellow, high: riskRed }, risks };
}

/** The head of an entry inside the writing transaction. Throws `not-found`, for a foreign one too. */
export async function riskHead(
  query: Queries,
  id: number,
  actor: Actor,
): Promise<RiskBefore & { projectId: number; version: number; office: string; leadUserId: number | null }> {
  const row = await query
    .selectFrom('risk as r')
    .innerJoin('risk_assessment as a', 'a.risk_id', 'r.id')
    .innerJoin('project as p', 'p.id', 'r.project_id')
    .innerJoin('office as o', 'o.id', 'p.office_id')
    .where('r.id', '=', id)
    .where('p.id', 'not in', goneRecords('projects'))
    .select(['r.project_id as projectId', 'r.kind', 'r.version', 'a.state', 'a.effective_on as assessedOn'])
    .select(['p.lead_user_id as leadUserId', 'o.code as office'])
    .orderBy('a.effective_on', 'desc')
    .orderBy('a.recorded_seq', 'desc')
    .orderBy('a.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row || !isOwn(actor, row)) throw new AppError('not-found', NO_RISK);
  return row;
}

/** An entry at a date with all that was ever said of it. Throws `not-found`. */
export async function findRisk(read: Queries, id: number, asOf: IsoDate, actor: Actor): Promise<RiskDetail> {
  const { projectId } = await riskHead(read, id, actor);
  const closed = can(actor, 'papers:read-closed');
  const { risks } = await listRisks(read, { asOf, projectId, closed });
  const risk = risks.find((one) => one.id === id);
  if (!risk) throw new AppError('not-found', 'An diesem Tag gab es diesen Eintrag noch nicht.');
  const rows = await read
    .selectFrom('risk_assessment as a')
    .leftJoin('council_paper as cp', 'cp.id', 'a.council_paper_id')
    .where('a.risk_id', '=', id)
    .select(['a.effective_on as effectiveOn', 'a.title', 'a.probability', 'a.impact', 'a.measure'])
    .select(['a.owner', 'a.due_on as dueOn', 'a.state', 'a.reason'])
    .select(PAPER_COLUMNS)
    .orderBy('a.effective_on', 'desc')
    .orderBy('a.recorded_seq', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  const assessments = rows.map((row) => {
    const { effectiveOn, title, probability, impact, measure, owner, dueOn, state, reason } = row;
    const said = { title, probability, impact, measure, owner, dueOn, state, reason };
    return { effectiveOn, ...said, paper: paperRef(row, closed) };
  });
  return { asOf, risk, assessments };
}
