import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import { nextStates } from '#shared/projects/project-states.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import type { ProjectState } from '#shared/projects/terms.ts';
import { keepDraft } from '../core/drafts.ts';
import { withRequest } from '../core/with-request.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { FailedState } from '../ui/states.ts';
import { EDIT_FIELDS } from './project-words.ts';

const EditStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    save: ({ project, asOf }: ProjectDetail, version: number, edit: ProjectEdit) =>
      store.run(
        http.patch<ProjectDetail>(`/api/projects/${project.id}?asOf=${asOf}`, edit, {
          headers: { 'If-Match': `"${version}"` },
        }),
      ),
  })),
);

/** Name, state and flagship of a project, for the programme office; a new state counts from the Stichtag. */
@Component({
  selector: 'mc-project-edit-form',
  imports: [DraftNote, FailedState, IsoDatePipe],
  providers: [EditStore],
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
    .name input {
      width: 100%;
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

  protected readonly store = inject(EditStore);
  protected readonly fields = EDIT_FIELDS;
  protected readonly name = linkedSignal(() => this.detail().project.name);
  protected readonly state = linkedSignal(() => this.detail().project.state);
  protected readonly flagship = linkedSignal(() => this.detail().project.flagship);
  protected readonly states = computed(() => {
    const { state } = this.detail().project;
    return [state, ...nextStates(state)].map((key) => ({ key, word: PROJECT_STATE_WORDS[key] }));
  });
  /** After a conflict the newer version has been seen. */
  private readonly version = linkedSignal(() => this.detail().project.version);

  protected readonly kept = keepDraft({
    form: 'project',
    subject: () => this.detail().project.id,
    value: () => ({ name: this.name(), state: this.state(), flagship: this.flagship() }),
    stamp: () => this.version(),
    restore: ({ name, state, flagship }, version) => {
      this.name.set(name);
      this.state.set(state);
      this.flagship.set(flagship);
      this.version.set(Number(version));
    },
  });

  protected setState(value: string): void {
    this.state.set(value as ProjectState);
  }

  protected async save(): Promise<void> {
    const { project } = this.detail();
    const edit: ProjectEdit = {
      ...(this.name() === project.name ? {} : { name: this.name() }),
      ...(this.state() === project.state ? {} : { state: this.state() }),
      ...(this.flagship() === project.flagship ? {} : { flagship: this.flagship() }),
    };
    if (Object.keys(edit).length === 0) {
      this.closed.emit();
      return;
    }
    const answer = await this.store.save(this.detail(), this.version(), edit);
    if (!answer) return;
    this.kept.sent();
    this.saved.emit(answer);
  }

  /** Sends the same edit on top of the version another person has saved meanwhile. */
  protected again(): void {
    const current = this.store.requestError()?.current as ProjectDetail | undefined;
    if (current) this.version.set(current.project.version);
    void this.save();
  }
}
