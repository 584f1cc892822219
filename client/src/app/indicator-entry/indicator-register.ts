import { Component, computed, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, Router } from '@angular/router';
import { can } from '#shared/permissions.ts';
import type { IndicatorDetail, IndicatorPage, IndicatorRow } from '#shared/indicators/indicators.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EmptyState } from '../ui/states.ts';
import { DefineSheet } from './define-sheet.ts';
import type { Known } from './define-sheet.ts';
import { ElementSheet } from './element-sheet.ts';
import { IndicatorEndSheet } from './end-sheet.ts';
import { IndicatorDetailView } from './indicator-detail.ts';
import type { Deed } from './indicator-detail.ts';
import { IndicatorTable } from './indicator-table.ts';
import { MeasureSheet } from './measure-sheet.ts';
import { PasteElementsSheet } from './paste-elements-sheet.ts';
import { TargetSheet } from './target-sheet.ts';
import { WithdrawSheet } from './withdraw-sheet.ts';

/** Indicators of a project, or of all: the list, the one that is open, and the sheets that define and measure. */
@Component({
  selector: 'mc-indicator-register',
  imports: [
    AskedState,
    DefineSheet,
    ElementSheet,
    EmptyState,
    IndicatorDetailView,
    IndicatorEndSheet,
    IndicatorTable,
    MeasureSheet,
    PasteElementsSheet,
    TargetSheet,
    WithdrawSheet,
  ],
  templateUrl: './indicator-register.html',
  styles: ':host { display: block; } .tools { margin-bottom: var(--s-3); }',
})
export class IndicatorRegister {
  /** The project whose indicators are shown; without one all. */
  readonly project = input<Pick<ProjectRow, 'id' | 'number' | 'name' | 'leadUserId' | 'office'> | null>(null);

  private readonly asOf = inject(AsOf);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  private readonly params = toSignal(inject(ActivatedRoute).queryParamMap, { requireSync: true });

  protected readonly answer = asked<IndicatorPage>(() => {
    const params = this.asOf.clocks();
    return params
      ? { url: '/api/indicators', params: { ...params, project: this.project()?.id } }
      : undefined;
  });
  protected readonly page = this.answer.value;
  protected readonly rows = computed(() => {
    const page = this.page();
    const ended = ({ endsOn }: IndicatorRow): number =>
      Number(endsOn !== null && endsOn < (page?.asOf ?? ''));
    return (page?.indicators ?? []).toSorted((a, b) => ended(a) - ended(b));
  });
  /** The indicator that is open, from the address. */
  protected readonly chosen = computed(() => Number(this.params().get('kennzahl')) || null);
  protected readonly one = asked<IndicatorDetail>(
    () => {
      const [id, params] = [this.chosen(), this.asOf.clocks()];
      return id && params ? { url: `/api/indicators/${id}`, params } : undefined;
    },
    { about: ({ indicator }) => indicator.id === this.chosen() },
  );
  protected readonly detail = this.one.value;
  /** What is being done: with the one that is open, or a new one. */
  protected readonly deed = signal<Deed | { to: 'new'; known: Known | null } | null>(null);
  protected readonly mayEdit = this.session.may('indicators:edit');
  protected readonly mayMeasure = computed(() => {
    const row = this.detail()?.indicator;
    return row !== undefined && can(this.session.user(), 'indicators:measure', row);
  });
  protected readonly empty = computed(() => {
    const none = this.project()
      ? 'Am Stichtag wird für dieses Projekt keine Kennzahl geführt.'
      : 'Am Stichtag wird noch keine Kennzahl geführt. Ohne sie sagt der Bericht, was ausgegeben wurde, und nicht, was erreicht ist.';
    return this.mayEdit ? none : `${none} Anlegen kann sie das Programmbüro.`;
  });

  protected done(detail?: IndicatorDetail): void {
    const isNew = this.deed()?.to === 'new';
    this.deed.set(null);
    this.answer.reload();
    if (detail && isNew) void this.open(detail.indicator.id);
    else this.one.reload();
  }

  private open(id: number): Promise<boolean> {
    return this.router.navigate([], { queryParams: { kennzahl: id }, queryParamsHandling: 'merge' });
  }
}
