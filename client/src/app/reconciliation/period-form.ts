import {
  Component,
  type ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { monthWords } from '#shared/periods/periods.ts';
import type { PeriodRow } from '#shared/periods/period-views.ts';
import { keepDraft } from '../core/drafts.ts';
import { Notices } from '../core/notices.ts';
import { onceKey } from '../core/once-key.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { FailedState } from '../ui/states.ts';
import { PeriodsStore } from './periods-store.ts';
import type { PeriodAction } from './tie-out-rows.ts';

const SENTENCES: Record<PeriodAction['to'], string> = {
  held: 'Einlesungen, die neue Buchungen in diese Periode bringen, werden abgelehnt; zuordnen geht weiter.',
  open: 'Die Periode nimmt wieder Buchungen an.',
  closed: 'Danach ändert sich an dieser Periode nichts mehr; Nachbuchungen zählen in der nächsten offenen.',
  reopen: 'Das ist ein Antrag: Geöffnet wird die Periode, wenn eine andere Person ihn freigibt.',
};
const DONE: Record<PeriodAction['to'], string> = {
  held: 'ist angehalten',
  open: 'nimmt wieder Buchungen an',
  closed: 'ist geschlossen',
  reopen: ': Der Antrag wartet auf eine zweite Person',
};

/** The reason for a change of a period, docked under the table; what was typed stays after a refusal. */
@Component({
  selector: 'mc-period-form',
  imports: [DraftNote, FailedState],
  providers: [PeriodsStore],
  template: `
    <form class="dock" aria-labelledby="h-period" (submit)="send($event)" (keydown.escape)="closed.emit()">
      <h3 id="h-period" #title tabindex="-1">Periode {{ name() }}: {{ action().word }}</h3>
      <p>{{ sentence() }}</p>
      <mc-draft-note [draft]="kept" />
      @if (store.requestError(); as error) {
        <mc-failed [error]="error" kept="Ihre Begründung steht noch da." [retryable]="false" />
      }
      <label class="field" for="period-reason"
        >Begründung
        <textarea
          id="period-reason"
          rows="2"
          maxlength="500"
          [value]="reason()"
          [attr.aria-invalid]="fault() !== ''"
          [attr.aria-describedby]="fault() ? 'period-fault' : null"
          (input)="reason.set($any($event.target).value)"
        ></textarea>
      </label>
      @if (fault()) {
        <p class="fault" id="period-fault" role="alert">{{ fault() }}</p>
      }
      <p class="do">
        <button type="submit" class="btn main" [attr.aria-disabled]="store.loading()">
          {{ action().to === 'reopen' ? 'Beantragen' : action().word }}
        </button>
        <button type="button" class="btn" (click)="closed.emit()">Abbrechen</button>
      </p>
    </form>
  `,
  styleUrl: './tie-out-dock.css',
})
export class PeriodForm {
  readonly row = input.required<PeriodRow>();
  readonly action = input.required<PeriodAction>();
  readonly closed = output();
  readonly done = output();

  protected readonly store = inject(PeriodsStore);
  private readonly notices = inject(Notices);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private key = onceKey();
  protected readonly reason = signal('');
  protected readonly fault = signal('');

  protected readonly kept = keepDraft({
    form: 'period',
    subject: () => `${this.row().month} ${this.action().to}`,
    value: () => this.reason(),
    stamp: () => this.key,
    restore: (reason, key) => {
      this.reason.set(reason);
      this.key = key;
    },
  });

  constructor() {
    afterNextRender(() => this.title().nativeElement.focus());
  }

  protected name(): string {
    return monthWords(this.row().month);
  }

  protected sentence(): string {
    return SENTENCES[this.action().to];
  }

  protected async send(event: Event): Promise<void> {
    event.preventDefault();
    const reason = this.reason().trim();
    this.fault.set(reason.length < 3 ? 'Bitte eine Begründung angeben.' : '');
    if (reason.length < 3 || this.store.loading()) return;
    const { to } = this.action();
    const answer =
      to === 'reopen'
        ? await this.store.askToReopen(this.row(), reason, this.key)
        : await this.store.set(this.row(), to, reason);
    if (answer === undefined) return;
    this.kept.sent();
    this.notices.show(`Periode ${this.name()} ${DONE[to]}.`.replace(' :', ':'));
    this.done.emit();
  }
}
