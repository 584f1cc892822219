import { httpResource } from '@angular/common/http';
import {
  Component,
  ElementRef,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import type { IsoDate } from '#shared/calendar.ts';
import { formatDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { lightsAfter, divergenceFaults } from '#shared/projects/status-rules.ts';
import { AsOf } from '../core/as-of.ts';
import { keepDraft } from '../core/drafts.ts';
import { toRequestError } from '../core/request-error.ts';
import { FaultList } from '../ui/fault-list.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { changedWords, draftFrom, fieldOf, updateFrom } from './status-draft.ts';
import type { StatusDraft } from './status-draft.ts';
import { StatusConflict } from './status-conflict.ts';
import { StatusForm } from './status-form.ts';
import { StatusStore } from './status-store.ts';

/** Status melden: prefilled from the last report, judged by the same rules as on the server. */
@Component({
  selector: 'mc-status-sheet',
  imports: [FailedState, FaultList, LoadingState, SideSheet, StatusConflict, StatusForm],
  providers: [StatusStore],
  templateUrl: './status-sheet.html',
  styleUrl: './status-sheet.css',
})
export class StatusSheet {
  readonly project = input.required<ProjectRow>();
  readonly reportingDate = input.required<IsoDate>();
  /** Offer the next project of a list. */
  readonly series = input(true);
  readonly reported = output<ProjectDetail>();
  readonly next = output();
  readonly closed = output();

  protected readonly store = inject(StatusStore);
  private readonly asOf = inject(AsOf);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  private readonly projectId = computed(() => this.project().id);
  protected readonly answer = httpResource<ProjectDetail>(
    () => `/api/projects/${this.projectId()}?asOf=${this.reportingDate()}`,
  );
  protected readonly detail = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  /** What is typed; a fresh answer for the same project and date does not touch it. */
  protected readonly draft = linkedSignal<ProjectDetail | undefined, StatusDraft | null>({
    source: this.detail,
    computation: (detail, previous) => {
      if (!detail) return null;
      const before = previous?.source;
      const same = before?.project.id === detail.project.id && before.reportingDate === detail.reportingDate;
      return (same ? previous?.value : null) ?? draftFrom(detail, detail.reportingDate);
    },
  });
  /** The version the person has seen; after a conflict they may choose the newer one. */
  private readonly version = linkedSignal(() => this.detail()?.project.version ?? 0);
  protected readonly typed = computed(() => {
    const draft = this.draft();
    return draft && updateFrom(draft, this.reportingDate());
  });
  protected readonly computedLights = computed(() => {
    const [detail, typed] = [this.detail(), this.typed()];
    return detail && typed ? lightsAfter(detail, typed.update) : null;
  });
  protected readonly faults = signal<readonly FieldError[]>([]);
  protected readonly faultMessages = computed(() => this.faults().map((fault) => fault.message));
  protected readonly faultHeading = computed(
    () =>
      `${this.faults().length === 1 ? 'Eine Angabe fehlt oder passt' : 'Einige Angaben fehlen oder passen'} nicht. Es wurde nichts gespeichert.`,
  );
  protected readonly sent = signal('');
  protected readonly conflict = computed(() => {
    const error = this.store.requestError();
    return error?.code === 'stale' ? (error.current as ProjectDetail) : null;
  });
  protected readonly refused = computed(() => {
    const error = this.store.requestError();
    return error && error.code !== 'stale' && error.errors.length === 0 ? error : null;
  });
  protected readonly subtitle = computed(
    () => `${this.project().number} ${this.project().name}, Bericht zum ${formatDate(this.reportingDate())}`,
  );
  protected readonly prefilled = computed(() => {
    const [detail, draft] = [this.detail(), this.draft()];
    const last = detail?.reports[0];
    if (!detail || !draft) return '';
    if (this.sent() !== '') return 'Was hier steht, ist gemeldet.';
    if (!last) return 'Noch kein Bericht; die Ampeln stehen, wie sie berechnet sind.';
    const from = `Vorbelegt aus dem Bericht zum ${formatDate(last.reportingDate)}.`;
    const changed = changedWords(draft, detail, this.reportingDate());
    return changed.length === 0 ? from : `${from} Geändert: ${changed.join(', ')}.`;
  });

  /** What is typed, with the version it was typed on: sent on a newer one it is a conflict, as it should be. */
  protected readonly kept = keepDraft<StatusDraft>({
    form: 'status',
    subject: () => `${this.projectId()} ${this.reportingDate()}`,
    value: () => {
      const detail = this.detail();
      const isOwn = detail?.project.id === this.projectId() && detail.reportingDate === this.reportingDate();
      return isOwn ? (this.draft() ?? undefined) : undefined;
    },
    stamp: () => this.version(),
    restore: (draft, version) => {
      this.draft.set(draft);
      this.version.set(Number(version));
    },
  });

  constructor() {
    // Only another project begins anew; a newer row of the same one keeps what is said and typed.
    effect(() => {
      this.projectId();
      untracked(() => {
        this.faults.set([]);
        this.sent.set('');
        this.store.clearError();
      });
    });
  }

  protected edit(draft: StatusDraft): void {
    this.draft.set(draft);
    this.sent.set('');
  }

  protected async send(): Promise<void> {
    const [detail, typed] = [this.detail(), this.typed()];
    if (!detail || !typed) return;
    this.faults.set([...typed.faults, ...divergenceFaults(detail, typed.update)]);
    if (this.faults().length > 0) {
      this.focusFault();
      return;
    }
    const asOf = this.asOf.date() ?? this.reportingDate();
    const answer = await this.store.send(detail.project.id, this.version(), asOf, typed.update);
    if (answer) {
      this.version.set(answer.project.version);
      this.kept.sent();
      this.sent.set(`Gemeldet zum ${formatDate(this.reportingDate())}.`);
      this.reported.emit(answer);
      // What is typed next is measured by the report just given.
      this.answer.reload();
      return;
    }
    const errors = this.store.requestError()?.errors ?? [];
    this.faults.set(errors.map((e) => ({ ...e, path: fieldOf(e.path, typed.update) })));
    this.focusFault();
  }

  /** The person has seen both and wants theirs on top of the newer version. */
  protected keepMine(current: ProjectDetail): void {
    this.version.set(current.project.version);
    this.store.clearError();
    void this.send();
  }

  /** The person takes what was saved meanwhile; their own text goes. */
  protected takeTheirs(current: ProjectDetail): void {
    this.version.set(current.project.version);
    this.draft.set(draftFrom(current, this.reportingDate()));
    this.kept.sent();
    this.store.clearError();
  }

  /** Whatever stands in the way is read first, wherever the person was typing. */
  private focusFault(): void {
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults, .conflict')?.focus());
  }
}
