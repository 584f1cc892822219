import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { MilestoneCorrection, MilestoneReached, MilestoneRow } from '#shared/milestones/milestones.ts';
import { keepDraft } from '../core/drafts.ts';
import { withRequest } from '../core/with-request.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState } from '../ui/states.ts';
import { projectText } from './milestone-columns.ts';

const ReachStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    send: (id: number, version: number, body: MilestoneReached) =>
      store.run(
        http.post<MilestoneRow>(`/api/milestones/${id}/reached`, body, {
          headers: { 'If-Match': `"${version}"` },
        }),
      ),
    correct: (id: number, version: number, body: MilestoneCorrection) =>
      store.run(
        http.post<MilestoneRow>(`/api/milestones/${id}/correction`, body, {
          headers: { 'If-Match': `"${version}"` },
        }),
      ),
  })),
);

/** Als erreicht melden: day and evidence, both needed. Of a milestone that is reached: correct it, with a reason. */
@Component({
  selector: 'mc-reach-sheet',
  imports: [FailedState, SideSheet],
  providers: [ReachStore],
  templateUrl: './reach-sheet.html',
  styles: `
    [aria-invalid] {
      border-color: var(--danger);
    }
    .do {
      display: flex;
      gap: var(--s-2);
    }
  `,
})
export class ReachSheet {
  readonly milestone = input.required<MilestoneRow>();
  readonly reached = output<MilestoneRow>();
  readonly closed = output();

  protected readonly store = inject(ReachStore);
  protected readonly on = linkedSignal(() => {
    const day = this.milestone().reachedOn;
    return day === null ? '' : formatDate(day);
  });
  protected readonly evidence = linkedSignal(() => this.milestone().evidence ?? '');
  /** It was reported as reached: the sheet corrects that. */
  protected readonly correcting = computed(() => this.milestone().reachedOn !== null);
  protected readonly reportedOn = computed(() => {
    const day = this.milestone().reachedOn;
    return day === null ? '' : formatDate(day);
  });
  protected readonly notReached = signal(false);
  protected readonly reason = signal('');
  protected readonly tried = signal(false);
  protected readonly subtitle = computed(() => `${projectText(this.milestone())}: ${this.milestone().name}`);
  protected readonly basis = computed(() => {
    const { baselineOn, forecastOn } = this.milestone();
    const forecast = forecastOn ? `, Prognose ${formatDate(forecastOn)}` : ', keine Prognose';
    return `Basis ${formatDate(baselineOn)}${forecast}`;
  });
  protected readonly stale = computed(() => {
    const error = this.store.requestError();
    return error?.code === 'stale' ? (error.current as MilestoneRow) : null;
  });
  protected readonly dateFault = computed(() => {
    if (!this.tried() || this.notReached()) return null;
    if (!parseDate(this.on())) return 'Datum bitte wie 30.06.2021 schreiben.';
    return this.store.requestError()?.errors.find((fault) => fault.path === 'reachedOn')?.message ?? null;
  });
  protected readonly evidenceFault = computed(() =>
    this.tried() && !this.notReached() && this.evidence().trim().length < 3
      ? 'Ein Nachweis wird gebraucht.'
      : null,
  );
  protected readonly reasonFault = computed(() =>
    this.tried() && this.correcting() && this.reason().trim().length < 3
      ? 'Bitte begründen Sie die Berichtigung.'
      : null,
  );

  protected readonly kept = keepDraft({
    form: 'reached',
    subject: () => this.milestone().id,
    value: () => ({ on: this.on(), evidence: this.evidence(), reason: this.reason() }),
    restore: ({ on, evidence, reason }) => {
      this.on.set(on);
      this.evidence.set(evidence);
      this.reason.set(reason);
    },
  });

  protected async send(): Promise<void> {
    this.tried.set(true);
    const reachedOn = this.notReached() ? null : parseDate(this.on());
    if (reachedOn === undefined || this.evidenceFault() || this.reasonFault()) return;
    const { id, projectVersion } = this.milestone();
    const version = this.stale()?.projectVersion ?? projectVersion;
    const evidence = reachedOn === null ? '' : this.evidence().trim();
    const answer =
      reachedOn === null || this.correcting()
        ? await this.store.correct(id, version, { reachedOn, evidence, reason: this.reason().trim() })
        : await this.store.send(id, version, { reachedOn, evidence });
    if (!answer) return;
    this.kept.sent();
    this.reached.emit(answer);
  }
}
