import { HttpClient } from '@angular/common/http';
import {
  Component,
  Injector,
  afterNextRender,
  computed,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import type { IsoDate } from '#shared/calendar.ts';
import { formatDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { StatusUpdate } from '#shared/projects/project-updates.ts';
import { lightsAfter, divergenceFaults } from '#shared/projects/status-rules.ts';
import { AsOf } from '../core/as-of.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Owed } from '../core/owed.ts';
import { Reader } from '../core/reader.ts';
import { FaultList } from '../ui/fault-list.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { AskedState } from '../ui/asked-state.ts';
import { FailedState } from '../ui/states.ts';
import { changedWords, draftFrom, fieldOf, updateFrom } from './status-draft.ts';
import type { StatusDraft } from './status-draft.ts';
import { OwedNote } from './owed-note.ts';
import { StatusConflict } from './status-conflict.ts';
import { StatusForm } from './status-form.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';

/** Status melden: prefilled from the last report, judged by the same rules as on the server. */
@Component({
  selector: 'mc-status-sheet',
  imports: [EntrySend, AskedState, FailedState, FaultList, OwedNote, SideSheet, StatusConflict, StatusForm],
  templateUrl: './status-sheet.html',
  styleUrl: './status-sheet.css',
})
export class StatusSheet {
  readonly project = input.required<ProjectRow>();
  readonly reportingDate = input.required<IsoDate>();
  /** Offer the next project of a list. */
  readonly series = input(true);
  /** Opened from what is owed: the next of it is one key away once this one is sent. */
  readonly owed = input(false);
  readonly reported = output<ProjectDetail>();
  readonly next = output();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly asOf = inject(AsOf);
  private readonly owes = inject(Owed);
  private readonly injector = inject(Injector);
  private readonly nextButton = viewChild<ElementRef<HTMLElement>>('nextButton');

  private readonly projectId = computed(() => this.project().id);
  protected readonly answer = asked<ProjectDetail>(
    () => `/api/projects/${this.projectId()}?asOf=${this.reportingDate()}`,
    {
      about: ({ project, reportingDate }) =>
        project.id === this.projectId() && reportingDate === this.reportingDate(),
    },
  );
  protected readonly detail = this.answer.value;
  /** What is typed, with the version it was typed on: sent on a newer one it is a conflict, as it should be. */
  protected readonly entry = entryForm(StatusUpdate, {
    name: 'status',
    subject: () => `${this.projectId()} ${this.reportingDate()}`,
    start: (): StatusDraft | undefined => {
      const detail = this.detail();
      return detail && draftFrom(detail, detail.reportingDate);
    },
    read: (draft, read) => updateFrom(draft, this.reportingDate(), read),
    rules: (draft) => {
      const detail = this.detail();
      return detail ? divergenceFaults(detail, this.updateOf(draft)) : [];
    },
    version: () => this.detail()?.project.version ?? 0,
    versionOf: ({ project }: ProjectDetail) => project.version,
    send: (update, headers) => {
      const asOf = this.asOf.date() ?? this.reportingDate();
      return this.http.patch<ProjectDetail>(`/api/projects/${this.projectId()}/status?asOf=${asOf}`, update, {
        headers,
      });
    },
    sent: (answer) => {
      this.reported.emit(answer);
      // What is typed next is measured by the report just given.
      this.answer.reload();
      this.owes.reload();
      this.asOf.reload();
      if (this.owed())
        afterNextRender(() => this.nextButton()?.nativeElement.focus(), { injector: this.injector });
    },
  });
  protected readonly computedLights = computed(() => {
    const detail = this.detail();
    return detail && this.entry.ready() ? lightsAfter(detail, this.updateOf(this.entry.value())) : null;
  });
  /** Faults by the fields of the form. */
  protected readonly faults = computed<readonly FieldError[]>(() =>
    this.entry.faults().map(({ path, message }) => ({ path: fieldOf(path, this.entry.value()), message })),
  );
  protected readonly faultHeading = computed(
    () =>
      `${this.faults().length === 1 ? 'Eine Angabe fehlt oder passt' : 'Einige Angaben fehlen oder passen'} nicht. Es wurde nichts gespeichert.`,
  );
  protected readonly sent = computed(() =>
    this.entry.answered() ? `Gemeldet zum ${formatDate(this.reportingDate())}.` : '',
  );
  protected readonly conflict = computed(() => this.entry.conflict() as ProjectDetail | null);
  protected readonly subtitle = computed(
    () => `${this.project().number} ${this.project().name}, Bericht zum ${formatDate(this.reportingDate())}`,
  );
  protected readonly prefilled = computed(() => {
    const detail = this.detail();
    const last = detail?.reports[0];
    if (!detail || !this.entry.ready()) return '';
    if (this.sent() !== '') return 'Was hier steht, ist gemeldet.';
    if (!last) return 'Noch kein Bericht; die Ampeln stehen, wie sie berechnet sind.';
    const from = `Vorbelegt aus dem Bericht zum ${formatDate(last.reportingDate)}.`;
    const changed = changedWords(this.entry.value(), detail, this.reportingDate());
    return changed.length === 0 ? from : `${from} Geändert: ${changed.join(', ')}.`;
  });

  private updateOf(draft: StatusDraft): StatusUpdate {
    return updateFrom(draft, this.reportingDate(), new Reader());
  }

  /** The person takes what was saved meanwhile; their own text goes. */
  protected takeTheirs(current: ProjectDetail): void {
    this.entry.adopt();
    this.entry.value.set(draftFrom(current, this.reportingDate()));
    this.entry.draft.sent();
  }
}
