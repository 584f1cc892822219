import { Component, computed, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';

/** What can be chosen: what is sent, and what is read. */
export type Option = readonly [string, string];

/** A labelled choice of a form, with its hint and what is wrong with it. */
@Component({
  selector: 'mc-entry-select',
  imports: [FormField],
  template: `
    <div class="f">
      <label [for]="fieldId()">{{ label() }}</label>
      <select
        [id]="fieldId()"
        [attr.aria-invalid]="fault() ? 'true' : null"
        [attr.aria-describedby]="noteId()"
        [formField]="field()"
      >
        @if (empty(); as word) {
          <option value="">{{ word }}</option>
        }
        @for (option of options(); track option[0]) {
          <option [value]="option[0]">{{ option[1] }}</option>
        }
      </select>
      @if (noteId(); as id) {
        <p [class]="fault() ? 'error' : 'hint'" [id]="id">{{ fault() || note() }}</p>
      }
    </div>
  `,
  styles: `
    select {
      width: 100%;
    }
  `,
})
export class EntrySelect {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly field = input.required<FieldTree<string>>();
  readonly options = input.required<readonly Option[]>();
  /** The word of the choice of nothing; '' = there is none. */
  readonly empty = input('bitte wählen');
  readonly note = input('');
  readonly fault = input('');

  protected readonly noteId = computed(() => (this.fault() || this.note() ? `${this.fieldId()}-note` : null));
}
