import { Component, computed, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { containsWords } from '#shared/filter/filter.ts';
import { stateLine } from '#shared/positions/position-list.ts';
import type { PositionRow } from '#shared/positions/positions.ts';
import { POSITION_STATE_WORDS } from '#shared/positions/terms.ts';
import { FtePipe } from '../ui/fte-pipe.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { Money } from '../ui/money.ts';
import { openText, postLine } from './position-columns.ts';

/** The posts for narrow screens: one list item per post with labelled rows instead of a grid. */
@Component({
  selector: 'mc-position-list',
  imports: [FtePipe, IsoDatePipe, Money, RouterLink],
  template: `
    <div class="f">
      <label for="post-search">Suchen</label>
      <input
        id="post-search"
        type="search"
        placeholder="Nr., Stelle, Gruppe, Amt, Zustand"
        #field
        [value]="search()"
        (input)="search.set(field.value)"
      />
    </div>
    <p class="hint" role="status">{{ shown().length }} von {{ posts().length }} Stellen</p>
    <ul>
      @for (post of shown(); track post.id) {
        <li>
          <h3>{{ post.title }}</h3>
          <p class="muted">{{ line(post) }}</p>
          <dl>
            <div>
              <dt>Zustand</dt>
              <dd>{{ words[post.state] }}, {{ since(post) }}</dd>
            </div>
            <div>
              <dt>VZÄ</dt>
              <dd>
                {{ post.authorisedFte | fte: 'exact' }}
                @if (open(post); as text) {
                  <span class="muted">{{ text }}</span>
                }
              </dd>
            </div>
            <div>
              <dt>Feld, geplant ab</dt>
              <dd>{{ post.field }}, {{ post.plannedStart | isoDate }}</dd>
            </div>
            @if (post.kwOn) {
              <div>
                <dt>kw</dt>
                <dd>{{ post.kwOn | isoDate }}</dd>
              </div>
            }
            @if (post.project; as project) {
              <div>
                <dt>Projekt</dt>
                <dd>
                  <a [routerLink]="['/projekte', project.id]" queryParamsHandling="preserve">{{
                    project.name
                  }}</a>
                </dd>
              </div>
            }
            @if (post.plannedCostCents !== null) {
              <div>
                <dt>Plankosten, €</dt>
                <dd><mc-money [value]="post.plannedCostCents" /></dd>
              </div>
            }
          </dl>
        </li>
      }
    </ul>
  `,
  styles: `
    input {
      width: 100%;
    }
    li {
      border-top: 1px solid var(--rule-strong);
      padding: var(--s-2) 0 var(--s-3);
      font-size: var(--fs-s);
    }
    dl > div {
      display: grid;
      grid-template-columns: 9em 1fr;
      gap: var(--s-2);
      padding: 3px 0;
      border-bottom: 1px solid var(--rule);
    }
    dt {
      color: var(--ink-2);
    }
  `,
})
export class PositionList {
  /** Empty at first, because the page's sentence asks for `shown()` before the list has got them. */
  readonly posts = input<readonly PositionRow[]>([]);

  protected readonly search = signal('');
  /** The posts that pass the search. */
  readonly shown = computed(() => {
    return this.posts().filter((post) =>
      containsWords(
        `${post.title} ${postLine(post)} ${post.officeName} ${post.field} ${POSITION_STATE_WORDS[post.state]}`,
        this.search(),
      ),
    );
  });
  protected readonly words = POSITION_STATE_WORDS;
  protected readonly line = postLine;
  protected readonly since = stateLine;
  protected readonly open = openText;
}
