import { httpResource } from '@angular/common/http';
import { Component, ElementRef, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import type { MovementPayload } from '#shared/approvals/movement.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { AsOf } from '../core/as-of.ts';
import { keepDraft } from '../core/drafts.ts';
import { Notices } from '../core/notices.ts';
import { onceKey } from '../core/once-key.ts';
import { OpenRequests } from '../core/open-requests.ts';
import { toRequestError } from '../core/request-error.ts';
import { requestPreview } from '../core/request-preview.ts';
import { FaultList } from '../ui/fault-list.ts';
import { EffectView } from '../ui/effect-view.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { draftOf, emptyDraft, readDraft } from './movement-draft.ts';
import type { MovementDraft } from './movement-draft.ts';
import { MovementForm } from './movement-form.ts';
import { MovementStore } from './movement-store.ts';

const NO_REASON = 'Bitte begründen Sie den Antrag.';

/** Bewegung beantragen: what it would do stands below the form while it is typed; nothing happens before a second person approves. */
@Component({
  selector: 'mc-movement-sheet',
  imports: [EffectView, FailedState, FaultList, LoadingState, MovementForm, SideSheet],
  providers: [MovementStore],
  templateUrl: './movement-sheet.html',
  styleUrl: './movement-sheet.css',
})
export class MovementSheet {
  /** The year the page shows; a request that is written anew keeps its own. */
  readonly year = input.required<number>();
  /** The request to write anew; null for a new one. */
  readonly requestId = input<number | null>(null);
  readonly sent = output();
  readonly closed = output();

  protected readonly store = inject(MovementStore);
  private readonly asOf = inject(AsOf);
  private readonly notices = inject(Notices);
  private readonly openRequests = inject(OpenRequests);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private key = onceKey();

  protected readonly request = httpResource<RequestDetail>(() => {
    const id = this.requestId();
    return id === null ? undefined : `/api/requests/${id}`;
  });
  private readonly written = computed(() => (this.request.hasValue() ? this.request.value() : undefined));
  private readonly lineYear = computed(() => {
    const payload = this.written()?.payload as MovementPayload | undefined;
    return payload ? fiscalYearOf(payload.effectiveOn) : this.year();
  });
  protected readonly lines = httpResource<BudgetPage>(() => {
    const asOf = this.asOf.date();
    if (!asOf || (this.requestId() !== null && !this.written())) return undefined;
    return { url: '/api/budget', params: { asOf, year: this.lineYear() } };
  });
  protected readonly page = computed(() => (this.lines.hasValue() ? this.lines.value() : undefined));
  protected readonly failure = computed(() => {
    const error = this.lines.error() ?? this.request.error();
    return error === undefined ? null : toRequestError(error);
  });

  protected readonly draft = linkedSignal<RequestDetail | undefined, MovementDraft>({
    source: this.written,
    computation: (detail, previous) => {
      // Another Stichtag is no other form: what is typed stays.
      if (previous && previous.source === detail) return previous.value;
      const asOf = this.asOf.date();
      if (!detail) return emptyDraft(asOf && fiscalYearOf(asOf) === this.year() ? asOf : null);
      return draftOf(detail.payload as MovementPayload, detail.request.reason);
    },
  });
  private readonly typed = computed(() => readDraft(this.draft(), this.lineYear()));
  protected readonly preview = requestPreview('movement', () => {
    const { payload, faults } = this.typed();
    return faults.length > 0 ? undefined : payload;
  });
  protected readonly shown = computed(() => (this.preview.hasValue() ? this.preview.value() : undefined));

  /** Once somebody wanted to send, what is missing is said too. */
  private readonly tried = signal(false);
  private readonly asking = computed(() => {
    const error = this.preview.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly faults = computed<readonly FieldError[]>(() => {
    if (this.typed().faults.length > 0) return this.tried() ? this.typed().faults : [];
    return [...(this.asking()?.errors ?? []), ...(this.store.requestError()?.errors ?? [])];
  });
  protected readonly needsReason = computed(() => this.tried() && this.draft().reason.trim() === '');
  protected readonly failed = computed(() => {
    const error = this.store.requestError() ?? this.asking();
    return error && error.errors.length === 0 ? error : null;
  });
  protected readonly messages = computed(() => [
    ...new Set([...this.faults().map((fault) => fault.message), ...(this.needsReason() ? [NO_REASON] : [])]),
  ]);

  protected readonly kept = keepDraft<MovementDraft>({
    form: 'movement',
    subject: () => this.requestId() ?? `neu ${this.year()}`,
    value: () => (this.requestId() === null || this.written() ? this.draft() : undefined),
    stamp: () => this.key,
    restore: (draft, key) => {
      this.draft.set(draft);
      this.key = key;
    },
  });

  protected edit(draft: MovementDraft): void {
    this.draft.set(draft);
    this.store.clearError();
  }

  protected async send(): Promise<void> {
    this.tried.set(true);
    const { payload, faults } = this.typed();
    const reason = this.draft().reason.trim();
    if (faults.length > 0 || reason === '') {
      this.focusFault();
      return;
    }
    const detail = this.written();
    const answer = detail
      ? (await this.store.edit(detail.request.id, detail.request.version, payload, reason))?.request
      : await this.store.submit(payload, reason, this.key);
    if (!answer) {
      this.focusFault();
      return;
    }
    this.kept.sent();
    this.openRequests.reload();
    this.notices.show(`Antrag ${answer.id} wartet auf die Freigabe durch eine andere Person.`);
    this.sent.emit();
  }

  private focusFault(): void {
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults')?.focus());
  }
}
