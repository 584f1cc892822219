import { Component, computed, input } from '@angular/core';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { LEDGER_SHORT, LEDGER_WORDS } from '#shared/budget/terms.ts';
import { formatEuro } from '#shared/money.ts';
import type { Footnote } from './budget-rows.ts';
import { superscript } from './budget-rows.ts';

/** Under the table: computed checks with what they found, footnotes, one-way cover, Vorbelastung, and what belongs to no line. */
@Component({
  selector: 'mc-budget-checks',
  template: `
    <ul class="checks">
      @for (check of page().checks; track check.label) {
        <li [class.neg]="!check.ok" [title]="check.detail">
          {{ check.label }}
          <svg class="i" aria-hidden="true"><use [attr.href]="check.ok ? '#ok' : '#x'" /></svg>
          <span class="vh">{{ check.ok ? 'stimmt' : 'stimmt nicht' }}: {{ check.detail }}</span>
          @if (!check.ok) {
            <span aria-hidden="true">{{ check.detail }}</span>
          }
        </li>
      }
    </ul>
    <ul class="checks">
      @for (note of footnotes(); track note.number) {
        <li [id]="'anm-' + note.number">{{ superscript(note.number) }} {{ note.text }}</li>
      }
      @for (edge of page().coverEdges; track edge.from + edge.to) {
        <li>DK {{ edge.from }} deckt einseitig DK {{ edge.to }} (§ 20 (2) GemHVO).</li>
      }
      @for (text of unassigned(); track text) {
        <li>{{ text }}</li>
      }
      @for (text of preCommitments(); track text) {
        <li>{{ text }}</li>
      }
      <li>
        Ergebnis- und Finanzhaushalt werden nicht addiert, Aufwendungen und Erträge nicht verrechnet (§ 10
        GemHVO).
      </li>
    </ul>
  `,
  styles: `
    .checks {
      display: flex;
      flex-wrap: wrap;
      gap: 2px var(--s-5);
      margin-top: var(--s-2);
      font-size: var(--fs-xs);
      color: var(--ink-2);
    }
    .checks + .checks {
      margin-top: 2px;
    }
    .i {
      width: 11px;
      height: 11px;
      vertical-align: -1px;
    }
    .neg {
      color: var(--danger);
      font-weight: var(--w-bold);
    }
  `,
})
export class BudgetChecks {
  readonly page = input.required<BudgetPage>();
  readonly footnotes = input.required<readonly Footnote[]>();

  protected readonly superscript = superscript;
  protected readonly preCommitments = computed(() =>
    this.page().preCommitments.map(
      ({ ledger, year, dueYear, cents }) =>
        `Vorbelastung ${dueYear} durch Aufträge aus Zeilen ${year} (${LEDGER_SHORT[ledger]}): ${formatEuro(cents)} €, weder in O noch in V.`,
    ),
  );
  protected readonly unassigned = computed(() =>
    this.page().ledgers.flatMap(({ ledger, unassignedCents, unassignedPostings }) => {
      if (unassignedPostings === 0) return [];
      const count = unassignedPostings === 1 ? '1 Buchung' : `${unassignedPostings} Buchungen`;
      return [
        `${LEDGER_WORDS[ledger]}: ${count} über ${formatEuro(unassignedCents)} € gehören zu keiner Zeile und stehen in keinem Ist.`,
      ];
    }),
  );
}
