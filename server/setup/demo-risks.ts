import { toIsoDate } from '#shared/calendar.ts';
import type { DemoProject } from './demo-files.ts';
import { projectKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.ts';

/** Risks as they were opened and closed, one step per day. */
export function riskSteps(projects: readonly DemoProject[]): DemoStep[] {
  const risks = projects.flatMap((project) =>
    project.risks.map((risk) => ({ ...risk, project: project.number })),
  );
  const opened = groupedBy(risks, (risk) => risk.openedOn).map(([date, group]) =>
    writing(instantOf(toIsoDate(date), '13:00'), 'programmbuero', async (tx) => {
      const keys = await projectKeys(tx.query);
      const rows = group.map(({ project, title, probability, impact, measure, openedOn, origin }) => ({
        project_id: idFrom(keys, project),
        ...{ title, probability, impact, measure, origin },
        opened_on: openedOn,
        closed_on: null,
        recorded_seq: tx.seq,
      }));
      await tx.query.insertInto('risk').values(rows).execute();
      return { action: 'risk.open', entity: 'risk', entityId: date, after: { risks: rows.length } };
    }),
  );
  const closing = groupedBy(
    risks.filter((risk) => risk.closedOn !== null),
    (risk) => risk.closedOn ?? '',
  );
  const closed = closing.map(([date, group]) =>
    writing(instantOf(toIsoDate(date), '13:10'), 'programmbuero', async (tx) => {
      const keys = await projectKeys(tx.query);
      for (const risk of group) {
        await tx.query
          .updateTable('risk')
          .set((eb) => ({ closed_on: risk.closedOn, version: eb('version', '+', 1) }))
          .where('project_id', '=', idFrom(keys, risk.project))
          .where('title', '=', risk.title)
          .execute();
      }
      return { action: 'risk.close', entity: 'risk', entityId: date, after: { risks: group.length } };
    }),
  );
  return [...opened, ...closed];
}
