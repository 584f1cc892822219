import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SIDE_WORDS } from '#shared/budget/sides.ts';
import { LEDGER_SHORT, LEDGER_WORDS, MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import { daysBetween, formatDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { stateWord } from '#shared/papers/paper-filter.ts';
import type { CausedMovement, MoneyPart, PaperDetail } from '#shared/papers/papers.ts';
import { PAPER_KIND_WORDS, PAPER_PURPOSE_WORDS, PUBLICITY_WORDS } from '#shared/papers/terms.ts';
import { Figure } from '../ui/figure.ts';
import { FtePipe } from '../ui/fte-pipe.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EuroPipe } from '../ui/money.ts';
import { Table } from '../ui/table.ts';

/** One council paper with everything it caused up to the Stichtag. */
@Component({
  selector: 'mc-paper-section',
  imports: [EuroPipe, Figure, FtePipe, IsoDatePipe, RouterLink, Table],
  templateUrl: './paper-section.html',
  styleUrl: './paper-section.css',
})
export class PaperSection {
  readonly detail = input.required<PaperDetail>();
  readonly mayWrite = input.required<boolean>();
  readonly edit = output();
  readonly changeState = output();

  protected readonly paper = computed(() => this.detail().paper);
  protected readonly facts = computed(() => {
    const { title, kind, body, sessionOn, publicity, requestedBy, unit } = this.paper();
    return [
      ...[title, PAPER_KIND_WORDS[kind], `${body} ${formatDate(sessionOn)}`, PUBLICITY_WORDS[publicity]],
      ...(requestedBy === '' ? [] : [`beantragt von ${requestedBy}`]),
      ...(unit === '' ? [] : [`zuständig ${unit}`]),
    ].join(' · ');
  });
  protected readonly stateText = computed(() => {
    const { stateSince, deadline } = this.paper();
    const due = deadline === null ? '' : `, Frist ${formatDate(deadline)}`;
    return `${stateWord(this.paper())} seit ${formatDate(stateSince)}${due}`;
  });
  protected readonly purposes = PAPER_PURPOSE_WORDS;
  protected readonly publicity = PUBLICITY_WORDS;
  protected readonly ledgers = LEDGER_SHORT;
  protected readonly word = (state: PaperDetail['states'][number]['state']): string =>
    stateWord({ kind: this.paper().kind, state });

  protected kindText({ kind, lineNumber, lineName, year, ledger }: CausedMovement): string {
    return `${MOVEMENT_WORDS[kind]}: Zeile ${lineNumber} ${lineName}, ${year} ${LEDGER_SHORT[ledger]}`;
  }

  protected partText({ year, ledger, side }: MoneyPart): string {
    return `${year}, ${LEDGER_WORDS[ledger]}, ${SIDE_WORDS[ledger][side]}`;
  }

  /** A part of one line alone is that line's figure and can be asked for. */
  protected addressOf({ year, ledger, side, lines }: MoneyPart, figure: string): string | null {
    if (lines !== 1) return null;
    const line = this.detail().lines.find(
      (one) => one.year === year && one.ledger === ledger && one.side === side,
    );
    return line ? `line:${line.id}:${figure}` : null;
  }

  protected movedText({ moved }: MoneyPart): string {
    return moved.map(({ kind }) => MOVEMENT_WORDS[kind]).join(', ');
  }

  /** Days a baseline moved; `unverändert` where only the weight did. */
  protected slip({ before, after }: PaperDetail['milestones'][number]): string {
    if (before === null) return 'erste Basis';
    const days = daysBetween(before, after);
    if (days === 0) return 'Termin unverändert';
    return `${counted(Math.abs(days), 'Tag', 'Tage')} ${days > 0 ? 'später' : 'früher'}`;
  }
}
