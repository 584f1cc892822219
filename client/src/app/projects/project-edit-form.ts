import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { nextStates } from '#shared/projects/project-states.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { ProjectEdit } from '#shared/projects/project-updates.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import { entryForm } from '../core/entry-form.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';

/** Name, state and flagship of a project, for the programme office; a new state counts from the Stichtag. */
@Component({
  selector: 'mc-project-edit-form',
  imports: [DraftNote, EntryState, EntryText, FormField, IsoDatePipe],
  templateUrl: './project-edit-form.html',
  styles: `
    :host {
      display: block;
      margin-bottom: var(--s-3);
    }
    form {
      display: flex;
      flex-wrap: wrap;
      gap: var(--s-2) var(--s-4);
      align-items: end;
    }
    .f {
      padding: 0;
    }
    .name {
      flex: 1 1 320px;
      max-width: 560px;
    }
    .box {
      display: flex;
      gap: var(--s-2);
      align-items: center;
      min-height: var(--target);
    }
  `,
})
export class ProjectEditForm {
  readonly detail = input.required<ProjectDetail>();
  readonly saved = output<ProjectDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  protected readonly states = computed(() => {
    const { state } = this.detail().project;
    return [state, ...nextStates(state)].map((key) => ({ key, word: PROJECT_STATE_WORDS[key] }));
  });

  protected readonly entry = entryForm(ProjectEdit, {
    name: 'project',
    subject: () => this.detail().project.id,
    start: () => {
      const { name, state, flagship } = this.detail().project;
      return { name, state, flagship };
    },
    read: (typed) => this.edited(typed),
    version: () => this.detail().project.version,
    versionOf: ({ project }: ProjectDetail) => project.version,
    send: (edit, headers) => {
      const { project, asOf } = this.detail();
      return this.http.patch<ProjectDetail>(`/api/projects/${project.id}?asOf=${asOf}`, edit, { headers });
    },
    sent: (answer) => this.saved.emit(answer),
  });

  /** What differs from the stored project. */
  private edited({ name, state, flagship }: Required<ProjectEdit>): ProjectEdit {
    const { project } = this.detail();
    return {
      ...(name === project.name ? {} : { name }),
      ...(state === project.state ? {} : { state }),
      ...(flagship === project.flagship ? {} : { flagship }),
    };
  }

  protected save(): void {
    if (Object.keys(this.edited(this.entry.value())).length === 0) this.closed.emit();
    else void this.entry.send();
  }
}
