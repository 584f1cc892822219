import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseArgs } from 'node:util';
import { optionFault, withNegativeValues } from './options.ts';

const OPTIONS = { 'control-total': { type: 'string' }, apply: { type: 'boolean' } } as const;

function parsed(args: string[]) {
  return parseArgs({ args: withNegativeValues(args, OPTIONS), options: OPTIONS, allowPositionals: true })
    .values;
}

function fault(args: string[]): string {
  try {
    parsed(args);
  } catch (error) {
    return optionFault(error);
  }
  return '';
}

test('A negative amount belongs to the option before it', () => {
  assert.equal(parsed(['--control-total', '-1.00'])['control-total'], '-1.00');
  assert.equal(parsed(['--control-total=-1.00', '--apply'])['control-total'], '-1.00');
  assert.deepEqual({ ...parsed(['--apply', 'actuals']) }, { apply: true });
});

test('What is wrong with an option is said in German', () => {
  assert.equal(fault(['--nirgends']), 'Die Option --nirgends gibt es hier nicht.');
  assert.match(fault(['--control-total']), /--control-total braucht einen Wert/u);
  assert.match(fault(['--apply=ja']), /--apply .* nimmt keinen/u);
});
