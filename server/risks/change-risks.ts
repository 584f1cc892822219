import { businessDate } from '#shared/calendar.ts';
import { paperLabel, readPaperLabel } from '#shared/budget/paper.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { assessmentFaults, newRiskFaults } from '#shared/risks/risk-rules.ts';
import type { RiskAssessmentInput, RiskDetail, RiskInput } from '#shared/risks/risks.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Change, Tx } from '../db/transact.ts';
import type { RouteContext } from '../http/route.ts';
import { findPaper } from '../papers/papers.sql.ts';
import { projectHead } from '../projects/project-changes.sql.ts';
import { findRisk, riskHead } from './risks.sql.ts';
import { addAssessment, addRisk, bumpRisk } from './write-risks.sql.ts';

/** The council paper that is cited, and what is wrong with the citation. */
async function citedPaper(
  query: Queries,
  text: string,
): Promise<{ paperId: number | null; faults: FieldError[] }> {
  if (text === '') return { paperId: null, faults: [] };
  const key = readPaperLabel(text);
  const fault = (message: string) => ({ paperId: null, faults: [{ path: 'paper', message }] });
  if (!key) return fault('Drucksache bitte wie 316/2021 schreiben.');
  const paper = await findPaper(query, key);
  return paper ? { paperId: paper.id, faults: [] } : fault(`${paperLabel(key)} ist nicht erfasst.`);
}

function refuse(faults: readonly FieldError[]): void {
  if (faults.length > 0) throw new AppError('rule-violated', undefined, { errors: [...faults] });
}

/** What the project's history keeps of a change to its register. */
function changeOf(
  action: string,
  projectId: number,
  rest: Pick<Change, 'reason' | 'before' | 'after'>,
): Change {
  return { action, entity: 'project', entityId: projectId, ...rest };
}

/**
 * Takes up a risk, a chance, an issue or a decision needed: right, rule, then the entry with its first assessment and
 * the project's history row in one transaction. Throws `not-found`, `forbidden`, `rule-violated`.
 */
export async function takeUpRisk(
  context: RouteContext<undefined, undefined, RiskInput>,
): Promise<RiskDetail> {
  const { db, by, actor, clock, body } = context;
  const today = businessDate(clock.now());
  const work = async (tx: Tx) => {
    context.allow(await projectHead(tx.query, body.projectId, actor));
    const { paperId, faults } = await citedPaper(tx.query, body.paper);
    refuse([...newRiskFaults(body, today), ...faults]);
    const id = await addRisk(tx, { ...body, paperId, origin: 'live' });
    const { kind, title, probability, impact } = body;
    const after = { riskId: id, riskKind: kind, title, probability, impact, on: body.openedOn };
    return { result: id, change: changeOf('risk.open', body.projectId, { after }) };
  };
  return transact(db, by, work, (query, id) => findRisk(query, id, today, actor));
}

/**
 * Assesses an entry anew, changes its measure or state, closes it or opens it again: right, version (412), rule, then a
 * newer assessment. What was said of earlier days stays. Throws as `takeUpRisk`, and `stale`.
 */
export async function assessRisk(
  context: RouteContext<{ id: number }, undefined, RiskAssessmentInput>,
): Promise<RiskDetail> {
  const { db, by, actor, clock, params, body, ifMatch } = context;
  const today = businessDate(clock.now());
  const work = async (tx: Tx) => {
    const head = await riskHead(tx.query, params.id, actor);
    context.allow(head);
    const current = await findRisk(tx.query, params.id, today, actor);
    if (head.version !== ifMatch) throw new AppError('stale', undefined, { current });
    const { paperId, faults } = await citedPaper(tx.query, body.paper);
    refuse([...assessmentFaults(head, body, today), ...faults]);
    await addAssessment(tx, params.id, { ...body, paperId, origin: 'live' });
    if (!(await bumpRisk(tx, params.id, ifMatch))) throw new AppError('stale', undefined, { current });
    const { title, probability, impact, state } = current.risk;
    const action = body.state === 'closed' ? 'risk.close' : 'risk.assess';
    const change = changeOf(action, head.projectId, {
      reason: body.reason,
      before: { title, probability, impact, riskState: state },
      after: {
        ...{ riskId: params.id, title: body.title, probability: body.probability, impact: body.impact },
        ...{ riskState: body.state, on: body.effectiveOn },
      },
    });
    return { result: undefined, change };
  };
  return transact(db, by, work, (query) => findRisk(query, params.id, today, actor));
}
