import { Component, computed, input, linkedSignal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LEDGER_SHORT } from '#shared/budget/terms.ts';
import { paperSlug } from '#shared/papers/paper-address.ts';
import { stateWord } from '#shared/papers/paper-filter.ts';
import type { PaperRow } from '#shared/papers/papers.ts';
import { PUBLICITY_WORDS } from '#shared/papers/terms.ts';
import { FtePipe } from '../ui/fte-pipe.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Money } from '../ui/money.ts';
import { Table } from '../ui/table.ts';

/** Rows that are drawn at once; the rest on demand. */
const AT_ONCE = 100;

/** The register of council papers, newest session first; a number leads to its paper. */
@Component({
  selector: 'mc-papers-table',
  imports: [FtePipe, IsoDatePipe, Money, RouterLink, Table],
  template: `
    <mc-table
      caption="Drucksachen, die jüngste Sitzung zuerst"
      [heads]="[
        'Drucksache',
        'Gremium, Sitzung',
        'Fassung',
        'Stand',
        { word: 'bewegt, €', numeric: true },
        { word: 'Stellen', numeric: true },
      ]"
      [empty]="papers().length === 0 ? 'Keine Drucksache passt zu diesem Filter.' : ''"
    >
      <tbody>
        @for (paper of drawn(); track paper.id) {
          <tr [class.open]="paper.id === chosen()">
            <th scope="row">
              <a
                [routerLink]="['/beschluesse', slug(paper)]"
                queryParamsHandling="preserve"
                [attr.aria-current]="paper.id === chosen() ? 'true' : null"
                ><b>{{ paper.label }}</b></a
              >
              <span class="l2">{{ paper.title }}</span>
            </th>
            <td>
              {{ paper.body }}
              <span class="l2">{{ paper.sessionOn | isoDate }}</span>
            </td>
            <td>{{ publicity[paper.publicity] }}</td>
            <td>
              {{ word(paper) }}
              @if (paper.deadline) {
                <span class="l2">Frist {{ paper.deadline | isoDate }}</span>
              }
            </td>
            <td class="r">
              @for (part of paper.moved; track part.year + part.ledger) {
                <span class="part"
                  ><mc-money [value]="part.cents" [change]="true" />
                  <span class="l2">{{ part.year }} {{ ledgers[part.ledger] }}</span></span
                >
              } @empty {
                @if (paper.firstYears.length > 0) {
                  <span class="muted">erster Ansatz</span>
                } @else {
                  <mc-money [value]="zero" />
                }
              }
            </td>
            <td class="r">{{ paper.authorisedFte | fte }}</td>
          </tr>
        }
      </tbody>
    </mc-table>
    @if (rest() > 0) {
      <button type="button" class="btn" (click)="more()">Weitere {{ rest() }} anzeigen</button>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    th b {
      font-weight: var(--w-bold);
    }
    .part {
      display: block;
    }
    th:first-child {
      padding-left: var(--s-2);
    }
    .btn {
      margin-top: var(--s-2);
    }
    @media screen and (max-width: 640px) {
      mc-table {
        --table-min: 620px;
      }
    }
  `,
})
export class PapersTable {
  readonly papers = input.required<readonly PaperRow[]>();
  readonly chosen = input.required<number | null>();

  private readonly most = linkedSignal({ source: this.papers, computation: () => AT_ONCE });
  protected readonly drawn = computed(() => this.papers().slice(0, this.most()));
  protected readonly rest = computed(() => this.papers().length - this.drawn().length);
  protected readonly slug = paperSlug;
  protected readonly word = stateWord;
  protected readonly publicity = PUBLICITY_WORDS;
  protected readonly ledgers = LEDGER_SHORT;
  protected readonly zero = 0 as PaperRow['moved'][number]['cents'];

  protected more(): void {
    this.most.update((most) => most + AT_ONCE);
  }
}
