import { Component, computed, input, linkedSignal, output } from '@angular/core';
import { counted } from '#shared/counted.ts';
import type { ElementRow, IndicatorDetail } from '#shared/indicators/indicators.ts';
import { ELEMENT_STATES, ELEMENT_STATE_WORDS } from '#shared/indicators/terms.ts';
import type { ElementState } from '#shared/indicators/terms.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

/** So many rows are drawn before somebody asks for more. */
const FIRST_ROWS = 20;

/** The list an indicator is counted from, at the Stichtag: what is done, what is open, what belongs to it no more. */
@Component({
  selector: 'mc-elements-section',
  imports: [IsoDatePipe, SectionHead, Table],
  template: `
    <section class="sec" aria-labelledby="h-elements">
      <mc-section-head headingId="h-elements" heading="Liste" [sentence]="sentence()" />
      @if (mayWrite()) {
        <div class="do">
          @if (!isOffices()) {
            <button type="button" class="btn" (click)="changing.emit(null)">Aufnehmen</button>
          }
          <button type="button" class="btn" (click)="pasting.emit()">Aus Excel einfügen</button>
        </div>
      }
      @if (detail().elements.length > 0) {
        <nav class="views" aria-label="Stand">
          @for (tab of tabs(); track tab.key) {
            <button
              type="button"
              [attr.aria-current]="tab.key === state() ? 'true' : null"
              (click)="state.set(tab.key)"
            >
              {{ tab.label }}<span class="n">{{ tab.count }}</span>
            </button>
          }
        </nav>
        <mc-table [caption]="'Liste: ' + detail().indicator.name" [heads]="heads()">
          <tbody>
            @for (element of rows().slice(0, most()); track element.key) {
              <tr>
                <th scope="row">
                  {{ isOffices() ? element.key + ' ' + element.name : element.name }}
                  <span class="l2">{{ element.remark }}</span>
                </th>
                <td>{{ words[element.state] }}</td>
                <td>{{ element.since | isoDate }}</td>
                @if (mayWrite()) {
                  <td>
                    <button
                      type="button"
                      class="btn"
                      [attr.aria-label]="'Stand ändern: ' + element.name"
                      (click)="changing.emit(element)"
                    >
                      Ändern
                    </button>
                  </td>
                }
              </tr>
            }
          </tbody>
        </mc-table>
        @if (rows().length > most()) {
          <p class="tools">
            <span>{{ most() }} von {{ rows().length }}</span>
            <button type="button" class="btn" (click)="most.set(rows().length)">Alle zeigen</button>
          </p>
        }
      }
    </section>
  `,
})
export class ElementsSection {
  readonly detail = input.required<IndicatorDetail>();
  readonly mayWrite = input.required<boolean>();
  readonly changing = output<ElementRow | null>();
  readonly pasting = output();

  protected readonly words = ELEMENT_STATE_WORDS;
  protected readonly state = linkedSignal<number, ElementState | 'all'>({
    source: () => this.detail().indicator.id,
    computation: () => 'all',
  });
  protected readonly most = linkedSignal<unknown, number>({
    source: () => [this.detail().indicator.id, this.state()],
    computation: () => FIRST_ROWS,
  });
  protected readonly isOffices = computed(() => this.detail().indicator.basis === 'offices');
  protected readonly tabs = computed(() => {
    const { elements } = this.detail();
    const count = (state: ElementState): number => elements.filter((one) => one.state === state).length;
    return [
      { key: 'all' as const, label: 'Alle', count: elements.length },
      ...ELEMENT_STATES.map((key) => ({ key, label: ELEMENT_STATE_WORDS[key], count: count(key) })),
    ];
  });
  protected readonly rows = computed(() => {
    const state = this.state();
    return this.detail().elements.filter((one) => state === 'all' || one.state === state);
  });
  protected readonly heads = computed(() => [
    this.isOffices() ? 'Amt' : 'Name',
    'Stand',
    'seit',
    ...(this.mayWrite() ? [{ word: 'Ändern', hidden: true }] : []),
  ]);
  protected readonly sentence = computed(() => {
    const { elements, indicator } = this.detail();
    if (elements.length === 0)
      return 'In der Liste steht noch nichts; der Wert wird aus ihr gezählt, sobald etwas darin steht.';
    const dropped = elements.filter(({ state }) => state === 'dropped').length;
    const { value = 0, total = 0 } = indicator.last ?? {};
    const rest = dropped > 0 ? `; ${dropped} entfallen und zählen nicht` : '';
    return `${counted(value, 'Eintrag', 'Einträge')} von ${total ?? 0} erfüllt${rest}. Daraus wird der Wert gezählt.`;
  });
}
