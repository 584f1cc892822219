import { Component, input, output } from '@angular/core';

/** A labelled line of text with its hint and what is wrong with it. */
@Component({
  selector: 'mc-text-field',
  template: `
    <div class="f">
      <label [for]="name()">{{ label() }}</label>
      <input
        #field
        [id]="name()"
        autocomplete="off"
        [class.num]="numeric()"
        [attr.inputmode]="numeric() ? 'decimal' : null"
        [placeholder]="hint()"
        [value]="value()"
        [attr.aria-invalid]="fault() ? 'true' : null"
        [attr.aria-describedby]="fault() ? name() + '-fault' : null"
        (input)="typed.emit(field.value)"
      />
      @if (fault(); as text) {
        <p class="error" [id]="name() + '-fault'">{{ text }}</p>
      }
    </div>
  `,
  styles: `
    .num {
      text-align: right;
    }
  `,
})
export class TextField {
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly hint = input('');
  readonly numeric = input(false);
  readonly fault = input('');
  readonly typed = output<string>();
}
