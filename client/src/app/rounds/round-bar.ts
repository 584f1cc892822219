import { Component, computed, input } from '@angular/core';
import { countsInWords } from '#shared/rounds/round-filter.ts';
import type { RoundCounts } from '#shared/rounds/round-rules.ts';

/** How far a round has come: accepted solid, sent hatched, the rest empty, and the same in words. */
@Component({
  selector: 'mc-round-bar',
  template: `
    @if (parts(); as bar) {
      <svg class="bullet" height="14" width="100%" aria-hidden="true">
        <rect class="b-free" x=".5" y=".5" [attr.width]="bar.width" height="13" />
        <rect class="b-ist" [attr.width]="bar.accepted" height="14" />
        <rect fill="url(#obligo)" [attr.x]="bar.accepted" [attr.width]="bar.sent" height="14" />
      </svg>
    }
    <p>{{ words() }}</p>
  `,
  styles: `
    :host {
      display: block;
      max-width: 640px;
    }
    p {
      margin: var(--s-1) 0 0;
    }
  `,
})
export class RoundBar {
  readonly counts = input.required<RoundCounts>();

  protected readonly words = computed(() => countsInWords(this.counts()));
  protected readonly parts = computed(() => {
    const { total, accepted, submitted } = this.counts();
    if (total === 0) return null;
    const percent = (count: number): string => `${(count * 100) / total}%`;
    return { width: '99.8%', accepted: percent(accepted), sent: percent(submitted) };
  });
}
