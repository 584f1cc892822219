import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LEDGER_SHORT } from '#shared/budget/terms.ts';
import type { Ledger } from '#shared/budget/terms.ts';
import { figureText } from '#shared/explain/address.ts';
import type { LaterFigure } from '#shared/explain/page-figures.ts';
import { formatDate } from '#shared/calendar.ts';
import { sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { LaterYear, LaterYears } from '#shared/planning/later-years.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { Figure } from '../ui/figure.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EuroPipe } from '../ui/money.ts';
import { PaperLink } from '../ui/paper-link.ts';

interface YearSum {
  key: string;
  word: string;
  ledger: Ledger;
  dueYear: number;
  investment: boolean;
  preCommitment: Cents;
  authorised: Cents | null;
  used: Cents | null;
  free: Cents | null;
}

/** Σ per ledger, due year, and whether the lines are investments: only those can be authorised. */
function sumsOf(rows: readonly LaterYear[]): YearSum[] {
  const groups = Map.groupBy(rows, (row) => `${row.ledger}|${row.dueYear}|${row.investment}`);
  return [...groups].flatMap(([key, own]) => {
    const [first] = own;
    if (!first) return [];
    const over = (of: (row: LaterYear) => Cents): Cents => sumCents(own.map(of));
    const what = first.investment ? 'Investitionen' : 'ohne Investitionen';
    return [
      {
        key,
        ...{ ledger: first.ledger, dueYear: first.dueYear, investment: first.investment },
        word: `Summe ${LEDGER_SHORT[first.ledger]} fällig ${first.dueYear}, ${what}`,
        preCommitment: over((row) => row.preCommitmentCents),
        authorised: first.investment ? over((row) => row.authorisedCents) : null,
        used: first.investment ? over((row) => row.usedCents) : null,
        free: first.investment ? over((row) => row.freeCents ?? (0 as Cents)) : null,
      },
    ];
  });
}

/** What a year's lines bind of later years (Vorbelastung), beside what may be bound of them (Verpflichtungsermächtigung). */
@Component({
  selector: 'mc-later-years-section',
  imports: [PaperLink, EuroPipe, Table, AskedState, Figure, RouterLink, SectionHead],
  templateUrl: './later-years-section.html',
  styles: `
    .nw {
      white-space: nowrap;
    }
    .short {
      color: var(--danger);
    }
    tbody th .muted {
      font-weight: var(--w-normal);
    }
  `,
})
export class LaterYearsSection {
  readonly year = input.required<number>();

  protected readonly mayRequest = inject(Session).may('requests:write');
  private readonly asOf = inject(AsOf);
  protected readonly answer = asked<LaterYears>(() => {
    const clocks = this.asOf.clocks();
    return clocks ? { url: '/api/later-years', params: { ...clocks, year: this.year() } } : undefined;
  });
  protected readonly page = this.answer.value;
  protected readonly sums = computed(() => sumsOf(this.page()?.rows ?? []));
  protected readonly sentence = computed(() =>
    this.page()?.rows.length === 0
      ? 'Keine Zeile dieses Jahres bindet oder ermächtigt etwas für spätere Jahre.'
      : 'Bestellungen, die nach dem Jahr der Zeile fällig sind, stehen weder in O noch in V. Nur Investitionen haben Verpflichtungsermächtigungen (§ 11 GemHVO, § 86 GemO); mehrjährige Verträge anderer Zeilen sind eine Vorbelastung ohne.',
  );
  protected readonly date = formatDate;

  protected of({ line, ledger, dueYear }: LaterYear, figure: LaterFigure): string {
    return figureText({ of: 'later', line: line.id, year: this.year(), ledger, dueYear, figure });
  }

  protected ofSum({ ledger, dueYear }: YearSum, figure: LaterFigure): string {
    return figureText({ of: 'later', line: null, year: this.year(), ledger, dueYear, figure });
  }
}
