import { Component } from '@angular/core';
import { IndicatorRegister } from '../indicator-entry/indicator-register.ts';
import { OwnRowsNote } from '../ui/own-rows-note.ts';

/** Kennzahlen: what the programme is measured by, with targets, values and the lists they are counted from. */
@Component({
  selector: 'mc-indicators-page',
  imports: [IndicatorRegister, OwnRowsNote],
  template: `
    <div class="head"><h1>Kennzahlen</h1></div>
    <p class="lead">
      Was das Programm erreicht, in Zahlen. Jeder Wert hat seinen Tag und seine Quelle; was aus einer Liste
      gezählt wird, stimmt immer mit ihr überein.
    </p>
    <mc-own-rows-note />
    <mc-indicator-register />
  `,
  styles: ':host { display: block; } .lead { margin-bottom: var(--s-4); }',
})
export class IndicatorsPage {}
