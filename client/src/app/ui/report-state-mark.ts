import { Component, computed, input } from '@angular/core';
import { REPORT_STATE_WORDS } from '#shared/rounds/terms.ts';
import type { ReportState } from '#shared/rounds/terms.ts';

const SYMBOLS: Record<ReportState, string> = {
  open: '#l-oh',
  submitted: '#t-u',
  returned: '#t-d',
  accepted: '#ok',
};

/** Where a report stands: symbol and word; overdue ones say so with a mark of their own. */
@Component({
  selector: 'mc-report-state',
  template: `
    @if (overdue()) {
      <span class="light l-r"
        ><svg class="i" aria-hidden="true"><use href="#l-r" /></svg>überfällig</span
      >
    } @else {
      <span class="light"
        ><svg class="i" aria-hidden="true"><use [attr.href]="symbol()" /></svg>{{ word() }}</span
      >
    }
  `,
})
export class ReportStateMark {
  readonly state = input.required<ReportState>();
  readonly overdue = input(false);

  protected readonly symbol = computed(() => SYMBOLS[this.state()]);
  protected readonly word = computed(() => REPORT_STATE_WORDS[this.state()]);
}
