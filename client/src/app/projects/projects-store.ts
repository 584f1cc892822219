import { HttpClient } from '@angular/common/http';
import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { setAllEntities, setEntity, withEntities } from '@ngrx/signals/entities';
import type { IsoDate } from '#shared/calendar.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import type { MoveList } from '#shared/projects/project-moves.ts';
import type { ProjectList, ProjectRow } from '#shared/projects/projects.ts';
import { withRequest } from '../core/with-request.ts';

/** As many as a page of the grid shows. */
const FIRST_ROWS = 100;

/** Settles when what is there has been drawn. */
const painted = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
  });

/** The projects at a Stichtag and what the office changes in the grid. Born and gone with the page. */
export const ProjectsStore = signalStore(
  withState<{ list: Omit<ProjectList, 'projects'> | null }>({ list: null }),
  withEntities<ProjectRow>(),
  withRequest(),
  withComputed(({ list, entities }) => ({
    /** Projects that are still on their way. */
    missing: computed(() => Math.max(0, (list()?.total ?? 0) - entities().length)),
  })),
  withMethods((store, http = inject(HttpClient)) => {
    let loads = 0;
    /** Asks for the projects, or the first of them; says whether others are missing. */
    const ask = async (asOf: IsoDate, first?: number): Promise<boolean> => {
      const params = { asOf, ...(first === undefined ? {} : { first }) };
      const answer = await store.run(http.get<ProjectList>('/api/projects', { params }));
      if (!answer) return false;
      const { projects, ...list } = answer;
      patchState(store, { list }, setAllEntities(projects));
      return projects.length < list.total;
    };
    return {
      /** The first rows at once, all the others as soon as those are on the screen. */
      async load(asOf: IsoDate): Promise<void> {
        const load = (loads += 1);
        // Who has all of them already would see some of them go.
        if (store.list()?.asOf !== asOf || store.missing() > 0) {
          if (!(await ask(asOf, FIRST_ROWS))) return;
          await painted();
        }
        // Another date may have been asked for meanwhile.
        if (load === loads) await ask(asOf);
      },
      /** Takes over a row that a sheet or an edit got as an answer. */
      put(project: ProjectRow): void {
        patchState(store, setEntity(project));
      },
      /** Takes a change of many back as a whole, right after it was done. */
      async undoMove(seq: number): Promise<boolean> {
        const body = { reason: 'Gleich wieder zurückgenommen' };
        return (await store.run(http.post<MoveList>(`/api/project-moves/${seq}/undo`, body))) !== undefined;
      },
      /** Changes a row; on a refusal the row stays as it was and the error says why. */
      async edit(project: ProjectRow, edit: ProjectEdit): Promise<boolean> {
        const asOf = store.list()?.asOf;
        const answer = await store.run(
          http.patch<ProjectDetail>(`/api/projects/${project.id}?asOf=${asOf}`, edit, {
            headers: { 'If-Match': `"${project.version}"` },
          }),
        );
        if (answer) patchState(store, setEntity(answer.project));
        // The edit took the place of the request for the others.
        if (asOf && store.missing() > 0) await ask(asOf);
        return answer !== undefined;
      },
    };
  }),
);
