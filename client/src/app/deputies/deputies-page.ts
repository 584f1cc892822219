import { Component, computed, inject } from '@angular/core';
import type { DeputyList } from '#shared/deputies/deputies.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { DeputiesTable } from './deputies-table.ts';
import { DeputyForm } from './deputy-form.ts';

/** Vertretung: who stands in for me, whom I stand in for, and the form that names somebody. */
@Component({
  selector: 'mc-deputies-page',
  imports: [AskedState, DeputiesTable, DeputyForm],
  template: `
    <div class="head">
      <h1>Vertretung</h1>
      <span class="sub">{{ subtitle() }}</span>
    </div>
    <p class="lead">
      Eine Vertretung stellt Anträge, entscheidet und meldet mit dem Recht der vertretenen Person, an jedem
      Tag, für den sie benannt ist. Was diese Person geschrieben hat, entscheidet auch ihre Vertretung nicht.
      Festgehalten wird immer beides: wer gehandelt hat und für wen.
    </p>
    <mc-asked [of]="answer" what="Vertretungen" />
    @if (list(); as data) {
      <mc-deputies-table [deputies]="data.deputies" (changed)="answer.reload()" />
      @if (mayName) {
        <mc-deputy-form [candidates]="data.candidates" (named)="answer.reload()" />
      }
    }
  `,
})
export class DeputiesPage {
  protected readonly mayName = inject(Session).may('deputies:name');
  protected readonly answer = asked<DeputyList>(() => '/api/deputies');
  protected readonly list = this.answer.value;
  protected readonly subtitle = computed(() => {
    const active = this.list()?.deputies.filter((row) => row.active) ?? [];
    return active.length === 0 ? 'heute vertritt niemand' : `heute ${active.length} gültig`;
  });
}
