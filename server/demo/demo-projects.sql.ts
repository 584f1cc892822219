import { addDays, toIsoDate } from '#shared/calendar.ts';
import { batches } from '../db/batches.ts';
import type { Tx } from '../db/transact.ts';
import type { DemoProject } from './demo-files.ts';
import { readProjects } from './demo-files.ts';
import { keysByCode, milestoneKeys, paperKeys, projectKeys, userKeys } from './demo-keys.sql.ts';
import { riskSteps } from './demo-risks.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

const DOUBLE_BUDGET = toIsoDate('2019-12-20');

async function insertProjects(tx: Tx, projects: readonly DemoProject[]): Promise<void> {
  const [stages, fields, offices, users] = [
    await keysByCode(tx.query, 'stage'),
    await keysByCode(tx.query, 'field_of_action'),
    await keysByCode(tx.query, 'office'),
    await userKeys(tx.query),
  ];
  const rows = projects.map((project) => ({
    number: project.number,
    name: project.name,
    description: project.description,
    stage_id: idFrom(stages, project.stage),
    field_id: idFrom(fields, project.field),
    office_id: idFrom(offices, project.office),
    lead_user_id: project.lead === null ? null : idFrom(users, project.lead),
    flagship: project.flagship ? (1 as const) : (0 as const),
    starts_on: project.startsOn,
    ends_on: project.endsOn,
    origin: project.origin,
    recorded_seq: tx.seq,
  }));
  await tx.query.insertInto('project').values(rows).execute();
  const keys = await projectKeys(tx.query);
  const states = projects.map(({ number }) => ({
    project_id: idFrom(keys, number),
    state: 'planned' as const,
    effective_on: DOUBLE_BUDGET,
    reason: 'Mit dem Doppelhaushalt 2020/2021 aufgenommen',
    origin: 'invented' as const,
    recorded_seq: tx.seq,
  }));
  await tx.query.insertInto('project_state').values(states).execute();
}

function projectsStep(projects: readonly DemoProject[]): DemoStep {
  return writing(instantOf(DOUBLE_BUDGET, '15:00'), 'programmbuero', async (tx) => {
    await insertProjects(tx, projects);
    const after = { projects: projects.length };
    return { action: 'project.record', entity: 'portfolio', entityId: 'I', after };
  });
}

function stateSteps(projects: readonly DemoProject[]): DemoStep[] {
  const changes = projects.flatMap((project) =>
    project.states.map((change, index) => ({
      ...change,
      number: project.number,
      before: project.states[index - 1]?.state ?? ('planned' as const),
    })),
  );
  return changes.map((change) =>
    writing(instantOf(change.on, '09:30'), 'programmbuero', async (tx) => {
      const id = idFrom(await projectKeys(tx.query), change.number);
      await tx.query
        .updateTable('project')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute();
      await tx.query
        .insertInto('project_state')
        .values({
          project_id: id,
          state: change.state,
          effective_on: change.on,
          reason: change.reason,
          origin: 'invented',
          recorded_seq: tx.seq,
        })
        .execute();
      return {
        action: 'project.edit',
        entity: 'project',
        entityId: id,
        reason: change.reason,
        before: { state: change.before },
        after: { state: change.state, stateOn: change.on },
      };
    }),
  );
}

function baselineSteps(projects: readonly DemoProject[]): DemoStep[] {
  const baselines = projects.flatMap((project) =>
    project.milestones.flatMap((milestone) =>
      milestone.baselines.map((baseline) => ({ ...baseline, key: `${project.number}|${milestone.name}` })),
    ),
  );
  return groupedBy(baselines, (baseline) => baseline.recordedOn).map(([date, group]) =>
    writing(instantOf(toIsoDate(date), '10:00'), 'programmbuero', async (tx) => {
      const [milestones, papers] = [await milestoneKeys(tx.query), await paperKeys(tx.query)];
      const rows = group.map((baseline) => ({
        milestone_id: idFrom(milestones, baseline.key),
        baseline_on: baseline.on,
        weight_cents: baseline.weightCents,
        in_force_on: baseline.inForceOn,
        reason: baseline.reason,
        council_paper_id: idFrom(papers, baseline.paper),
        recorded_seq: tx.seq,
      }));
      for (const part of batches(rows))
        await tx.query.insertInto('milestone_baseline').values(part).execute();
      const paper = group[0]?.paper;
      const after = { paper, milestones: group.length };
      return { action: 'baseline.set', entity: 'baseline', entityId: date, reason: group[0]?.reason, after };
    }),
  );
}

function milestonesStep(projects: readonly DemoProject[]): DemoStep {
  return writing(instantOf(toIsoDate('2020-01-29'), '16:00'), 'programmbuero', async (tx) => {
    const keys = await projectKeys(tx.query);
    const rows = projects.flatMap((project) =>
      project.milestones.map((milestone, index) => ({
        project_id: idFrom(keys, project.number),
        position: index + 1,
        name: milestone.name,
        origin: milestone.origin,
        recorded_seq: tx.seq,
      })),
    );
    for (const part of batches(rows)) await tx.query.insertInto('milestone').values(part).execute();
    return {
      action: 'milestone.record',
      entity: 'portfolio',
      entityId: 'I',
      after: { milestones: rows.length },
    };
  });
}

function reachedSteps(projects: readonly DemoProject[]): DemoStep[] {
  return projects.flatMap((project) =>
    project.milestones.flatMap((milestone) => {
      const { reachedOn, evidence } = milestone;
      if (reachedOn === null || evidence === null) return [];
      const at = instantOf(addDays(reachedOn, 1), '11:15');
      return writing(at, project.lead ?? 'programmbuero', async (tx) => {
        const projectId = idFrom(await projectKeys(tx.query), project.number);
        const id = idFrom(await milestoneKeys(tx.query), `${project.number}|${milestone.name}`);
        await tx.query
          .insertInto('milestone_actual')
          .values({ milestone_id: id, reached_on: reachedOn, evidence, recorded_seq: tx.seq })
          .execute();
        await tx.query
          .updateTable('project')
          .set((eb) => ({ version: eb('version', '+', 1) }))
          .where('id', '=', projectId)
          .execute();
        const after = { milestoneId: id, milestone: milestone.name, reachedOn };
        return {
          action: 'milestone.reach',
          entity: 'project',
          entityId: projectId,
          reason: evidence,
          after,
        };
      });
    }),
  );
}

/** Projects, milestones, baselines, what was reached, changes of state, risks. */
export function projectSteps(): DemoStep[] {
  const projects = readProjects();
  return [
    projectsStep(projects),
    milestonesStep(projects),
    ...baselineSteps(projects),
    ...stateSteps(projects),
    ...reachedSteps(projects),
    ...riskSteps(projects),
  ];
}
