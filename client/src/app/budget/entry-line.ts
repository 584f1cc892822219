import { Component, computed, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';
import type { Side } from '#shared/budget/sides.ts';
import type { LineChoice } from './line-choices.ts';

/** A labelled choice of one budget line, with what is wrong with it; null = none chosen. */
@Component({
  selector: 'mc-entry-line',
  template: `
    <div class="f">
      <label [for]="fieldId()">{{ label() }}</label>
      <select
        #choice
        [id]="fieldId()"
        [attr.aria-invalid]="fault() ? 'true' : null"
        [attr.aria-describedby]="fault() ? fieldId() + '-fault' : null"
        (change)="value.set(choice.value === '' ? null : +choice.value)"
        (blur)="touch.emit()"
      >
        <option value="">bitte wählen</option>
        @for (group of groups(); track group.heading) {
          <optgroup [label]="group.heading">
            @for (line of group.lines; track line.id) {
              <option [value]="line.id" [selected]="line.id === value()">{{ line.label }}</option>
            }
          </optgroup>
        }
      </select>
      @if (fault(); as text) {
        <p class="error" [id]="fieldId() + '-fault'">{{ text }}</p>
      }
    </div>
  `,
})
export class EntryLine implements FormValueControl<number | null> {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly choices = input.required<readonly LineChoice[]>();
  readonly sides = input<readonly Side[]>(['expense']);

  readonly value = model<number | null>(null);
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touch = output();

  protected readonly fault = computed(() => this.errors()[0]?.message ?? '');
  protected readonly groups = computed(() =>
    this.choices().filter((choice) => this.sides().includes(choice.side)),
  );
}
