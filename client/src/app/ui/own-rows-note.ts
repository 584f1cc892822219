import { Component, computed, inject, input } from '@angular/core';
import { ownRule } from '#shared/permissions.ts';
import type { OwnRule } from '#shared/permissions.ts';
import { Session } from '../core/session.ts';

const NO_OFFICE =
  ' Ihrem Zugang ist kein Amt zugeordnet; das trägt die Verwaltung der Anwendung ein, eine Projektleitung das Programmbüro.';

function ownWords({ leadUserIds, offices }: OwnRule): string {
  const named = `${offices.length > 1 ? 'der Ämter' : 'des Amts'} ${offices.join(' und ')}`;
  const led = leadUserIds.length > 1 ? ', die Sie oder Vertretene leiten' : ', die Sie leiten';
  if (leadUserIds.length === 0) return `Hier steht, was zu den Projekten ${named} gehört`;
  return `Hier steht, was zu den Projekten gehört${led}${offices.length === 0 ? '' : `, oder zu denen ${named}`}`;
}

/** Says to whom it concerns that a page shows own rows alone, and where that is none, why. */
@Component({
  selector: 'mc-own-rows-note',
  template: `@if (sentence(); as sentence) {
    <p class="sub">{{ sentence }}</p>
  }`,
})
export class OwnRowsNote {
  private readonly session = inject(Session);

  /** Whether the page has no row at all. */
  readonly none = input(false);
  /** What is missing on this page for the same reason. */
  readonly but = input('');

  protected readonly sentence = computed(() => {
    const user = this.session.user();
    const rule = user && ownRule(user);
    if (!rule) return '';
    const own = ownWords(rule);
    if (!this.none()) return [`${own}; Summen zählen nur das.`, this.but()].join(' ').trim();
    return `${own}. Zum Stichtag ist das nichts.${rule.offices.length === 0 ? NO_OFFICE : ''}`;
  });
}
