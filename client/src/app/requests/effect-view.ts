import { Component, computed, input } from '@angular/core';
import type { RequestEffect } from '#shared/approvals/effect.ts';
import { FIGURES, FIGURE_SHORT, LEDGER_SHORT } from '#shared/budget/terms.ts';
import type { FigureName } from '#shared/budget/terms.ts';
import { formatMillions, minusCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { Money } from '../ui/money.ts';
import { Table } from '../ui/table.ts';

interface EffectRow {
  name: string;
  before: Cents;
  after: Cents;
  change: Cents;
  /** A negative balance is red; the figures before it are no balance. */
  balance: boolean;
}
interface EffectPart {
  key: string;
  heading: string;
  rows: EffectRow[];
}

type Sides = Record<'before' | 'after', Record<FigureName, Cents>>;

/** What changes, and V in any case: it is what a decision is about. */
function rowsOf(of: Sides): EffectRow[] {
  return FIGURES.filter((name) => name === 'V' || of.before[name] !== of.after[name]).map((name) => ({
    name: `${name} ${FIGURE_SHORT[name]}`,
    before: of.before[name],
    after: of.after[name],
    change: minusCents(of.after[name], of.before[name]),
    balance: name === 'V',
  }));
}

/** Before, after and difference of a request: per line, per cover group, per envelope. */
@Component({
  selector: 'mc-effect-view',
  imports: [Table, Money],
  template: `
    @if (effect().values; as values) {
      <mc-table [caption]="label()">
        <thead>
          <tr>
            <th scope="col">Größe</th>
            <th scope="col" class="r">vorher</th>
            <th scope="col" class="r">nachher</th>
          </tr>
        </thead>
        <tbody>
          @for (value of values; track value.name) {
            <tr>
              <th scope="row">{{ value.name }}</th>
              <td class="r">{{ value.before }}</td>
              <td class="r">{{ value.after }}</td>
            </tr>
          }
        </tbody>
      </mc-table>
    }
    @if (!effect().values || parts().length > 0) {
      <mc-table [caption]="label()">
        <thead>
          <tr>
            <th scope="col">€</th>
            <th scope="col" class="r">vorher</th>
            <th scope="col" class="r">nachher</th>
            <th scope="col" class="r">Differenz</th>
          </tr>
        </thead>
        @for (part of parts(); track part.key) {
          <tbody>
            <tr class="grp">
              <th scope="rowgroup" colspan="4">{{ part.heading }}</th>
            </tr>
            @for (row of part.rows; track row.name) {
              <tr>
                <th scope="row">{{ row.name }}</th>
                <td class="r"><mc-money [value]="row.before" [balance]="row.balance" /></td>
                <td class="r"><mc-money [value]="row.after" [balance]="row.balance" /></td>
                <td class="r"><mc-money [value]="row.change" [change]="true" /></td>
              </tr>
            }
          </tbody>
        }
      </mc-table>
    }
    @if (effect().notes.length > 0) {
      <ul class="notes">
        @for (note of effect().notes; track note) {
          <li>{{ note }}</li>
        }
      </ul>
    }
  `,
  styles: `
    :host {
      container-type: inline-size;
      display: block;
    }
    @container (max-width: 420px) {
      mc-table {
        --table-size: var(--fs-xs);
      }
      td,
      th {
        padding-inline: 3px;
      }
    }
    .notes {
      margin-top: var(--s-2);
      font-size: var(--fs-xs);
      color: var(--ink-2);
    }
    .notes li + li {
      margin-top: 2px;
    }
  `,
})
export class EffectView {
  readonly effect = input.required<RequestEffect>();
  readonly label = input('Wirkung auf Zeilen, Deckungskreise und Rahmen');

  protected readonly parts = computed<EffectPart[]>(() => {
    const { lines, groups, envelopes } = this.effect();
    return [
      ...lines.map((line) => ({
        key: `line ${line.year} ${line.number}`,
        heading: `Zeile ${line.number} ${line.name}, ${line.year}`,
        rows: rowsOf(line),
      })),
      ...groups.map((group) => ({
        key: `group ${group.year} ${group.ledger} ${group.code ?? ''}`,
        heading: `Deckungskreis ${group.code ?? '–'}, ${group.year} ${LEDGER_SHORT[group.ledger]}`,
        rows: rowsOf(group),
      })),
      ...envelopes.map((envelope) => ({
        key: `envelope ${envelope.name}`,
        heading: `Rahmen ${envelope.name}, bis ${formatMillions(envelope.ceilingCents)} Mio. €`,
        rows: [
          {
            name: 'frei',
            before: envelope.beforeFreeCents,
            after: envelope.afterFreeCents,
            change: minusCents(envelope.afterFreeCents, envelope.beforeFreeCents),
            balance: true,
          },
        ],
      })),
    ];
  });
}
