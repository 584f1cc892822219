import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { sameCode } from '#shared/codes.ts';
import { MilestoneDependency } from '#shared/milestones/milestone-plan.ts';
import type { MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import type { MilestonePage } from '#shared/milestones/milestones.ts';
import { asked } from '../../core/asked.ts';
import { entryForm } from '../../core/entry-form.ts';
import { toRequestError } from '../../core/request-error.ts';
import type { RequestError } from '../../core/request-error.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntrySelect } from '../../ui/entry/entry-select.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { FailedState } from '../../ui/states.ts';
import { lagText, milestoneOf } from './plan-rows.ts';

/** What a milestone waits for, of any project: adds a predecessor with its lag, or ends that it waits. */
@Component({
  selector: 'mc-link-sheet',
  imports: [EntrySelect, EntrySend, EntryState, EntryText, FailedState, FormField, SideSheet],
  templateUrl: './link-sheet.html',
  styles: `
    .do {
      display: flex;
      gap: var(--s-2);
    }
    ul {
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      justify-content: space-between;
      align-items: center;
      gap: var(--s-2);
      border-bottom: 1px solid var(--rule);
    }
    h3 {
      margin-top: var(--s-3);
    }
  `,
})
export class LinkSheet {
  readonly plan = input.required<MilestonePlan>();
  readonly milestoneId = input.required<number>();
  /** Number of the project. */
  readonly number = input.required<string>();
  readonly done = output<MilestonePlan>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly one = computed(() => milestoneOf(this.plan(), this.milestoneId()));
  protected readonly name = computed(() => this.one()?.row.name ?? '');
  protected readonly predecessors = computed(() => this.one()?.predecessors ?? []);
  protected readonly lagText = lagText;
  protected readonly failed = signal<RequestError | null>(null);

  protected readonly entry = entryForm(MilestoneDependency, {
    name: 'milestone-link',
    subject: () => this.milestoneId(),
    start: () => ({ project: this.number(), predecessorId: '', lagDays: '0', reason: '' }),
    read: ({ predecessorId, lagDays, reason }, read) => ({
      predecessorId: read.chosen(
        predecessorId === '' ? null : Number(predecessorId),
        'predecessorId',
        'Bitte wählen Sie den Meilenstein, auf den er folgt.',
      ),
      lagDays: Number(lagDays.trim().replace(/^[−–]/u, '-')),
      reason,
    }),
    once: true,
    version: () => this.plan().projectVersion,
    versionOf: (current: MilestonePlan) => current.projectVersion,
    send: (body, headers) => this.http.post<MilestonePlan>(this.url(), body, { headers }),
    after: (typed) => ({ ...typed, predecessorId: '', lagDays: '0', reason: '' }),
    sent: (plan) => this.done.emit(plan),
  });

  private readonly isOwn = computed(() => sameCode(this.entry.value().project, this.number()));
  /** Milestones of other projects are read only when one is asked for. */
  private readonly all = asked<MilestonePage>(() =>
    this.isOwn() ? undefined : `/api/milestones?asOf=${this.plan().asOf}`,
  );
  private readonly choices = computed(() => {
    if (this.isOwn())
      return this.plan()
        .milestones.map(({ row }) => ({ id: row.id, name: row.name }))
        .filter(({ id }) => id !== this.milestoneId());
    const wanted = this.entry.value().project;
    return (this.all.value()?.milestones ?? [])
      .filter(({ project }) => sameCode(project.number, wanted))
      .map(({ id, name }) => ({ id, name }));
  });
  protected readonly options = computed(() =>
    this.choices().map(({ id, name }) => [String(id), name] as const),
  );
  protected readonly foundText = computed(() => {
    if (this.all.loading()) return 'Wird gesucht …';
    const n = this.choices().length;
    if (n > 0) return '';
    return this.isOwn()
      ? 'Das Projekt hat keinen anderen Meilenstein.'
      : 'Unter dieser Nummer ist kein Projekt mit Meilensteinen zu finden.';
  });

  protected end(predecessorId: number): void {
    this.failed.set(null);
    const headers = {
      'If-Match': `"${this.plan().projectVersion}"`,
      'Idempotency-Key': crypto.randomUUID(),
    };
    this.http
      .post<MilestonePlan>(this.url(), { predecessorId, lagDays: null, reason: '' }, { headers })
      .subscribe({
        next: (plan) => this.done.emit(plan),
        error: (thrown: unknown) => this.failed.set(toRequestError(thrown)),
      });
  }

  private url(): string {
    return `/api/milestones/${this.milestoneId()}/predecessors?asOf=${this.plan().asOf}`;
  }
}
