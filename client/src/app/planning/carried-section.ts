import { HttpClient } from '@angular/common/http';
import { Component, ElementRef, computed, inject, input, linkedSignal, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { signalStore, withMethods } from '@ngrx/signals';
import type { RequestPreview, SubmittedRequest } from '#shared/approvals/requests.ts';
import type { FollowOrdersPayload, TakeBackPayload } from '#shared/approvals/way-back.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import { formatEuro } from '#shared/money.ts';
import type { CarryOverPage } from '#shared/planning/carry-over-request.ts';
import { Notices } from '../core/notices.ts';
import { onceKey } from '../core/once-key.ts';
import { OpenRequests } from '../core/open-requests.ts';
import { Session } from '../core/session.ts';
import { withRequest } from '../core/with-request.ts';
import { EffectView } from '../ui/effect-view.ts';
import { FaultList } from '../ui/fault-list.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EmptyState, FailedState } from '../ui/states.ts';

type Payload = TakeBackPayload | FollowOrdersPayload;

const WayBackStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    preview: (payload: Payload) =>
      store.run(http.post<RequestPreview>('/api/requests/preview', { kind: 'carry-over', payload })),
    submit: (payload: Payload, reason: string, key: string) =>
      store.run(
        http.post<SubmittedRequest>(
          '/api/requests',
          { kind: 'carry-over', payload, reason },
          { headers: { 'Idempotency-Key': key } },
        ),
      ),
  })),
);

/** What is carried over and stands: taken back line by line, and orders that were left behind drawn after it. */
@Component({
  selector: 'mc-carried-section',
  imports: [EffectView, EmptyState, FailedState, FaultList, RouterLink, SectionHead],
  providers: [WayBackStore],
  templateUrl: './carried-section.html',
  styleUrl: './planning.css',
})
export class CarriedSection {
  readonly page = input.required<CarryOverPage>();

  protected readonly store = inject(WayBackStore);
  private readonly session = inject(Session);
  private readonly notices = inject(Notices);
  private readonly openRequests = inject(OpenRequests);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  protected readonly mayRequest = computed(() => this.session.may('requests:write'));
  protected readonly chosen = linkedSignal<number, ReadonlySet<number>>({
    source: () => this.page().year,
    computation: () => new Set<number>(),
  });
  protected readonly reason = signal('');
  protected readonly missing = signal<string[]>([]);
  protected readonly preview = signal<RequestPreview | null>(null);
  protected readonly done = signal<SubmittedRequest | null>(null);
  protected readonly messages = computed(() => [
    ...this.missing(),
    ...new Set((this.store.requestError()?.errors ?? []).map((fault) => fault.message)),
  ]);
  protected readonly failed = computed(() => {
    const error = this.store.requestError();
    return error && error.errors.length === 0 ? error : null;
  });
  protected readonly left = computed(() => {
    const { orders, cents } = this.page().leftBehind;
    if (orders === 0) return null;
    const what = orders === 1 ? 'Eine Bestellung ist' : `${orders} Bestellungen sind`;
    return `${what} im alten Jahr zurückgeblieben, obwohl ihr Geld übertragen ist: zusammen ${formatEuro(cents)} €.`;
  });
  protected readonly ledgers = LEDGER_WORDS;
  protected readonly euro = formatEuro;
  protected readonly date = formatDate;
  private key = onceKey();

  protected toggle(id: number): void {
    this.chosen.update((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
    this.touched();
  }

  protected touched(): void {
    this.store.clearError();
    this.missing.set([]);
    this.preview.set(null);
    this.done.set(null);
  }

  private payload(what: Payload['what']): Payload | null {
    if (what === 'follow') return { what, year: this.page().year, lineIds: [] };
    const movementIds = [...this.chosen()];
    if (movementIds.length > 0) return { what, movementIds };
    this.missing.set(['Keine Übertragung ist zur Rücknahme gewählt.']);
    return null;
  }

  protected async show(what: Payload['what']): Promise<void> {
    this.touched();
    const payload = this.payload(what);
    if (payload) this.preview.set((await this.store.preview(payload)) ?? null);
    this.focusFault();
  }

  protected async send(what: Payload['what']): Promise<void> {
    this.touched();
    const payload = this.payload(what);
    const reason = this.reason().trim();
    if (payload && reason === '') this.missing.set(['Bitte begründen Sie den Antrag.']);
    const answer = payload && reason !== '' && (await this.store.submit(payload, reason, this.key));
    if (!answer) {
      this.focusFault();
      return;
    }
    this.key = onceKey();
    this.done.set(answer);
    this.openRequests.reload();
    this.notices.show(`Antrag ${answer.id} wartet auf die Freigabe durch eine andere Person.`);
  }

  private focusFault(): void {
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>('.faults')?.focus());
  }
}
