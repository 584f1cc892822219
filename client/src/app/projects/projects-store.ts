import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { patchState, signalStore, withMethods, withState } from '@ngrx/signals';
import { setAllEntities, setEntity, withEntities } from '@ngrx/signals/entities';
import type { IsoDate } from '#shared/calendar.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import type { ProjectList, ProjectRow } from '#shared/projects/projects.ts';
import { withRequest } from '../core/with-request.ts';

/** The projects at a Stichtag and what the office changes in the grid. Born and gone with the page. */
export const ProjectsStore = signalStore(
  withState<{ list: Omit<ProjectList, 'projects'> | null }>({ list: null }),
  withEntities<ProjectRow>(),
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    async load(asOf: IsoDate): Promise<void> {
      const answer = await store.run(http.get<ProjectList>(`/api/projects?asOf=${asOf}`));
      if (!answer) return;
      const { projects, ...list } = answer;
      patchState(store, { list }, setAllEntities(projects));
    },
    /** Takes over a row that a sheet or an edit got as an answer. */
    put(project: ProjectRow): void {
      patchState(store, setEntity(project));
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
      return answer !== undefined;
    },
  })),
);
