import { Component, input, output } from '@angular/core';
import { TextField } from '../ui/text-field.ts';

/** What falls due in a year, as it is typed. */
export interface DuePart {
  dueYear: string;
  amount: string;
}

/** fällig je Jahr: amounts by due year, of an order or an authorisation; what is projected stands below them. */
@Component({
  selector: 'mc-due-parts',
  imports: [TextField],
  template: `
    <fieldset>
      <legend>fällig je Jahr</legend>
      @for (part of parts(); track $index) {
        <div class="line">
          <mc-text-field
            [name]="name() + '-year-' + $index"
            label="Jahr"
            [value]="part.dueYear"
            [fault]="faultAt()('parts.' + $index + '.dueYear')"
            (typed)="edit($index, { dueYear: $event.trim() })"
          />
          <mc-text-field
            [name]="name() + '-amount-' + $index"
            label="Betrag in €"
            hint="1.234,56"
            [numeric]="true"
            [value]="part.amount"
            [fault]="faultAt()('parts.' + $index + '.cents')"
            (typed)="edit($index, { amount: $event })"
          />
          @if (parts().length > 1) {
            <button
              type="button"
              class="btn text"
              [attr.aria-label]="'Fälligkeit ' + part.dueYear + ' entfernen'"
              (click)="remove($index)"
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
  styleUrl: './planning.css',
})
export class DueParts {
  /** Begins the ids of the fields. */
  readonly name = input.required<string>();
  readonly parts = input.required<readonly DuePart[]>();
  /** What is wrong at a path, such as `parts.0.cents`. */
  readonly faultAt = input.required<(path: string) => string>();
  readonly changed = output<DuePart[]>();

  protected edit(index: number, change: Partial<DuePart>): void {
    this.changed.emit(this.parts().map((part, at) => (at === index ? { ...part, ...change } : part)));
  }

  /** One more part, due in the year after the last. */
  protected add(): void {
    const last = Number(this.parts().at(-1)?.dueYear);
    this.changed.emit([...this.parts(), { dueYear: String(last + 1), amount: '' }]);
  }

  protected remove(index: number): void {
    this.changed.emit(this.parts().filter((_, at) => at !== index));
  }
}
