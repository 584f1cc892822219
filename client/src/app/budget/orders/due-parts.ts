import { Component, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import { EntryText } from '../../ui/entry/entry-text.ts';

/** What falls due in a year, as it is typed. */
export interface DuePart {
  dueYear: string;
  /** In euros. */
  cents: string;
}

/** fällig je Jahr: amounts by due year, of an order or an authorisation; what is projected stands below them. */
@Component({
  selector: 'mc-due-parts',
  imports: [EntryText, FormField],
  template: `
    <fieldset>
      <legend>fällig je Jahr</legend>
      @for (part of fields(); track part; let index = $index) {
        <div class="line">
          <mc-entry-text [fieldId]="name() + '-year-' + index" label="Jahr" [formField]="part.dueYear" />
          <mc-entry-text
            [fieldId]="name() + '-amount-' + index"
            label="Betrag in €"
            hint="1.234,56"
            [numeric]="true"
            [formField]="part.cents"
          />
          @if (fields().length > 1) {
            <button
              type="button"
              class="btn text"
              [attr.aria-label]="'Fälligkeit ' + part.dueYear().value() + ' entfernen'"
              (click)="remove(index)"
            >
              <svg class="i" aria-hidden="true"><use href="#x" /></svg>
            </button>
          }
        </div>
      }
      <div class="do">
        <button type="button" class="btn text" (click)="add()">weiteres Jahr</button>
        <ng-content />
      </div>
    </fieldset>
  `,
  styleUrl: '../planning.css',
})
export class DueParts {
  /** Begins the ids of the fields. */
  readonly name = input.required<string>();
  readonly fields = input.required<FieldTree<DuePart[]>>();

  /** One more part, due in the year after the last. */
  protected add(): void {
    this.fields()().value.update((parts) => [
      ...parts,
      { dueYear: String(Number(parts.at(-1)?.dueYear) + 1), cents: '' },
    ]);
  }

  protected remove(index: number): void {
    this.fields()().value.update((parts) => parts.filter((_, at) => at !== index));
  }
}
