import { bulletGeometry } from '../bullet-bar.ts';
import type { Cents } from '#shared/money.ts';

const SVG = 'http://www.w3.org/2000/svg';

function shape(attributes: Record<string, string>): SVGRectElement {
  const rect = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries(attributes)) rect.setAttribute(name, value);
  return rect;
}

/**
 * Ist, Obligo and what is free of a budget as a bar of a grid's cell; beyond the budget's tick is an overrun.
 * `label` is heard instead of seen. Amounts in cents.
 */
export function barNode(budget: Cents, actual: Cents, commitment: Cents, label: string): SVGSVGElement {
  const geometry = bulletGeometry(budget, actual, commitment, null);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'bullet');
  svg.setAttribute('height', '10');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  const pc = (percent: number): string => `${percent}%`;
  svg.append(
    shape({ class: 'b-free', x: '.5', y: '.5', height: '9', width: pc(Math.min(99, geometry.ceiling)) }),
    shape({ class: 'b-ist', height: '10', width: pc(geometry.actual.width) }),
    shape({
      class: 'b-ob',
      fill: 'url(#obligo)',
      height: '10',
      x: pc(geometry.commitment.from),
      width: pc(geometry.commitment.width),
    }),
  );
  if (geometry.ceiling < 100) {
    svg.append(shape({ class: 'b-ceil', x: pc(geometry.ceiling), y: '-2', width: '3', height: '14' }));
  }
  return svg;
}
