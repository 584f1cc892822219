import { toIsoDate } from '#shared/calendar.ts';
import { addAssessment, addRisk, riskCalled } from '../risks/write-risks.sql.ts';
import type { DemoProject } from './demo-files.ts';
import { projectKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

/** Risks as they were opened and closed, one step per day. */
export function riskSteps(projects: readonly DemoProject[]): DemoStep[] {
  const risks = projects.flatMap((project) =>
    project.risks.map((risk) => ({ ...risk, project: project.number })),
  );
  const opened = groupedBy(risks, (risk) => risk.openedOn).map(([date, group]) =>
    writing(instantOf(toIsoDate(date), '13:00'), 'programmbuero', async (tx) => {
      const keys = await projectKeys(tx.query);
      for (const { project, kind, openedOn, origin, ...said } of group)
        await addRisk(tx, {
          ...{ projectId: idFrom(keys, project), kind, openedOn, origin },
          ...{ ...said, dueOn: said.dueOn ?? null, paperId: null },
        });
      return { action: 'risk.open', entity: 'risk', entityId: date, after: { risks: group.length } };
    }),
  );
  const closing = groupedBy(
    risks.filter((risk) => risk.closedOn !== null),
    (risk) => risk.closedOn ?? '',
  );
  const closed = closing.map(([date, group]) =>
    writing(instantOf(toIsoDate(date), '13:10'), 'programmbuero', async (tx) => {
      const keys = await projectKeys(tx.query);
      for (const { project, title, origin, ...said } of group) {
        const { id } = await riskCalled(tx.query, idFrom(keys, project), title);
        await addAssessment(tx, id, {
          ...{ ...said, title, origin, effectiveOn: toIsoDate(date), paperId: null },
          ...{ dueOn: said.dueOn ?? null, state: 'closed', reason: null },
        });
      }
      return { action: 'risk.close', entity: 'risk', entityId: date, after: { risks: group.length } };
    }),
  );
  return [...opened, ...closed];
}
