import { formatDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { baselineEffect } from '#shared/milestones/baseline-effect.ts';
import { BaselinePayload } from '#shared/milestones/milestone-plan.ts';
import { baselineFaults } from '#shared/milestones/plan-rules.ts';
import { pushAll } from '#shared/largest.ts';
import type { Queries } from '../db/database.ts';
import { paperFaults, paperId } from '../papers/papers.sql.ts';
import { projectFacts } from '../projects/projects.sql.ts';
import type { ProjectFacts } from '../projects/projects.sql.ts';
import { endProjectVersions } from '../projects/write-projects.sql.ts';
import type { RequestHandler } from '../requests/request-handler.ts';
import { newestBaselineDays, projectRefs } from './plan.sql.ts';
import { addBaselines } from './write-plan.sql.ts';

/** The project on the day the baselines take effect. Throws `rule-violated` with every fault. */
async function soundFacts(read: Queries, payload: BaselinePayload): Promise<ProjectFacts> {
  const { projectId, inForceOn } = payload;
  const [facts] = await projectFacts(read, { asOf: inForceOn, projectIds: [projectId] });
  if (!facts) {
    const message = `Am ${formatDate(inForceOn)} gibt es dieses Projekt nicht.`;
    throw new AppError('rule-violated', undefined, { errors: [{ path: 'payload.inForceOn', message }] });
  }
  const newest = await newestBaselineDays(read, projectId);
  const standing = facts.milestones.map((one) => ({
    ...one,
    inForceOn: newest.get(one.id) ?? inForceOn,
  }));
  const cancelled = facts.row.state === 'cancelled';
  const errors = baselineFaults({ startsOn: facts.startsOn, cancelled }, standing, payload);
  if (cancelled)
    errors.push({
      path: 'payload.inForceOn',
      message: 'Das Projekt ist abgebrochen; an seinem Plan wird nichts mehr geändert.',
    });
  pushAll(errors, await paperFaults(read, payload.paper));
  if (errors.length > 0) throw new AppError('rule-violated', undefined, { errors });
  return facts;
}

const nothingMoved = { lines: [], groups: [], envelopes: [] };

function notesOf(facts: ProjectFacts, payload: BaselinePayload): string[] {
  const names = facts.milestones
    .filter(({ id }) => payload.changes.some((change) => change.milestoneId === id))
    .map(({ name, baselines }) => `„${name}“ (bisher ${baselines})`);
  return [
    `Gilt ab ${formatDate(payload.inForceOn)}; an früheren Stichtagen gilt weiter die alte Basis.`,
    `Alte Basistermine bleiben sichtbar: ${names.join(', ')}.`,
  ];
}

/** Requests of the kind `baseline`: another baseline, date and weight, never silent and never by one person. */
export const baselineRequest: RequestHandler<BaselinePayload> = {
  payload: BaselinePayload,
  title: async (read, { projectId, changes }) => {
    const project = (await projectRefs(read, [projectId])).get(projectId);
    const count = changes.length === 1 ? 'ein Meilenstein' : `${changes.length} Meilensteine`;
    return `Neue Basis ${project?.number ?? ''} ${project?.name ?? ''}: ${count}`;
  },
  effect: async (read, payload) => {
    const facts = await soundFacts(read, payload);
    const values = baselineEffect(facts.milestones, payload, facts.row.actualCents);
    return { ...nothingMoved, values, notes: notesOf(facts, payload) };
  },
  apply: async (tx, payload, { reason, origin }) => {
    const { milestones } = await soundFacts(tx.query, payload);
    const { projectId, inForceOn, changes } = payload;
    const paper = await paperId(tx, payload.paper, origin);
    await addBaselines(
      tx,
      changes.map((change) => ({ ...change, inForceOn, reason, paper })),
    );
    await endProjectVersions(tx, [projectId]);
    const before = changes.map(({ milestoneId }) => {
      const one = milestones.find(({ id }) => id === milestoneId);
      return { milestoneId, baselineOn: one?.baselineOn, weightCents: one?.weightCents };
    });
    return { projectId, inForceOn, before, after: changes };
  },
};
