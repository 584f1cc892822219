import { Component, computed, input, output } from '@angular/core';
import type { Side } from '#shared/budget/sides.ts';
import type { LineChoice } from './line-choices.ts';

/** A labelled choice of one budget line, with what is wrong with it. */
@Component({
  selector: 'mc-line-select',
  template: `
    <div class="f">
      <label [for]="name()">{{ label() }}</label>
      <select
        #choice
        [id]="name()"
        [attr.aria-invalid]="fault() ? 'true' : null"
        [attr.aria-describedby]="fault() ? name() + '-fault' : null"
        (change)="chosen.emit(choice.value === '' ? null : +choice.value)"
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
        <p class="error" [id]="name() + '-fault'">{{ text }}</p>
      }
    </div>
  `,
})
export class LineSelect {
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly value = input.required<number | null>();
  readonly choices = input.required<readonly LineChoice[]>();
  readonly sides = input<readonly Side[]>(['expense']);
  readonly fault = input('');
  readonly chosen = output<number | null>();

  protected readonly groups = computed(() =>
    this.choices().filter((choice) => this.sides().includes(choice.side)),
  );
}
