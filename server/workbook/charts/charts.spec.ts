import assert from 'node:assert/strict';
import { posix } from 'node:path';
import test from 'node:test';
import type { CouncilReport } from '#shared/reports/reports.ts';
import { councilReport } from '#shared/reports/council-report.ts';
import { PROGRAMME } from '#shared/reports/test-facts.ts';
import { reportWorkbook } from '../../reports/workbook.ts';
import { readWorkbook, shown } from '../test-workbook.ts';
import { chartsIn, named, within, xmlParts } from './test-package.ts';
import type { Node } from './test-package.ts';
import { ORDER } from './test-schema.ts';

const report: CouncilReport = councilReport(PROGRAMME, '9105/2021');
const bytes = await reportWorkbook(report, null);
const parts = xmlParts(bytes);

/** Faults of the order of children, with their element. */
function disorder(root: Node): string[] {
  return [...within(root)].flatMap(({ name, children }) => {
    const order = ORDER[name];
    if (!order) return [];
    const places = children.map((child) => order.indexOf(child.name));
    const unknown = children
      .filter((_, at) => places[at] === -1)
      .map((child) => `${name}: ${child.name} unbekannt`);
    const sorted = places.every((place, at) => at === 0 || place >= (places[at - 1] ?? 0));
    return sorted ? unknown : [...unknown, `${name}: ${children.map((child) => child.name).join(' ')}`];
  });
}

test('Every part of the workbook has its elements in the order of the schema', () => {
  for (const [name, root] of parts)
    if (/^xl\/(charts|drawings|worksheets|tables)\//u.test(name)) assert.deepEqual(disorder(root), [], name);
});

test('The order is a test that can fail', () => {
  const node = (name: string, ...children: Node[]): Node => ({ name, attributes: {}, children, text: '' });
  assert.equal(disorder(node('c:scaling', node('c:min'), node('c:max'))).length, 1);
  assert.equal(disorder(node('c:legend', node('c:scaling'))).length, 1);
});

test('Every relationship leads to a part of the package, under an id of its own', () => {
  for (const [name, root] of parts) {
    if (!name.endsWith('.rels')) continue;
    const ids = named(root, 'Relationship').map(({ attributes }) => attributes['Id']);
    assert.equal(new Set(ids).size, ids.length, name);
    const folder = posix.join(posix.dirname(name), '..');
    for (const { attributes } of named(root, 'Relationship')) {
      const target = attributes['Target'] ?? '';
      const path = target.startsWith('/') ? target.slice(1) : posix.join(folder, target);
      assert.ok(parts.has(path), `${name}: ${target}`);
    }
  }
});

test('Every part has its content type, and every type its part', () => {
  const types = parts.get('[Content_Types].xml');
  assert.ok(types);
  const declared = named(types, 'Override').map(({ attributes }) => (attributes['PartName'] ?? '').slice(1));
  assert.equal(new Set(declared).size, declared.length);
  for (const part of declared) assert.ok(parts.has(part), part);
  for (const name of parts.keys())
    if (/^xl\/(charts|drawings|worksheets|tables)\/[^_]/u.test(name))
      assert.ok(declared.includes(name), name);
});

test('At least eight charts, each with its message, its text and a name of the sheet that holds the numbers', () => {
  const charts = chartsIn(bytes);
  assert.ok(charts.length >= 8, String(charts.length));
  const frames = [...parts]
    .filter(([name]) => name.startsWith('xl/drawings/drawing'))
    .flatMap(([, root]) => named(root, 'xdr:cNvPr'));
  assert.equal(frames.length, charts.length);
  for (const { attributes } of frames) assert.match(attributes['descr'] ?? '', /Stichtag|Kalendertagen/u);
  for (const { message } of charts) assert.ok(message.length > 10);
});

test('Every chart points at visible cells that hold what its cache shows', async () => {
  const workbook = await readWorkbook(bytes);
  for (const chart of chartsIn(bytes))
    for (const { formula, points } of chart.series) {
      const match = /^'([^']+)'!\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?$/u.exec(formula);
      assert.ok(match, formula);
      const [, name = '', column = '', first = '', , last = first] = match;
      const sheet = workbook.getWorksheet(name);
      assert.equal(sheet?.state, 'visible');
      const cells = Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) =>
        shown(sheet.getCell(`${column}${Number(first) + at}`)),
      );
      assert.deepEqual(cells, points, `${chart.message}: ${formula}`);
    }
});

test('No chart is cut off from zero, has a third dimension or draws a gap as zero', () => {
  for (const [name, root] of parts) {
    if (!name.startsWith('xl/charts/')) continue;
    assert.equal(named(root, 'c:dispBlanksAs')[0]?.attributes['val'], 'gap');
    assert.equal(named(root, 'c:view3D').length, 0);
    const [axis] = named(root, 'c:valAx');
    assert.ok(axis);
    const least = named(axis, 'c:min')[0]?.attributes['val'];
    const values =
      chartsIn(bytes)
        .find(({ part }) => part === name)
        ?.series.flatMap(({ points }) => points) ?? [];
    assert.ok(least === '0' || values.some((value) => value !== null && value < 0), name);
  }
});

test('The same quantity is drawn alike in every chart, and without colour too', () => {
  const looks = new Map<string, Set<string>>();
  for (const [name, root] of parts) {
    if (!name.startsWith('xl/charts/')) continue;
    for (const bars of named(root, 'c:barChart'))
      for (const series of named(bars, 'c:ser')) {
        const title = named(named(series, 'c:tx')[0] ?? series, 'c:v')[0]?.text ?? '';
        const [shape] = series.children.filter((child) => child.name === 'c:spPr');
        const fill = shape?.children[0];
        const look = `${fill?.name} ${fill?.attributes['prst'] ?? ''} ${named(shape ?? series, 'a:srgbClr')[0]?.attributes['val']}`;
        looks.set(title, (looks.get(title) ?? new Set()).add(look));
      }
  }
  for (const [title, drawn] of looks) assert.equal(drawn.size, 1, `${title}: ${[...drawn].join(', ')}`);
  assert.match([...(looks.get('Ist I') ?? [])][0] ?? '', /^a:solidFill/u);
  assert.match([...(looks.get('Obligo O') ?? [])][0] ?? '', /^a:pattFill wdUpDiag/u);
});
