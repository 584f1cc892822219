import { Component, input, model } from '@angular/core';
import type { FormValueControl } from '@angular/forms/signals';

/** One of a few, all of them seen at once: radio buttons side by side. */
@Component({
  selector: 'mc-entry-choice',
  template: `
    <div class="f">
      <span class="label" [id]="fieldId()">{{ label() }}</span>
      <div class="seg" role="radiogroup" [attr.aria-labelledby]="fieldId()">
        @for (option of options(); track option[0]) {
          <label
            ><input
              type="radio"
              [name]="fieldId()"
              [checked]="option[0] === value()"
              (change)="value.set(option[0])"
            />{{ option[1] }}</label
          >
        }
      </div>
    </div>
  `,
})
export class EntryChoice<T extends string> implements FormValueControl<T> {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  /** What is stored, and what is shown for it. */
  readonly options = input.required<readonly (readonly [T, string])[]>();
  readonly value = model.required<T>();
}
