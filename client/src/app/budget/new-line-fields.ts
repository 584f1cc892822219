import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import { LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import type { Ledger, LineKind } from '#shared/budget/terms.ts';
import type { NewLineDraft } from './movement-draft.ts';
import { EntryText } from '../ui/entry/entry-text.ts';

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
  imports: [EntryText, FormField],
  template: `
    <fieldset>
      <legend>Neue Zeile</legend>
      @for (text of texts; track text[0]) {
        <mc-entry-text
          [fieldId]="'new-' + text[0]"
          [label]="text[1]"
          [hint]="text[2]"
          [formField]="fields()[text[0]]"
        />
      }
      <div class="f">
        <label for="new-ledger">Haushalt</label>
        <select id="new-ledger" [formField]="fields().ledger">
          @for (one of ledgers; track one) {
            <option [value]="one">{{ ledgerWords[one] }}</option>
          }
        </select>
        @for (fault of fields().ledger().errors(); track $index) {
          <p class="error">{{ fault.message }}</p>
        }
      </div>
      <div class="f">
        <label for="new-kind">Art</label>
        <select id="new-kind" [formField]="fields().kind">
          @for (one of kinds; track one) {
            <option [value]="one">{{ kindWords[one] }}</option>
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
  readonly fields = input.required<FieldTree<NewLineDraft>>();

  protected readonly texts = TEXTS;
  protected readonly ledgers: readonly Ledger[] = ['result', 'cash'];
  protected readonly ledgerWords = LEDGER_WORDS;
  protected readonly kinds: readonly LineKind[] = LINE_KINDS;
  protected readonly kindWords = LINE_KIND_WORDS;
}
