#!/usr/bin/env bash
# Question: budget tables of German cities are published with a Table Schema (the base of Fiscal Data Package) that
# declares groupChar "." and decimalChar ",". What does the JavaScript reader of that standard make of "1.234,56"?
# Guess, written down before it was run: 1234.56, and a fault for a trailing minus.
# Seen: tableschema 1.12.6 turns the decimal comma into a point first and then removes every group point, that one
# too: "1.234,56" is 123456 and "-7,5" is -75, a hundred or ten times the amount, without a fault. With decimalChar
# alone, or groupChar " ", it reads right. With bareNumber false the trailing minus of SAP is dropped: "1.234,56-"
# is +123456. So an amount of such a file is read from its text, never by the cast of this library.
# Needs npm. Takes about 10 s.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error tableschema@1.12.6 >/dev/null 2>&1
cat > read.cjs <<'JS'
const assert = require('node:assert');
const { Field } = require('tableschema');
const read = (options, text) => new Field({ name: 'betrag', type: 'number', ...options }).castValue(text);
const german = { groupChar: '.', decimalChar: ',' };
const seen = {
  grouped: read(german, '1.234,56'),
  ungrouped: read(german, '1234,56'),
  small: read(german, '-7,5'),
  decimalAlone: read({ decimalChar: ',' }, '1234,56'),
  spaces: read({ groupChar: ' ', decimalChar: ',' }, '1 234,56'),
  trailingMinus: read({ ...german, bareNumber: false }, '1.234,56-'),
};
console.log(`tableschema ${require('tableschema/package.json').version}`, seen);
assert.throws(() => read(german, '1.234,56-'));
assert.deepStrictEqual(seen, {
  ...{ grouped: 123456, ungrouped: 123456, small: -75, decimalAlone: 1234.56, spaces: 1234.56 },
  trailingMinus: 123456,
});
JS
node read.cjs
echo "as seen before"
