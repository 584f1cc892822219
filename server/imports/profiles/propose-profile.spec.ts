import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ImportProfile } from '#shared/imports/profile.ts';
import { proposeProfile } from './propose-profile.ts';
import { samplePath } from '../test-imports.ts';

const sample = (name: string): Buffer => readFileSync(samplePath('ok', name));
const MEANT = { unit: 'EUR', sign: 'expense-positive' } as const;

test('A file of line items is proposed whole; what no cell says stays open until a person says it', async () => {
  const bytes = sample('sap-line-items.csv');
  const found = await proposeProfile(bytes, 'actuals', {});
  const proposed = found.settings.map(({ setting, proposed: way }) => [setting, way?.value ?? null]);
  assert.deepEqual(proposed, [
    ['encoding', 'windows-1252'],
    ['separator', ';'],
    ['headerRow', 1],
    ['number', { decimal: ',', thousands: '.', minus: 'trailing' }],
    ['dateFormat', 'dd.mm.yyyy'],
    ['unit', null],
    ['sign', null],
  ]);
  assert.ok(
    found.settings.every((one) => one.open !== '' || (one.proposed?.reason ?? '') !== ''),
    'each has a reason',
  );
  assert.equal(found.draft, null);
  const { draft } = await proposeProfile(bytes, 'actuals', MEANT);
  const named = { ...draft, code: 'neu', title: 'Neu', source: 'SAP-NEU' };
  const profile = ImportProfile.parse(named);
  assert.equal(profile.layout, 'items');
  assert.deepEqual(profile.columns.object, ['PSP-Element', 'Innenauftrag', 'Kostenstelle']);
  assert.equal(profile.columns.amount, 'Betrag in Hauswährung');
});

test('A packed file is looked at like a plain one', async () => {
  const plain = await proposeProfile(sample('sap-line-items.csv'), 'actuals', MEANT);
  const packed = await proposeProfile(gzipSync(sample('sap-line-items.csv')), 'actuals', MEANT);
  assert.deepEqual(packed, plain);
});

test('A workbook is proposed its sheet and header', async () => {
  const { format, settings, columns } = await proposeProfile(sample('sap-line-items.xlsx'), 'actuals', MEANT);
  assert.equal(format, 'xlsx');
  assert.deepEqual(
    settings.slice(0, 2).map(({ setting, proposed }) => [setting, proposed?.value !== undefined]),
    [
      ['sheet', true],
      ['headerRow', true],
    ],
  );
  assert.ok(columns.some((column) => column.is === 'amount'));
});

test('A file of two encodings goes no further than saying so', async () => {
  const mixed = Buffer.concat([Buffer.from('Name;Amt\nBüro;10\n'), Buffer.from('B\xfcro;10\n', 'latin1')]);
  const { settings, columns } = await proposeProfile(mixed, 'projects', {});
  assert.deepEqual(
    settings.map(({ setting }) => setting),
    ['encoding'],
  );
  assert.match(settings[0]?.open ?? '', /Zeile 2 ist UTF-8, Zeile 3 nicht/u);
  assert.deepEqual(columns, []);
});

test('What a person chose counts, and what follows from it is proposed anew', async () => {
  const bytes = sample('sap-line-items.csv');
  const { columns } = await proposeProfile(bytes, 'actuals', { separator: ',' });
  assert.notEqual(columns.length, 15);
});

test('Two columns of one name each get a name of their own', async () => {
  const bytes = Buffer.from('Konto;Objekt;Plan;Plan\n4711;A1;1,00;2,00\n4712;A2;3,00;4,50\n');
  const { columns, draft } = await proposeProfile(bytes, 'appropriations', MEANT);
  assert.deepEqual(
    columns.map((column) => column.header),
    ['Konto', 'Objekt', 'Plan (1)', 'Plan (2)'],
  );
  assert.deepEqual(draft?.['namedColumns'], {
    'Plan (1)': { header: 'Plan', position: 3 },
    'Plan (2)': { header: 'Plan', position: 4 },
  });
});
