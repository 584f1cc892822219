import { Component, input, output } from '@angular/core';
import { LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import type { Ledger, LineKind } from '#shared/budget/terms.ts';
import type { NewLineDraft } from './movement-draft.ts';
import { TextField } from '../ui/text-field.ts';

const TEXTS: readonly [keyof Omit<NewLineDraft, 'ledger' | 'kind'>, string, string][] = [
  ['number', 'Nummer der Zeile', ''],
  ['name', 'Bezeichnung', ''],
  ['subBudget', 'Teilhaushalt', '100'],
  ['coverGroup', 'Deckungskreis (leer = keiner)', '100-A'],
  ['project', 'Projekt (leer = keines)', 'P-041'],
  ['account', 'Konto oder Kontengruppe', '440'],
  ['costObject', 'Kostenstelle, Auftrag oder PSP-Element', ''],
];

/** A line that is not in the budget yet. */
@Component({
  selector: 'mc-new-line-fields',
  imports: [TextField],
  template: `
    <fieldset>
      <legend>Neue Zeile</legend>
      @for (text of texts; track text[0]) {
        <mc-text-field
          [name]="'new-' + text[0]"
          [label]="text[1]"
          [hint]="text[2]"
          [value]="line()[text[0]]"
          [fault]="faultAt()('newLine.' + text[0])"
          (typed)="set(text[0], $event)"
        />
      }
      <div class="f">
        <label for="new-ledger">Haushalt</label>
        <select id="new-ledger" #ledger (change)="set('ledger', ledger.value)">
          @for (one of ledgers; track one) {
            <option [value]="one" [selected]="one === line().ledger">{{ ledgerWords[one] }}</option>
          }
        </select>
        @if (faultAt()('newLine.ledger'); as fault) {
          <p class="error">{{ fault }}</p>
        }
      </div>
      <div class="f">
        <label for="new-kind">Art</label>
        <select id="new-kind" #kind (change)="set('kind', kind.value)">
          @for (one of kinds; track one) {
            <option [value]="one" [selected]="one === line().kind">{{ kindWords[one] }}</option>
          }
        </select>
      </div>
    </fieldset>
  `,
  styles: `
    fieldset {
      margin: var(--s-2) 0;
      padding: 0 0 0 var(--s-3);
      border: 0;
      border-left: 3px solid var(--rule-2);
    }
    legend {
      padding: 0;
      font-weight: var(--w-bold);
    }
  `,
})
export class NewLineFields {
  readonly line = input.required<NewLineDraft>();
  readonly faultAt = input.required<(path: string) => string>();
  readonly changed = output<NewLineDraft>();

  protected readonly texts = TEXTS;
  protected readonly ledgers: readonly Ledger[] = ['result', 'cash'];
  protected readonly ledgerWords = LEDGER_WORDS;
  protected readonly kinds: readonly LineKind[] = LINE_KINDS;
  protected readonly kindWords = LINE_KIND_WORDS;

  protected set(field: keyof NewLineDraft, value: string): void {
    this.changed.emit({ ...this.line(), [field]: value });
  }
}
