import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { figureText } from '#shared/explain/address.ts';
import type { TieOutFigure } from '#shared/explain/page-figures.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { PeriodList, PeriodRow } from '#shared/periods/period-views.ts';
import { PERIOD_STATE_WORDS } from '#shared/periods/terms.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';
import { EuroPipe } from '../ui/money.ts';
import { Figure } from '../ui/figure.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { ControlFileDock } from './control-file-dock.ts';
import { PeriodForm } from './period-form.ts';
import { TieOutDock } from './tie-out-dock.ts';
import { ledgersOf, periodActions, rowCells, sumCells, tieOutSentence } from './tie-out-rows.ts';
import type { PeriodAction, TieOutCells } from './tie-out-rows.ts';

type Opened =
  | { what: 'form'; month: string; action: PeriodAction }
  | { what: 'detail'; period: string; ledger: Ledger }
  | { what: 'file' };

const ORIGIN_WORDS = {
  'totals-row': 'Kontrollsumme der Datei stimmt',
  profile: 'Kontrollsumme des Profils stimmt',
  entered: 'angegebene Kontrollsumme stimmt',
  none: 'ohne Kontrollsumme',
} as const;

/** Abstimmung je Periode: SAP beside ours per ledger, the state of each period, and what may be done next. */
@Component({
  selector: 'mc-tie-out-section',
  imports: [Table, AskedState, ControlFileDock, EuroPipe, Figure, PeriodForm, SectionHead, TieOutDock],
  templateUrl: './tie-out-section.html',
  styleUrl: './tie-out-section.css',
})
export class TieOutSection {
  readonly year = input.required<number>();
  /** A period changed: what else stands on the page may read differently now. */
  readonly changed = output();

  private readonly session = inject(Session);
  protected readonly words = PERIOD_STATE_WORDS;
  protected readonly ledgerWords = LEDGER_WORDS;
  protected readonly mayset = computed(() => this.session.may('periods:set'));

  protected readonly answer = asked<PeriodList>(() => `/api/periods?year=${this.year()}`);
  protected readonly list = this.answer.value;
  /** Where a figure of a period, or of all of a year, is explained; null where SAP brought and said nothing. */
  protected tieOutFigure(
    year: number,
    period: string | null,
    { ledger, tieOut }: TieOutCells,
    figure: TieOutFigure,
  ): string | null {
    if (period !== null && tieOut === null) return null;
    return figureText({ of: 'tieOut', year, period, ledger, figure });
  }

  protected readonly ledgers = computed(() => {
    const list = this.list();
    return list ? ledgersOf(list) : [];
  });
  protected readonly rows = computed(() =>
    (this.list()?.periods ?? []).map((row) => ({
      row,
      name: `${row.period}/${this.list()?.year ?? ''}`,
      cells: rowCells(row, this.ledgers()),
      actions: periodActions(row),
      note: noteOf(row),
    })),
  );
  protected readonly sums = computed(() => {
    const list = this.list();
    return list ? sumCells(list, this.ledgers()) : [];
  });
  protected readonly sentence = computed(() => {
    const list = this.list();
    return list ? tieOutSentence(list) : '';
  });
  protected readonly lastImport = computed(() => {
    const last = this.list()?.lastImport;
    if (!last) return '';
    const when = formatDate(businessDate(last.at));
    return `Letzte Einlesung Nr. ${last.id}, ${when}: ${last.rowsRead} Zeilen, ${last.same} schon vorhanden; ${ORIGIN_WORDS[last.controlOrigin]}.`;
  });

  protected readonly opened = linkedSignal<number, Opened | null>({
    source: this.year,
    computation: () => null,
  });
  protected readonly form = computed(() => {
    const opened = this.opened();
    if (opened?.what !== 'form') return null;
    const row = this.list()?.periods.find((one) => one.month === opened.month && one.period <= '12');
    return row ? { row, action: opened.action } : null;
  });
  protected readonly detail = computed(() => {
    const opened = this.opened();
    return opened?.what === 'detail' ? opened : null;
  });

  protected act(row: PeriodRow, action: PeriodAction): void {
    if (action.blocked === '') this.opened.set({ what: 'form', month: row.month, action });
  }

  /** Asks again after postings moved elsewhere on the page. */
  refresh(): void {
    this.answer.reload();
  }

  protected reload(): void {
    this.refresh();
    this.changed.emit();
  }

  protected done(): void {
    this.opened.set(null);
    this.reload();
  }
}

/** What of a period is not where SAP has it: late postings leave one row and arrive in another. */
function noteOf(row: PeriodRow): string {
  const late = row.ledgers.reduce((sum, one) => sum + one.latePostings, 0);
  const { postings } = row.lateArrivals;
  const word = (count: number): string => (count === 1 ? '1 Nachbuchung' : `${count} Nachbuchungen`);
  return [
    late > 0 ? `${word(late)}: zählt später` : '',
    postings > 0 ? `${word(postings)} aus früheren Perioden zählt hier` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}
