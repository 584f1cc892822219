import { Component, inject, input, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { BasketPage } from '#shared/reconciliation/reconciliation.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { ExportLink } from '../ui/export-link.ts';
import { AskedState } from '../ui/asked-state.ts';
import { BasketSection } from './basket-section.ts';
import { TieOutSection } from './tie-out-section.ts';

/** Abgleich: what SAP booked and where it belongs. One section each: tie-out per period, basket. */
@Component({
  selector: 'mc-reconciliation-page',
  imports: [AskedState, BasketSection, ExportLink, RouterLink, TieOutSection],
  templateUrl: './reconciliation-page.html',
  styles: `
    .year {
      margin-left: auto;
      font-size: var(--fs-s);
      color: var(--ink-2);
    }
    .year select {
      height: 28px;
    }
  `,
})
export class ReconciliationPage {
  private readonly router = inject(Router);
  private readonly asOf = inject(AsOf);

  /** In the address, so that it restores the page. */
  readonly jahr = input<string>();
  readonly seite = input<string>();

  protected readonly answer = asked<BasketPage>(() => {
    const given = { year: this.jahr(), page: this.seite() };
    const params = Object.entries(given).flatMap(([key, value]) => (value ? [[key, value] as const] : []));
    return { url: '/api/reconciliation/basket', params: Object.fromEntries(params) };
  });
  protected readonly page = this.answer.value;

  protected choose(queryParams: Record<string, string | number | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }

  private readonly tieOut = viewChild(TieOutSection);

  /** Postings moved: the parts of the tie-out did too. */
  protected moved(): void {
    this.reload();
    this.tieOut()?.refresh();
  }

  /** After a change: the basket and the strip under the toolbar say the new state. */
  protected reload(): void {
    this.answer.reload();
    this.asOf.reload();
  }
}
