import { Component, computed, input } from '@angular/core';
import type { EntryForm } from '../../core/entry-form.ts';
import { FaultList } from '../fault-list.ts';
import { FailedState } from '../states.ts';

type Shown = Pick<
  EntryForm<object, never, unknown>,
  'again' | 'conflict' | 'failed' | 'loose' | 'messages' | 'sendAgain'
>;

/** What stands in the way of sending a form, above its fields: a refusal as a whole, and every fault. */
@Component({
  selector: 'mc-entry-state',
  imports: [FailedState, FaultList],
  template: `
    @if (entry().failed(); as error) {
      <mc-failed
        [error]="error"
        [kept]="sentence()"
        [retryable]="entry().again()"
        (retry)="entry().sendAgain()"
      />
    }
    <mc-fault-list [heading]="heading()" [messages]="messages()" />
  `,
})
export class EntryState {
  readonly entry = input.required<Shown>();
  /** Says that nothing happened: `es wurde nichts beantragt`. */
  readonly nothing = input('es wurde nichts gespeichert');
  /** Above the list of faults. */
  readonly heading = input('');
  /** Every fault is listed; else, in a form of one field, only what stands at no field. */
  readonly listed = input(true);

  protected readonly messages = computed(() =>
    this.listed() ? this.entry().messages() : this.entry().loose(),
  );
  protected readonly sentence = computed(() => {
    const entry = this.entry();
    return entry.conflict() !== null && entry.again()
      ? 'Ihre Eingaben stehen weiter hier; „Erneut versuchen“ speichert sie über dem neueren Stand.'
      : `Ihre Eingaben stehen weiter hier; ${this.nothing()}.`;
  });
}
