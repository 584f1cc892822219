import { Component, computed, input, signal } from '@angular/core';
import { fiscalYearOf } from '#shared/calendar.ts';
import { formatMillions, formatQuota, toCents } from '#shared/money.ts';
import type { EnvelopeView, Overview } from '#shared/overview/overview.ts';
import { BulletBar } from '../ui/bullet-bar.ts';
import { BulletLegend } from '../ui/bullet-legend.ts';
import { Figure } from '../ui/figure.ts';
import { EuroPipe } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EnvelopeExplanation } from './envelope-explanation.ts';
import type { AskedFigure } from './envelope-explanation.ts';

/** The stated ceilings with what is spent, bound and free. They overlap and are never added. */
@Component({
  selector: 'mc-envelopes',
  imports: [BulletBar, BulletLegend, EnvelopeExplanation, EuroPipe, Figure, SectionHead],
  templateUrl: './envelopes.html',
  styleUrl: './envelopes.css',
})
export class Envelopes {
  readonly overview = input.required<Overview>();

  protected readonly year = computed(() => fiscalYearOf(this.overview().asOf));
  /** The figure whose origin is shown, by envelope and column. */
  protected readonly asked = signal<AskedFigure | null>(null);
  protected readonly explained = computed(() => {
    const asked = this.asked();
    const envelope = this.overview().envelopes.find((one) => one.id === asked?.envelopeId);
    return asked && envelope ? { envelope, figure: asked.figure } : null;
  });

  protected readonly sentence = computed(() => {
    const first = this.overview().envelopes[0];
    if (!first) return 'Für diese Stufe ist noch kein Rahmen hinterlegt.';
    const { name, I, O, S, V, ceilingCents } = first;
    const spent = formatQuota(I, ceilingCents);
    const bound = formatQuota(O, ceilingCents);
    const blocked = S === 0 ? '' : `, ${formatMillions(S)} Mio.\u00a0€ gesperrt`;
    const used = `Vom Rahmen „${name}“ sind ${spent} ausgegeben, ${bound} gebunden${blocked}`;
    return `${used}; bis zur Obergrenze sind ${formatMillions(V)} Mio.\u00a0€ frei. ${this.spendable(first)}`;
  });

  /** What the budget still provides; what years before the as-of date left has lapsed. */
  private spendable({ spendableCents }: EnvelopeView): string {
    return `Im Haushalt ab ${this.year()} sind dafür noch ${formatMillions(spendableCents)} Mio.\u00a0€ verfügbar.`;
  }

  protected used(envelope: EnvelopeView): string {
    return formatQuota(toCents(envelope.I + envelope.O), envelope.ceilingCents);
  }

  protected ask(envelopeId: number, figure: AskedFigure['figure']): void {
    this.asked.set(this.isOpen(envelopeId, figure) ? null : { envelopeId, figure });
  }

  protected isOpen(envelopeId: number, figure: AskedFigure['figure']): boolean {
    const asked = this.asked();
    return asked?.envelopeId === envelopeId && asked.figure === figure;
  }
}
