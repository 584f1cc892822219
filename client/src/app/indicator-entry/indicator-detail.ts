import { Component, computed, input, output } from '@angular/core';
import type { IndicatorDetail as Detail, ElementRow, MeasurementRow } from '#shared/indicators/indicators.ts';
import { standingSentence } from '#shared/indicators/standing.ts';
import { DIRECTION_WORDS } from '#shared/indicators/terms.ts';
import { countedText, valueOf, valueText } from '#shared/indicators/values.ts';
import { LineChart } from '../ui/chart/chart.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { ElementsSection } from './elements-section.ts';
import { courseChart, courseSentence, courseTable, standingText } from './indicator-words.ts';

/** What somebody wants to do with an indicator. */
export type Deed =
  | { to: 'change' | 'measure' | 'target' | 'end' | 'paste' }
  | { to: 'element'; element: ElementRow | null }
  | { to: 'withdraw'; measurement: MeasurementRow };

/** One indicator: what it counts, its course against its targets, its values or its list, and what can be done. */
@Component({
  selector: 'mc-indicator-detail',
  imports: [ElementsSection, IsoDatePipe, LineChart, SectionHead, Table],
  template: `
    <section class="sec" aria-labelledby="h-indicator">
      <mc-section-head headingId="h-indicator" [heading]="row().name" [sentence]="row().meaning" />
      <p>
        <b>{{ standing() }}</b>. {{ sentence() }} {{ direction() }}
      </p>
      @if (row().model; as model) {
        <p class="hint">{{ model.name }}: Stufe {{ model.lowest }} bis {{ model.highest }}.</p>
      }
      @if (detail().unreadable > 0) {
        <p class="hint">
          {{ detail().unreadable }} eingelesene Werte dieses Kürzels zählen nicht: andere Einheit, Art oder
          kein Modell.
        </p>
      }
      <div class="do">
        @if (mayMeasure() && row().basis === 'measured') {
          <button type="button" class="btn main" (click)="deed.emit({ to: 'measure' })">
            Messwert eintragen
          </button>
        }
        @if (mayEdit()) {
          <button type="button" class="btn" (click)="deed.emit({ to: 'target' })">Ziel festlegen</button>
          <button type="button" class="btn" (click)="deed.emit({ to: 'change' })">Ändern</button>
          <button type="button" class="btn" (click)="deed.emit({ to: 'end' })">
            {{ row().endsOn ? 'Ende zurücknehmen' : 'Beenden' }}
          </button>
        }
      </div>
      <mc-chart [data]="chart()" [table]="table()" [message]="message()" />
    </section>
    @if (row().basis === 'measured') {
      <section class="sec" aria-labelledby="h-values">
        <mc-section-head
          headingId="h-values"
          heading="Messwerte"
          sentence="Das Neueste zuerst. Ein neuer Wert für denselben Tag berichtigt den alten; nichts wird überschrieben."
        />
        <mc-table
          [caption]="'Messwerte: ' + row().name"
          [heads]="heads()"
          [empty]="detail().measurements.length === 0 ? 'Bis zum Stichtag wurde noch nichts gemessen.' : ''"
        >
          <tbody>
            @for (one of detail().measurements; track $index) {
              <tr [class.muted]="one.without !== null">
                <th scope="row">{{ one.on | isoDate }}</th>
                <td class="r">
                  {{ text(one) }}<span class="l2">{{ second(one) }}</span>
                </td>
                <td>
                  {{ one.source }}<span class="l2">{{ one.remark }}</span>
                </td>
                <td>
                  @if (one.without === null) {
                    @if (mayMeasure() && one.id !== null) {
                      <button
                        type="button"
                        class="btn"
                        (click)="deed.emit({ to: 'withdraw', measurement: one })"
                      >
                        Zurücknehmen<span class="vh">: Messwert vom {{ one.on | isoDate }}</span>
                      </button>
                    }
                  } @else {
                    {{ one.without ? 'zurückgenommen: ' + one.without : 'berichtigt' }}
                  }
                </td>
              </tr>
            }
          </tbody>
        </mc-table>
      </section>
    } @else {
      <mc-elements-section
        [detail]="detail()"
        [mayWrite]="mayMeasure()"
        (changing)="deed.emit({ to: 'element', element: $event })"
        (pasting)="deed.emit({ to: 'paste' })"
      />
    }
  `,
  styles: '.do { margin-top: var(--s-3); margin-bottom: var(--s-4); }',
})
export class IndicatorDetailView {
  readonly detail = input.required<Detail>();
  readonly mayMeasure = input.required<boolean>();
  readonly mayEdit = input.required<boolean>();
  readonly deed = output<Deed>();

  protected readonly row = computed(() => this.detail().indicator);
  protected readonly standing = computed(() => standingText(this.row()));
  protected readonly sentence = computed(() => standingSentence(this.row(), this.detail().asOf));
  protected readonly direction = computed(() => {
    const word = DIRECTION_WORDS[this.row().direction];
    return `${word.charAt(0).toLocaleUpperCase('de')}${word.slice(1)}.`;
  });
  protected readonly chart = computed(() => courseChart(this.row(), this.detail().asOf));
  protected readonly table = computed(() => courseTable(this.row()));
  protected readonly message = computed(() => courseSentence(this.row(), this.detail().asOf));
  protected readonly heads = computed(() => [
    'gemessen am',
    { word: 'Wert', numeric: true },
    'Quelle',
    { word: 'Zurücknehmen', hidden: true },
  ]);

  protected text({ value, total }: MeasurementRow): string {
    const { kind, unit } = this.row();
    const whole = valueOf(kind, { value, total });
    return whole === null ? '–' : valueText(kind, whole, unit);
  }

  protected second(one: MeasurementRow): string {
    return countedText(one, this.row().unit) ?? one.model ?? '';
  }
}
