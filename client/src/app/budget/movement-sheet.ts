import { Component, computed, inject, input, output } from '@angular/core';
import type { RequestDetail } from '#shared/approvals/requests.ts';
import { MovementPayload } from '#shared/approvals/movement.ts';
import { EVERY_LINE } from '#shared/budget/budget.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { fiscalYearOf } from '#shared/calendar.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { RequestEffectSection } from '../requests/request-effect.ts';
import { requestForm } from '../requests/request-form.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { AskedState } from '../ui/asked-state.ts';
import { draftOf, emptyDraft, movementPlace, readMovement } from './movement-draft.ts';
import type { MovementDraft } from './movement-draft.ts';
import { MovementForm } from './movement-form.ts';

/** Bewegung beantragen: what it would do stands below the form while it is typed; nothing happens before a second person approves. */
@Component({
  selector: 'mc-movement-sheet',
  imports: [EntrySend, AskedState, EntryState, MovementForm, RequestEffectSection, SideSheet],
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

  private readonly asOf = inject(AsOf);

  protected readonly request = asked<RequestDetail>(() => {
    const id = this.requestId();
    return id === null ? undefined : `/api/requests/${id}`;
  });
  private readonly written = this.request.fresh;
  private readonly lineYear = computed(() => {
    const payload = this.written()?.payload as MovementPayload | undefined;
    return payload ? fiscalYearOf(payload.effectiveOn) : this.year();
  });
  protected readonly lines = asked<BudgetPage>(() => {
    const asOf = this.asOf.date();
    if (!asOf || (this.requestId() !== null && !this.written())) return undefined;
    return { url: '/api/budget', params: { asOf, year: this.lineYear(), lines: EVERY_LINE } };
  });
  protected readonly page = this.lines.value;

  protected readonly entry = requestForm(MovementPayload, {
    name: 'movement',
    kind: 'movement',
    preview: 'typed',
    subject: () => this.requestId() ?? `neu ${this.year()}`,
    start: (): MovementDraft | undefined => {
      const detail = this.written();
      if (detail) return draftOf(detail.payload as MovementPayload, detail.request.reason);
      const asOf = this.asOf.date();
      return this.requestId() === null
        ? emptyDraft(asOf && fiscalYearOf(asOf) === this.year() ? asOf : null)
        : undefined;
    },
    payload: (draft, read) => readMovement(draft, this.lineYear(), read),
    place: movementPlace,
    written: () => this.written()?.request,
    sent: () => this.sent.emit(),
  });
}
