import { Component, computed, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Cents } from '#shared/money.ts';
import type { EnvelopeView } from '#shared/overview/overview.ts';
import { Session } from '../core/session.ts';
import { Money } from '../ui/money.ts';

/** Which key figure of an envelope is asked for. */
export interface AskedFigure {
  envelopeId: number;
  figure: 'I' | 'O' | 'V';
}

interface Part {
  sign: string;
  label: string;
  cents: Cents;
}

const QUESTIONS: Record<AskedFigure['figure'], string> = {
  I: 'Ist = Summe aller Buchungen der Zeilen im Umfang bis zum Stichtag. Gutschriften desselben Jahres mindern es.',
  O: 'Obligo = Summe je Bestellung von bestellt − abgerechnet − storniert, nie unter null, der Zeilen im Umfang.',
  V: 'bis zur Obergrenze frei = Rahmen − Sperre − Obligo − Ist. Verfügbar ist, was davon der Haushalt bereitstellt.',
};

/** "Woher kommt diese Zahl?": the formula and its parts to the cent; ends in the figure that was asked for. */
@Component({
  selector: 'mc-envelope-explanation',
  imports: [Money, RouterLink],
  template: `
    <div role="region" aria-label="Woher kommt diese Zahl?" (keydown.escape)="closed.emit()">
      <p>{{ question() }} Umfang: {{ envelope().scopeText }}.</p>
      <table>
        <caption class="vh">
          Bestandteile in Euro
        </caption>
        <tbody>
          @for (part of parts(); track part.label) {
            <tr [class.sum]="$last">
              <th scope="row">{{ part.sign }} {{ part.label }}</th>
              <td class="r"><mc-money [value]="part.cents" /> €</td>
            </tr>
          }
        </tbody>
      </table>
      @if (mayOpenBudget) {
        <a routerLink="/budget">Zu den Haushaltszeilen</a>
      }
      <button type="button" class="btn text" (click)="closed.emit()">Schließen</button>
    </div>
  `,
  styles: `
    div {
      border-left: 2px solid var(--accent);
      padding: var(--s-2) var(--s-4);
      margin: 0 0 var(--s-3);
      background: var(--surface-2);
    }
    table {
      width: auto;
      min-width: 320px;
      margin: var(--s-2) 0;
    }
  `,
})
export class EnvelopeExplanation {
  readonly envelope = input.required<EnvelopeView>();
  readonly figure = input.required<AskedFigure['figure']>();
  readonly closed = output();

  protected readonly mayOpenBudget = inject(Session).may('budget:read');
  protected readonly question = computed(() => QUESTIONS[this.figure()]);
  protected readonly parts = computed<Part[]>(() => {
    const { ceilingCents, S, O, I, V } = this.envelope();
    if (this.figure() === 'I') return [{ sign: '=', label: 'Ist', cents: I }];
    if (this.figure() === 'O') return [{ sign: '=', label: 'Obligo', cents: O }];
    return [
      { sign: '', label: 'Rahmen', cents: ceilingCents },
      { sign: '−', label: 'Sperre', cents: S },
      { sign: '−', label: 'Obligo', cents: O },
      { sign: '−', label: 'Ist', cents: I },
      { sign: '=', label: 'bis zur Obergrenze frei', cents: V },
    ];
  });
}
