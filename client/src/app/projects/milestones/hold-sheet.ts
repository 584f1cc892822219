import { Component, computed, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { MovementPayload } from '#shared/approvals/movement.ts';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import { formatDate } from '#shared/calendar.ts';
import type { MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import { formatEuro } from '#shared/money.ts';
import { EffectView } from '../../requests/effect-view.ts';
import { requestForm } from '../../requests/request-form.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntrySelect } from '../../ui/entry/entry-select.ts';
import type { Option } from '../../ui/entry/entry-select.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { milestoneOf } from './plan-rows.ts';

interface Typed {
  lineId: string;
  amount: string;
  effectiveOn: string;
  reason: string;
}

/** Asks a second person to block money until a milestone is reached; of one that is reached, to release it. */
@Component({
  selector: 'mc-hold-sheet',
  imports: [EffectView, EntrySelect, EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      [heading]="isReached() ? 'Sperre aufheben' : 'Geld sperren bis erreicht'"
      [subtitle]="name()"
      (closed)="closed.emit()"
    >
      <p class="hint">Wirksam wird es, wenn eine andere Person es freigibt (§ 29 GemHVO).</p>
      <mc-entry-state [entry]="entry" nothing="es bleibt alles, wie es ist" />
      <mc-entry-select
        fieldId="hold-line"
        label="Zeile"
        [field]="entry.fields.lineId"
        [options]="lines()"
        [fault]="entry.faultAt('lineId')"
      />
      <mc-entry-text
        fieldId="hold-amount"
        label="Betrag, €"
        [numeric]="true"
        hint="0,00"
        [formField]="entry.fields.amount"
      />
      <mc-entry-text
        fieldId="hold-on"
        label="wirksam am"
        hint="TT.MM.JJJJ"
        [formField]="entry.fields.effectiveOn"
      />
      <mc-entry-text
        fieldId="hold-reason"
        label="Begründung"
        [rows]="3"
        [most]="1000"
        [formField]="entry.fields.reason"
      />
      @if (entry.effect(); as preview) {
        <mc-effect-view [effect]="preview.effect" />
      } @else if (entry.computing()) {
        <p class="hint" role="status">Wird gerechnet …</p>
      }
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Beantragen" doing="Wird beantragt …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
  styles: '.do { display: flex; gap: var(--s-2); } select { width: 100%; }',
})
export class HoldSheet {
  readonly plan = input.required<MilestonePlan>();
  readonly milestoneId = input.required<number>();
  readonly submitted = output<SubmittedRequest>();
  readonly closed = output();

  private readonly one = computed(() => milestoneOf(this.plan(), this.milestoneId()));
  private readonly held = computed(() =>
    this.plan().held.filter(({ milestoneId }) => milestoneId === this.milestoneId()),
  );
  protected readonly name = computed(() => this.one()?.row.name ?? '');
  protected readonly isReached = computed(() => this.one()?.row.reachedOn != null);
  protected readonly lines = computed((): Option[] =>
    this.isReached()
      ? this.held().map(({ lineId, lineNumber, lineName, cents }) => [
          String(lineId),
          `${lineNumber} ${lineName}, gesperrt ${formatEuro(cents)} €`,
        ])
      : this.plan().lines.map(({ id, number, name, year }) => [String(id), `${number} ${name} (${year})`]),
  );
  protected readonly entry = requestForm(MovementPayload, {
    name: 'milestone-hold',
    kind: 'movement',
    preview: 'typed',
    subject: () => `${this.milestoneId()} ${this.isReached()}`,
    start: (): Typed => {
      const [first] = this.isReached() ? this.held() : [];
      return {
        lineId: first ? String(first.lineId) : '',
        amount: first ? formatEuro(first.cents) : '',
        effectiveOn: formatDate(this.plan().asOf),
        reason: '',
      };
    },
    payload: ({ lineId, amount, effectiveOn }, read) => ({
      movement: 'S' as const,
      lineId: read.chosen(lineId === '' ? null : Number(lineId), 'payload.lineId'),
      direction: this.isReached() ? ('release' as const) : ('block' as const),
      milestoneId: this.milestoneId(),
      amount: { by: 'cents' as const, cents: read.euro(amount, 'payload.amount.cents') },
      effectiveOn: read.date(effectiveOn, 'payload.effectiveOn'),
    }),
    place: (path) => (path === 'amount.cents' ? 'amount' : path),
    sent: (answer) => this.submitted.emit(answer),
  });
}
