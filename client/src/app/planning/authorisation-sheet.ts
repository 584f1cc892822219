import { HttpClient, httpResource } from '@angular/common/http';
import { Component, ElementRef, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { signalStore, withMethods } from '@ngrx/signals';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { fiscalYearOf, formatDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { formatEuro } from '#shared/money.ts';
import type { AuthorisationPayload } from '#shared/planning/authorisation.ts';
import { AsOf } from '../core/as-of.ts';
import { keepDraft } from '../core/drafts.ts';
import { onceKey } from '../core/once-key.ts';
import { toRequestError } from '../core/request-error.ts';
import { requestPreview } from '../core/request-preview.ts';
import { withRequest } from '../core/with-request.ts';
import { FaultList } from '../ui/fault-list.ts';
import { EffectView } from '../ui/effect-view.ts';
import { LineSelect } from '../ui/line-select.ts';
import { PaperFields } from '../ui/paper-fields.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { TextField } from '../ui/text-field.ts';
import { emptyAuthorisation, partsSum, readAuthorisation } from './authorisation-draft.ts';
import type { AuthorisationDraft } from './authorisation-draft.ts';
import { DueParts } from './due-parts.ts';
import { authorisableLines } from './line-options.ts';

const AuthorisationStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    submit: (payload: AuthorisationPayload, reason: string, key: string) =>
      store.run(
        http.post<SubmittedRequest>(
          '/api/requests',
          { kind: 'authorisation', payload, reason },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
  })),
);

/** Verpflichtungsermächtigung beantragen: line, amounts by due year, council paper; its effect while it is typed. */
@Component({
  selector: 'mc-authorisation-sheet',
  imports: [
    DueParts,
    EffectView,
    FailedState,
    FaultList,
    LineSelect,
    LoadingState,
    PaperFields,
    SideSheet,
    TextField,
  ],
  providers: [AuthorisationStore],
  templateUrl: './authorisation-sheet.html',
  styleUrl: './planning.css',
})
export class AuthorisationSheet {
  /** The year of the lines; what is authorised is due later. */
  readonly year = input.required<number>();
  readonly sent = output<SubmittedRequest>();
  readonly closed = output();

  protected readonly store = inject(AuthorisationStore);
  private readonly asOf = inject(AsOf);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private key = onceKey();

  protected readonly answer = httpResource<BudgetPage>(() => {
    const asOf = this.asOf.date();
    return asOf ? { url: '/api/budget', params: { asOf, year: this.year() } } : undefined;
  });
  protected readonly choices = computed(() =>
    this.answer.hasValue() ? authorisableLines(this.answer.value()) : null,
  );
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });

  protected readonly draft = linkedSignal<number, AuthorisationDraft>({
    source: this.year,
    computation: (year, previous) => {
      // Another Stichtag is no other form: what is typed stays.
      if (previous?.source === year) return previous.value;
      const asOf = this.asOf.date();
      return emptyAuthorisation(year, asOf && fiscalYearOf(asOf) === year ? formatDate(asOf) : '');
    },
  });
  private readonly typed = computed(() => readAuthorisation(this.draft()));
  protected readonly preview = requestPreview('authorisation', () => {
    const { payload, faults } = this.typed();
    return faults.length > 0 ? undefined : payload;
  });
  protected readonly shown = computed(() => (this.preview.hasValue() ? this.preview.value() : undefined));
  private readonly asking = computed(() => {
    const error = this.preview.error();
    return error === undefined ? null : toRequestError(error);
  });
  private readonly tried = signal(false);
  protected readonly faults = computed<readonly FieldError[]>(() => {
    if (this.typed().faults.length > 0) return this.tried() ? this.typed().faults : [];
    return [...(this.asking()?.errors ?? []), ...(this.store.requestError()?.errors ?? [])];
  });
  protected readonly faultAt = computed(() => {
    const faults = this.faults();
    return (path: string): string => faults.find((fault) => fault.path === `payload.${path}`)?.message ?? '';
  });
  protected readonly messages = computed(() => {
    const reason =
      this.tried() && this.draft().reason.trim() === '' ? ['Bitte begründen Sie den Antrag.'] : [];
    return [...new Set([...this.faults().map((fault) => fault.message), ...reason])];
  });
  protected readonly failed = computed(() => {
    const error = this.store.requestError() ?? this.asking();
    return error && error.errors.length === 0 ? error : null;
  });
  protected readonly sum = computed(() => formatEuro(partsSum(this.draft())));

  protected readonly kept = keepDraft<AuthorisationDraft>({
    form: 'authorisation',
    subject: () => this.year(),
    value: () => this.draft(),
    stamp: () => this.key,
    restore: (draft, key) => {
      this.draft.set(draft);
      this.key = key;
    },
  });

  protected edit(change: Partial<AuthorisationDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    this.store.clearError();
  }

  protected async send(): Promise<void> {
    this.tried.set(true);
    const { payload, faults } = this.typed();
    const reason = this.draft().reason.trim();
    if (faults.length === 0 && reason !== '') {
      const answer = await this.store.submit(payload, reason, this.key);
      if (answer) {
        this.kept.sent();
        this.sent.emit(answer);
        return;
      }
    }
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults')?.focus());
  }
}
