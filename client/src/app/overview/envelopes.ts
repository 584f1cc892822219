import { Component, computed, input } from '@angular/core';
import { fiscalYearOf } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import type { EnvelopeFigure } from '#shared/explain/address.ts';
import { formatMillions, formatQuota, toCents } from '#shared/money.ts';
import type { EnvelopeView, Overview } from '#shared/overview/overview.ts';
import { BulletBar } from '../ui/bullet-bar.ts';
import { BulletLegend } from '../ui/bullet-legend.ts';
import { Figure } from '../ui/figure.ts';
import { EuroPipe } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { PaperLink } from '../ui/paper-link.ts';

/** The stated ceilings with what is spent, bound and free. They overlap and are never added. */
@Component({
  selector: 'mc-envelopes',
  imports: [PaperLink, Table, BulletBar, BulletLegend, EuroPipe, Figure, SectionHead],
  templateUrl: './envelopes.html',
  styleUrl: './envelopes.css',
})
export class Envelopes {
  readonly overview = input.required<Overview>();

  protected readonly year = computed(() => fiscalYearOf(this.overview().asOf));
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

  protected planned({ id }: EnvelopeView): string {
    return figureText({ of: 'curve', envelope: id, figure: 'planned', month: null });
  }

  /** Where the figure is explained. */
  protected address({ id }: EnvelopeView, figure: EnvelopeFigure): string {
    return figureText({ of: 'envelope', id, figure });
  }
}
