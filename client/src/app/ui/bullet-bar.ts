import { Component, computed, input } from '@angular/core';
import { formatMillions, minusCents, toCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';

/** One stretch of the bar in percent of its width. */
interface Stretch {
  from: number;
  width: number;
}

/** Where everything lies, in percent of the drawn width. */
export interface BulletGeometry {
  actual: Stretch;
  commitment: Stretch;
  ceiling: number;
  plan: number | null;
}

/**
 * Lays the bar out: its full width is the ceiling, or more where actual + commitment exceed it, so that
 * an overrun is seen beyond the ceiling's tick. Negative parts (credits) are drawn as nothing.
 */
export function bulletGeometry(
  ceiling: Cents,
  actual: Cents,
  commitment: Cents,
  plan: Cents | null,
): BulletGeometry {
  const spent = Math.max(0, actual);
  const bound = Math.max(0, commitment);
  const full = Math.max(ceiling, spent + bound, plan ?? 0, 1);
  const percent = (value: number): number => (Math.max(0, value) * 100) / full;
  return {
    actual: { from: 0, width: percent(spent) },
    commitment: { from: percent(spent), width: percent(bound) },
    ceiling: percent(ceiling),
    plan: plan === null ? null : percent(plan),
  };
}

const MILLION_EUROS = 100_000_000;

/**
 * Axis values in cents: four, three or five equal steps, whichever come out in whole millions, else in
 * whole thousands of euro; for a ceiling that none of them divides, only its ends.
 */
export function axisSteps(ceiling: Cents): Cents[] {
  if (ceiling <= 0) return [];
  const divides = (unit: number) => [4, 3, 5].find((parts) => (ceiling / parts) % unit === 0);
  const parts = divides(MILLION_EUROS) ?? divides(MILLION_EUROS / 1000) ?? 1;
  return Array.from({ length: parts + 1 }, (_, index) => toCents((ceiling / parts) * index));
}

/**
 * Ist solid, Obligo hatched, free outlined, ceiling a thick tick, plan at the as-of date a plum tick;
 * reads in black and white. `name` begins the label that a screen reader hears. Amounts in cents.
 */
@Component({
  selector: 'mc-bullet-bar',
  template: `
    <svg class="bullet" [attr.height]="axis() ? 40 : height() + 8" role="img" [attr.aria-label]="label()">
      <rect
        class="b-free"
        x="0.5"
        y="4.5"
        [attr.width]="pc(geometry().ceiling)"
        [attr.height]="height() - 1"
      />
      <rect class="b-ist" y="4" [attr.width]="pc(geometry().actual.width)" [attr.height]="height()" />
      <rect
        class="b-ob"
        y="4"
        fill="url(#obligo)"
        [attr.x]="pc(geometry().commitment.from)"
        [attr.width]="pc(geometry().commitment.width)"
        [attr.height]="height()"
      />
      <svg [attr.x]="pc(geometry().ceiling)" overflow="visible">
        <rect class="b-ceil" x="-2" y="0" width="3" [attr.height]="height() + 8" />
      </svg>
      @if (geometry().plan; as plan) {
        <svg [attr.x]="pc(plan)" overflow="visible">
          <rect class="b-plan" x="-1.25" y="0" width="2.5" [attr.height]="height() + 8" />
        </svg>
      }
      @for (tick of ticks(); track tick.text) {
        <text class="b-lab" y="34" [attr.x]="pc(tick.at)" [attr.text-anchor]="tick.anchor">
          {{ tick.text }}
        </text>
      }
    </svg>
  `,
  styles: ':host { display: block; }',
})
export class BulletBar {
  readonly name = input.required<string>();
  readonly ceiling = input.required<Cents>();
  readonly actual = input.required<Cents>();
  readonly commitment = input.required<Cents>();
  readonly plan = input<Cents | null>(null);
  readonly axis = input(false);
  readonly height = input(12);

  protected readonly pc = (percent: number): string => `${percent}%`;

  protected readonly geometry = computed(() =>
    bulletGeometry(this.ceiling(), this.actual(), this.commitment(), this.plan()),
  );

  protected readonly ticks = computed(() => {
    if (!this.axis()) return [];
    const steps = axisSteps(this.ceiling());
    const last = steps.length - 1;
    return steps.map((cents, index) => ({
      text: cents % MILLION_EUROS === 0 ? String(cents / MILLION_EUROS) : formatMillions(cents),
      at: (this.geometry().ceiling * index) / Math.max(1, last),
      anchor: index === 0 ? 'start' : index === last ? 'end' : 'middle',
    }));
  });

  protected readonly label = computed(() => {
    const free = minusCents(minusCents(this.ceiling(), this.actual()), this.commitment());
    const parts = [`Ist ${formatMillions(this.actual())}`, `Obligo ${formatMillions(this.commitment())}`];
    const of = `nicht gebunden ${formatMillions(free)} von ${formatMillions(this.ceiling())} Mio. Euro`;
    const plan = this.plan();
    const planned = plan === null ? '' : `; Plan zum Stichtag ${formatMillions(plan)}`;
    return `${this.name()}: ${[...parts, of].join(', ')}${planned}`;
  });
}
