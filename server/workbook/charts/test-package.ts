import { SaxesParser } from 'saxes';
import { readParts, textOf } from '../zip-parts.ts';
import type { Parts } from '../zip-parts.ts';

/** An element of a part with what stands in it. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
  text: string;
}

export function parsed(xml: string): Node {
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open: Node[] = [root];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const node: Node = { name, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(xml).close();
  const [first] = root.children;
  if (!first) throw new Error('Der Teil ist leer.');
  return first;
}

export function* within(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children) yield* within(child);
}

export function named(node: Node, name: string): Node[] {
  return [...within(node)].filter((one) => one.name === name);
}

/** Every part that is XML, by its name. */
export function xmlParts(bytes: Buffer): Map<string, Node> {
  const parts: Parts = readParts(bytes);
  return new Map([...parts.keys()].map((name) => [name, parsed(textOf(parts, name) ?? '')]));
}

export interface ReadSeries {
  name: string;
  formula: string;
  points: (number | null)[];
}

export interface ReadChart {
  part: string;
  message: string;
  categories: string;
  series: ReadSeries[];
}

function pointsOf(values: Node): (number | null)[] {
  const count = Number(named(values, 'c:ptCount')[0]?.attributes['val'] ?? 0);
  const points = new Map(
    named(values, 'c:pt').map((pt) => [Number(pt.attributes['idx']), Number(named(pt, 'c:v')[0]?.text)]),
  );
  return Array.from({ length: count }, (_, at) => points.get(at) ?? null);
}

/** The charts of a workbook with what they point at and what they show until it is calculated. */
export function chartsIn(bytes: Buffer): ReadChart[] {
  return [...xmlParts(bytes)]
    .filter(([name]) => name.startsWith('xl/charts/'))
    .map(([part, chart]) => ({
      part,
      message: named(chart, 'a:t')[0]?.text ?? '',
      categories: named(named(chart, 'c:cat')[0] ?? chart, 'c:f')[0]?.text ?? '',
      series: named(chart, 'c:ser').map((series) => {
        const [values] = named(series, 'c:val');
        return {
          name: named(named(series, 'c:tx')[0] ?? series, 'c:v')[0]?.text ?? '',
          formula: values ? (named(values, 'c:f')[0]?.text ?? '') : '',
          points: values ? pointsOf(values) : [],
        };
      }),
    }));
}
