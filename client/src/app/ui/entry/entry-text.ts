import { Component, computed, input, model, output } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';

/** A labelled text of a form, in one line or several, with its hint and what is wrong with it. */
@Component({
  selector: 'mc-entry-text',
  template: `
    <div class="f">
      <label [for]="fieldId()">{{ label() }}</label>
      @if (rows() > 1) {
        <textarea
          #area
          [id]="fieldId()"
          [rows]="rows()"
          [attr.maxlength]="most()"
          [value]="value()"
          [attr.aria-invalid]="fault() ? 'true' : null"
          [attr.aria-describedby]="described()"
          (input)="value.set(area.value)"
          (blur)="touch.emit()"
        ></textarea>
      } @else {
        <input
          #field
          [id]="fieldId()"
          [attr.autocomplete]="autocomplete()"
          [class.num]="numeric()"
          [attr.inputmode]="numeric() ? 'decimal' : digits() ? 'numeric' : null"
          [attr.maxlength]="most()"
          [attr.list]="list()"
          [placeholder]="hint()"
          [value]="value()"
          [attr.aria-invalid]="fault() ? 'true' : null"
          [attr.aria-describedby]="described()"
          (input)="value.set(field.value)"
          (blur)="touch.emit()"
        />
      }
      @if (fault(); as text) {
        <p class="error" [id]="fieldId() + '-note'">{{ text }}</p>
      } @else if (note(); as text) {
        <p class="hint" [id]="fieldId() + '-note'">{{ text }}</p>
      }
    </div>
  `,
  styles: `
    .num {
      text-align: right;
    }
  `,
})
export class EntryText implements FormValueControl<string> {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  /** What it may look like, while nothing stands there. */
  readonly hint = input('');
  /** What stands below it while nothing is wrong. */
  readonly note = input('');
  readonly numeric = input(false);
  /** Digits that are no amount: the keys of a phone are enough. */
  readonly digits = input(false);
  /** What a browser may fill in by itself: `username`, `one-time-code`. */
  readonly autocomplete = input('off');
  /** More than one: a text of several lines. */
  readonly rows = input(1);
  /** The most characters; null = the schema says. */
  readonly most = input<number | null>(null);

  /** Id of a `datalist` with what may stand there. */
  readonly list = input<string | null>(null);

  readonly value = model('');
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touch = output();

  protected readonly fault = computed(() => this.errors()[0]?.message ?? '');
  protected readonly described = computed(() =>
    this.fault() !== '' || this.note() !== '' ? `${this.fieldId()}-note` : null,
  );
}
