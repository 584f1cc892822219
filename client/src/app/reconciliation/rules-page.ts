import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import type { RuleList } from '#shared/reconciliation/rules.ts';
import { asked } from '../core/asked.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { ExportLink } from '../ui/export-link.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { ruleRows, rulesSentence } from '#shared/reconciliation/rule-rows.ts';
import { RuleSheet } from './rule-sheet.ts';

const NEW = 'neu';

/** Zuordnungsregeln: every rule in the order it is asked, what it did, and writing, changing and retiring one. */
@Component({
  selector: 'mc-rules-page',
  imports: [ExportLink, AskedState, IsoDatePipe, RouterLink, RuleSheet, SectionHead, Table],
  templateUrl: './rules-page.html',
  styleUrl: './rules-page.css',
})
export class RulesPage {
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  protected readonly mayRule = inject(Session).may('reconciliation:rules');

  /** The rule in the sheet (`neu` = a new one), whether it is to be retired, what is searched, retired ones too. */
  readonly regel = input<string>();
  readonly abschalten = input<string>();
  readonly suche = input<string>();
  readonly alle = input<string>();

  protected readonly answer = asked<RuleList>(() => '/api/rules');
  protected readonly list = this.answer.value;
  protected readonly rows = computed(() =>
    ruleRows(this.list()?.rules ?? [], { search: this.suche() ?? '', retired: this.alle() === '1' }),
  );
  protected readonly sentence = computed(() => rulesSentence(this.list()?.rules ?? []));
  /** None or one: another rule is another sheet. */
  protected readonly sheets = computed(() => {
    const code = this.regel();
    if (!this.mayRule || code === undefined) return [];
    return [{ code: code === NEW ? null : code, retire: this.abschalten() === '1' }];
  });
  protected readonly day = businessDate;
  protected readonly done = signal('');

  protected choose(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge', scroll: 'manual' });
  }

  protected close(): void {
    this.choose({ regel: null, abschalten: null });
  }

  protected changed(text: string): void {
    this.notices.show(text);
    this.answer.reload();
    this.close();
  }
}
