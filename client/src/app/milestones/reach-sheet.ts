import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { MilestoneReached, MilestoneRow } from '#shared/milestones/milestones.ts';
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
  })),
);

/** Als erreicht melden: the day and the evidence; both are needed. */
@Component({
  selector: 'mc-reach-sheet',
  imports: [FailedState, SideSheet],
  providers: [ReachStore],
  templateUrl: './reach-sheet.html',
  styles: `
    .f input,
    .f textarea {
      width: 100%;
    }
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
  protected readonly on = signal('');
  protected readonly evidence = signal('');
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
    if (!this.tried()) return null;
    if (!parseDate(this.on())) return 'Datum bitte wie 30.06.2021 schreiben.';
    return this.store.requestError()?.errors.find((fault) => fault.path === 'reachedOn')?.message ?? null;
  });
  protected readonly evidenceFault = computed(() =>
    this.tried() && this.evidence().trim().length < 3 ? 'Ein Nachweis wird gebraucht.' : null,
  );

  protected readonly kept = keepDraft({
    form: 'reached',
    subject: () => this.milestone().id,
    value: () => ({ on: this.on(), evidence: this.evidence() }),
    restore: ({ on, evidence }) => {
      this.on.set(on);
      this.evidence.set(evidence);
    },
  });

  protected async send(): Promise<void> {
    this.tried.set(true);
    const reachedOn = parseDate(this.on());
    if (!reachedOn || this.evidenceFault()) return;
    const { id, projectVersion } = this.milestone();
    const version = this.stale()?.projectVersion ?? projectVersion;
    const answer = await this.store.send(id, version, { reachedOn, evidence: this.evidence().trim() });
    if (!answer) return;
    this.kept.sent();
    this.reached.emit(answer);
  }
}
