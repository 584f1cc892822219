import type { IsoDate } from '#shared/calendar.ts';
import type { DeclaredLight, Trend } from '#shared/light.ts';
import type { Cents } from '#shared/money.ts';
import { inNaturalOrder } from '#shared/order.ts';
import type { ProjectState } from '#shared/projects/terms.ts';
import type { RiskState } from '#shared/risks/terms.ts';
import { goneRecords } from '../db/gone-records.ts';
import { changedPlaceRows } from '../dated-names/project-places.sql.ts';
import type { ChangedPlace } from '../dated-names/project-places.sql.ts';
import { eachBatch } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';
import type { Queries } from '../db/database.ts';
import { projectRows } from './project-rows.sql.ts';
import type { StoredProject } from './project-rows.sql.ts';

/** The projects as they are stored, by number. */
export interface KeptProjects {
  byId: Map<number, StoredProject>;
  inOrder: StoredProject[];
}

/** Ids of the projects whose row was changed or added, from the versions alone. */
async function changed(read: Queries, kept: KeptProjects['byId']): Promise<number[]> {
  const rows = await read.selectFrom('project').select(['id', 'version']).execute();
  return rows.flatMap(({ id, version }) => (kept.get(id)?.version === version ? [] : [id]));
}

export const PROJECTS: Part<KeptProjects> = {
  tables: ['project', 'stage', 'field_of_action', 'office'],
  read: async (read, before, marks) => {
    const named = ['stage', 'field_of_action', 'office'] as const;
    const goesOn = before !== undefined && named.every((table) => before.marks[table] === marks[table]);
    const byId = new Map(goesOn ? before.value.byId : []);
    const ids = goesOn ? await changed(read, byId) : null;
    const query = ids === null ? projectRows(read) : projectRows(read).where('p.id', 'in', ids);
    const rows = ids?.length === 0 ? [] : await query.execute();
    const isNew = rows.some((row) => byId.get(row.id)?.number !== row.number);
    for (const row of rows) byId.set(row.id, row);
    const inOrder =
      goesOn && !isNew
        ? before.value.inOrder.map(({ id }) => byId.get(id)).filter((project) => project !== undefined)
        : inNaturalOrder([...byId.values()], (project) => project.number);
    return { byId, inOrder };
  },
};

/** The dated places of the projects that ever moved, in order. */
export const PLACES: Part<readonly ChangedPlace[]> = {
  tables: ['project_place', 'stage', 'field_of_action', 'office'],
  read: changedPlaceRows,
};

type KeptState = { id: number; state: ProjectState; into: number | null; on: IsoDate; seq: number };

/** How every project stood, in the order in which it counts. */
export interface KeptStates {
  byProject: Map<number, KeptState[]>;
  last: number;
}

export const STATES: Part<KeptStates> = {
  tables: ['project_state'],
  read: async (read, before) => {
    const kept = before?.value ?? { byProject: new Map<number, KeptState[]>(), last: 0 };
    await eachBatch(
      kept.last,
      (after, most) =>
        read
          .selectFrom('project_state')
          .where('id', '>', after)
          .orderBy('id')
          .limit(most)
          .select(['id', 'project_id as projectId', 'state', 'merged_into as into'])
          .select(['effective_on as on', 'recorded_seq as seq'])
          .execute(),
      ({ projectId, ...row }) => {
        const list = kept.byProject.get(projectId) ?? [];
        list.push(row);
        list.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq || a.id - b.id));
        kept.byProject.set(projectId, list);
        kept.last = row.id;
      },
    );
    return { ...kept };
  },
};

/** A status report as far as a project's row shows it; its sentences are read where they are shown. */
export interface ReportHead {
  id: number;
  seq: number;
  reporting_date: IsoDate;
  light_overall: DeclaredLight;
  light_time: DeclaredLight;
  light_cost: DeclaredLight;
  light_scope: DeclaredLight;
  trend_overall: Trend;
  trend_time: Trend;
  trend_cost: Trend;
  trend_scope: Trend;
  forecast_cents: Cents | null;
}

export interface KeptReports {
  byProject: Map<number, ReportHead[]>;
  last: number;
}

export const REPORTS: Part<KeptReports> = {
  tables: ['status_report'],
  read: async (read, before) => {
    const kept = before?.value ?? { byProject: new Map<number, ReportHead[]>(), last: 0 };
    await eachBatch(
      kept.last,
      (after, most) =>
        read
          .selectFrom('status_report')
          .where('id', '>', after)
          .orderBy('id')
          .limit(most)
          .select([
            'id',
            'project_id as projectId',
            'reporting_date',
            'recorded_seq as seq',
            'forecast_cents',
          ])
          .select(['light_overall', 'light_time', 'light_cost', 'light_scope'])
          .select(['trend_overall', 'trend_time', 'trend_cost', 'trend_scope'])
          .execute(),
      ({ projectId, ...row }) => {
        const list = kept.byProject.get(projectId) ?? [];
        list.push(row);
        const byDate = (a: ReportHead, b: ReportHead): number =>
          a.reporting_date < b.reporting_date
            ? -1
            : a.reporting_date > b.reporting_date
              ? 1
              : a.seq - b.seq || a.id - b.id;
        list.sort(byDate);
        kept.byProject.set(projectId, list);
        kept.last = row.id;
      },
    );
    return { ...kept };
  },
};

/** What was said of a risk, in the order in which it takes effect. */
type KeptRisk = {
  projectId: number;
  riskId: number;
  title: string;
  probability: number;
  impact: number;
  state: RiskState;
  effectiveOn: IsoDate;
  seq: number;
};

export const RISKS: Part<ReadonlyMap<number, readonly KeptRisk[]>> = {
  tables: ['risk_assessment'],
  read: async (read) => {
    const rows = await read
      .selectFrom('risk_assessment as a')
      .innerJoin('risk as r', 'r.id', 'a.risk_id')
      .where('r.kind', '=', 'risk')
      .orderBy('a.risk_id')
      .orderBy('a.effective_on')
      .orderBy('a.recorded_seq')
      .orderBy('a.id')
      .select(['r.project_id as projectId', 'a.risk_id as riskId', 'a.title', 'a.state'])
      .select(['a.probability', 'a.impact', 'a.effective_on as effectiveOn', 'a.recorded_seq as seq'])
      .execute();
    const known = rows.map((row) => ({
      ...row,
      probability: row.probability ?? 0,
      impact: row.impact ?? 0,
    }));
    return Map.groupBy(known, (risk) => risk.projectId);
  },
};

/** The open risks of a project at a date, as known at a row of the history. */
export function openRisksAt(
  facts: readonly KeptRisk[],
  { asOf, known }: { asOf: IsoDate; known: number },
): readonly KeptRisk[] {
  const standing = new Map<number, KeptRisk>();
  for (const fact of facts)
    if (fact.effectiveOn <= asOf && fact.seq <= known) standing.set(fact.riskId, fact);
  return [...standing.values()].filter((fact) => fact.state === 'open');
}

/** Projects that were taken back and stand in no list. */
export const GONE_PROJECTS: Part<ReadonlySet<number>> = {
  tables: ['record_taken_back', 'record_returned'],
  read: async (read) => {
    const rows = await read
      .selectFrom('project')
      .where('id', 'in', goneRecords('projects'))
      .select('id')
      .execute();
    return new Set(rows.map((row) => row.id));
  },
};
