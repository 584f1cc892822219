import { Component, computed, input, model, output, signal } from '@angular/core';
import type { FormValueControl, ValidationError } from '@angular/forms/signals';

/** A labelled password, hidden until somebody wants to see it; password managers may fill and keep it. */
@Component({
  selector: 'mc-entry-secret',
  template: `
    <div class="f">
      <label [for]="fieldId()">{{ label() }}</label>
      <div class="with">
        <input
          #field
          [id]="fieldId()"
          [type]="shown() ? 'text' : 'password'"
          [attr.autocomplete]="autocomplete()"
          autocapitalize="none"
          spellcheck="false"
          [value]="value()"
          [attr.aria-invalid]="fault() ? 'true' : null"
          [attr.aria-describedby]="fault() || note() ? fieldId() + '-note' : null"
          (input)="value.set(field.value)"
          (blur)="touch.emit()"
        />
        <button
          type="button"
          class="btn text"
          [attr.aria-pressed]="shown()"
          [attr.aria-controls]="fieldId()"
          (click)="shown.set(!shown())"
        >
          Zeigen<span class="vh">: {{ label() }}</span>
        </button>
      </div>
      @if (fault(); as text) {
        <p class="error" [id]="fieldId() + '-note'">{{ text }}</p>
      } @else if (note(); as text) {
        <p class="hint" [id]="fieldId() + '-note'">{{ text }}</p>
      }
    </div>
  `,
  styles: `
    .with {
      display: flex;
      gap: var(--s-1);
    }
    input {
      flex: 1;
    }
    .btn[aria-pressed='true'] {
      background: var(--accent-tint);
    }
  `,
})
export class EntrySecret implements FormValueControl<string> {
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  /** `current-password`, or `new-password`. */
  readonly autocomplete = input('current-password');
  /** What stands below it while nothing is wrong. */
  readonly note = input('');

  readonly value = model('');
  readonly errors = input<readonly ValidationError.WithOptionalFieldTree[]>([]);
  readonly touch = output();

  protected readonly shown = signal(false);
  protected readonly fault = computed(() => this.errors()[0]?.message ?? '');
}
