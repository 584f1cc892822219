import { Component, computed, input } from '@angular/core';
import { daysBetween } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { largest } from '#shared/largest.ts';

/** A value on a day; where `part` changes, the line breaks: what comes after is not comparable. */
export interface CoursePoint {
  on: IsoDate;
  value: number;
  part?: string | null;
}

export const WIDTH = 120;
export const HEIGHT = 28;
const EDGE = 3;

/** Where everything lies in a box of WIDTH × HEIGHT: the stretches of the line, the dashed plan, the newest point. */
export function courseGeometry(
  points: readonly CoursePoint[],
  plan: readonly CoursePoint[],
): { lines: string[]; plan: string; last: { x: number; y: number } | null } {
  const all = [...points, ...plan];
  const first = all.map(({ on }) => on).toSorted()[0];
  if (first === undefined) return { lines: [], plan: '', last: null };
  const span = largest(
    all.map(({ on }) => daysBetween(first, on)),
    1,
  );
  const most = largest(
    all.map(({ value }) => value),
    1,
  );
  const at = ({ on, value }: CoursePoint): { x: number; y: number } => ({
    x: EDGE + ((WIDTH - 2 * EDGE) * daysBetween(first, on)) / span,
    y: HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * value) / most,
  });
  const path = (own: readonly CoursePoint[]): string =>
    own
      .map(at)
      .map(({ x, y }) => `${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`)
      .join(' ');
  const parts: CoursePoint[][] = [];
  for (const point of points) {
    const open = parts.at(-1);
    if (open && (open.at(-1)?.part ?? null) === (point.part ?? null)) open.push(point);
    else parts.push([point]);
  }
  const last = points.at(-1);
  return { lines: parts.map(path), plan: path(plan), last: last ? at(last) : null };
}

/** A course as a small line with its plan dashed; what it shows stands beside it in words and in a table. */
@Component({
  selector: 'mc-course-line',
  template: `
    <svg [attr.viewBox]="box" role="img" [attr.aria-label]="label()">
      @if (geometry().plan; as plan) {
        <polyline class="plan" [attr.points]="plan" />
      }
      @for (line of geometry().lines; track $index) {
        <polyline class="line" [attr.points]="line" />
      }
      @if (geometry().last; as last) {
        <circle class="dot" r="2.5" [attr.cx]="last.x" [attr.cy]="last.y" />
      }
    </svg>
  `,
  styles: `
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 120px;
      height: 28px;
    }
    .line,
    .plan {
      fill: none;
      stroke: var(--accent);
      stroke-width: 2;
    }
    .plan {
      stroke: var(--ink-2);
      stroke-width: 1;
      stroke-dasharray: 3 2;
    }
    .dot {
      fill: var(--accent);
    }
    @media (forced-colors: active) {
      .line,
      .plan {
        stroke: CanvasText;
      }
      .dot {
        fill: CanvasText;
      }
    }
  `,
})
export class CourseLine {
  readonly points = input.required<readonly CoursePoint[]>();
  readonly plan = input<readonly CoursePoint[]>([]);
  /** What a screen reader hears instead of the picture. */
  readonly label = input.required<string>();

  protected readonly box = `0 0 ${WIDTH} ${HEIGHT}`;
  protected readonly geometry = computed(() => courseGeometry(this.points(), this.plan()));
}
