import assert from 'node:assert/strict';
import { test } from 'node:test';
import { insideAddress } from './inside.ts';

const OUTSIDE = [
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '\\/evil.example',
  'https://evil.example',
  'https:/evil.example',
  'https:evil.example',
  'HTTPS://evil.example/uebersicht',
  'javascript:alert(1)',
  'data:text/html,x',
  'evil.example',
  '@evil.example',
  ' //evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/\r\n/evil.example',
  '\u0000//evil.example',
  '/.//evil.example',
  '/x/..//evil.example',
  '/%2e//evil.example',
  '/a\\..\\..//evil.example',
  '/api/session',
  '/api/session/oidc',
  '/uebersicht/../api/session/oidc',
  '//[',
  '',
  `/${'x'.repeat(2000)}`,
];

for (const text of OUTSIDE)
  test(`Nobody is led to ${JSON.stringify(text.slice(0, 40))}`, () => {
    assert.equal(insideAddress(text), null);
  });

test('An address of the application is kept with its query and fragment', () => {
  for (const text of [
    '/',
    '/uebersicht',
    '/budget?stichtag=2021-07-31&jahr=2021',
    '/projekte/41#termine',
    '/a//b',
  ])
    assert.equal(insideAddress(text), text);
  assert.equal(
    insideAddress('/suche?q=https://evil.example'),
    '/suche?q=https://evil.example',
    'only a word to look for',
  );
  assert.equal(insideAddress('/straße'), '/stra%C3%9Fe');
  assert.equal(insideAddress(undefined), null);
});
