import { LIGHTS, LIGHT_WORDS, TREND_WORDS } from '#shared/light.ts';
import type { Light, Trend } from '#shared/light.ts';
import { lightSign, trendSign } from '../light-mark.ts';

const SVG = 'http://www.w3.org/2000/svg';

function span(text: string, className: string): HTMLSpanElement {
  const element = document.createElement('span');
  element.className = className;
  element.textContent = text;
  return element;
}

/** A symbol of the page's sprite. */
export function symbolNode(id: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'i');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${id}`);
  svg.append(use);
  return svg;
}

/** Line 1 the value, line 2 its source or difference, as in every two-line row. */
export function twoLines(
  first: string,
  second?: string | null,
  style: { strong?: boolean; tone?: string } = {},
): HTMLElement {
  const cell = span('', 'cell');
  const line = document.createElement(style.strong ? 'b' : 'span');
  line.className = `l1 ${style.tone ?? ''}`.trim();
  line.textContent = first;
  cell.append(line);
  if (second) cell.append(span(second, 'l2'));
  return cell;
}

function lightSpan(light: Light, outlined: boolean): HTMLElement {
  const { symbol, colour } = lightSign(light, outlined);
  const element = span('', `light ${colour}${outlined ? ' calc' : ''}`);
  element.append(symbolNode(symbol), LIGHT_WORDS[light]);
  return element;
}

/** The same drawing as `mc-light`, without Angular: a grid draws hundreds of them. */
export function lightNode(light: Light, trend: Trend | null, computed: Light | null): HTMLElement {
  const cell = span('', 'cell');
  const line = span('', 'l1');
  line.append(lightSpan(light, false));
  if (trend) {
    const arrow = span('', 'trend');
    arrow.append(symbolNode(trendSign(trend)), span(`, Trend ${TREND_WORDS[trend]}`, 'vh'));
    line.append(arrow);
  }
  cell.append(line);
  if (computed !== null && computed !== light) {
    const below = span('', 'l2');
    const differs = span('≠ ', '');
    differs.setAttribute('aria-hidden', 'true');
    below.append(differs, span('berechnet ', 'vh'), lightSpan(computed, true));
    cell.append(below);
  }
  return cell;
}

/** How many rows show each light, two and two: symbols with hidden words, for the foot of a light column. */
export function lightCountsNode(lights: readonly Light[]): HTMLElement {
  const cell = span('', 'cell counts');
  for (const pair of [LIGHTS.slice(0, 2), LIGHTS.slice(2)]) {
    const line = span('', 'l2');
    for (const light of pair) {
      const { symbol, colour } = lightSign(light);
      const count = span('', `light bare ${colour}`);
      count.append(symbolNode(symbol), span(`${LIGHT_WORDS[light]} `, 'vh'));
      line.append(count, span(String(lights.filter((one) => one === light).length), 'n'));
    }
    cell.append(line);
  }
  return cell;
}
