import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate, parseDate } from '#shared/calendar.ts';
import { FIRST_STATES, NewProject } from '#shared/projects/new-project.ts';
import type { MadeProject, ProjectChoices } from '#shared/projects/new-project.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntryChoice } from '../ui/entry/entry-choice.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import { fieldOptions, leadOptions, officeOptions, stageOptions } from './place-options.ts';

const EMPTY = {
  ...{ number: '', name: '', description: '', office: '', field: '', stage: '', lead: '' },
  ...{ startsOn: '', endsOn: '', flagship: false },
  state: 'planned' as NewProject['state'],
};

/** Neues Projekt: everything a project begins with, in a sheet. */
@Component({
  selector: 'mc-new-project-sheet',
  imports: [
    ...[AskedState, EntryChoice, EntrySelect, EntrySend, EntryState, EntryText],
    ...[FormField, SideSheet],
  ],
  templateUrl: './new-project-sheet.html',
  styles: `
    .two {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 0 var(--s-3);
    }
    .box {
      display: flex;
      gap: var(--s-2);
      align-items: center;
      min-height: var(--target);
    }
    .effect {
      margin-top: var(--s-3);
    }
  `,
})
export class NewProjectSheet {
  readonly made = output<MadeProject>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  protected readonly answer = asked<ProjectChoices>(() => '/api/project-choices');
  protected readonly choices = this.answer.value;
  protected readonly offices = computed(() => officeOptions(this.choices() ?? NONE));
  protected readonly fieldsOfAction = computed(() => fieldOptions(this.choices() ?? NONE));
  protected readonly stages = computed(() => stageOptions(this.choices() ?? NONE));
  protected readonly leads = computed(() => leadOptions(this.choices() ?? NONE));
  protected readonly states = FIRST_STATES.map((state) => [state, PROJECT_STATE_WORDS[state]] as const);

  protected readonly entry = entryForm(NewProject, {
    name: 'new-project',
    subject: () => '',
    start: () => EMPTY,
    read: ({ startsOn, endsOn, lead, ...typed }, read) => ({
      ...typed,
      lead: lead === '' ? null : lead,
      startsOn: read.date(startsOn, 'startsOn'),
      endsOn: read.date(endsOn, 'endsOn'),
    }),
    once: true,
    send: (body, headers) => this.http.post<MadeProject>('/api/projects', body, { headers }),
    after: () => EMPTY,
    sent: (made) => this.made.emit(made),
  });

  /** What making it does, once it is known from when on. */
  protected readonly effect = computed(() => {
    const { number, startsOn } = this.entry.value();
    const on = parseDate(startsOn);
    if (!on || number.trim() === '') return '';
    return `Ab ${formatDate(on)} gehört ${number.trim()} zum Programm; Stichtage davor bleiben ohne dieses Projekt.`;
  });
}

const NONE: ProjectChoices = { offices: [], fields: [], stages: [], leads: [] };
