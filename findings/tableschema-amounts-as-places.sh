#!/usr/bin/env bash
# Question: a budget table of a German city comes without a schema, and the reader of Table Schema is asked to infer
# one. What type does it give a column of amounts such as "1.234,56"?
# Guess, written down before it was run: "string", because no number of the standard looks like that.
# Seen: tableschema 1.12.6 says "geopoint", longitude 1.234 and latitude 56, as long as what stands before every comma
# is at most 180 and the cents are at most 90; with one amount of 1,95 € or of 1234,56 € the same column is "any".
# frictionless.js 0.13.4, which reads the Latin-1 text and its semicolons rightly, passes the type on. So an inferred
# schema of such a table depends on the cents in it, and is a question to a person, never an answer.
# Needs npm. Takes about 15 s.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error tableschema@1.12.6 frictionless.js@0.13.4 >/dev/null 2>&1
printf 'Teilhaushalt;Bezeichnung;Betrag\n1;Stra\xdfen;1.234,56\n2;B\xfcrger\xe4mter;0,10\n' > latin1.csv
cat > infer.cjs <<'JS'
const assert = require('node:assert');
const { infer } = require('tableschema');
const { open } = require('frictionless.js');
const typeOf = async (...amounts) => {
  const found = await infer([['betrag'], ...amounts.map((amount) => [amount])], { headers: 1 });
  return (found.descriptor || found).fields[0].type;
};
(async () => {
  const seen = {
    small: await typeOf('1.234,56', '0,10'),
    manyCents: await typeOf('1.234,95', '0,10'),
    ungrouped: await typeOf('1234,56', '7,50'),
  };
  const file = open('latin1.csv');
  await file.addSchema();
  const { schema, dialect } = file.descriptor;
  const read = { encoding: file.encoding, delimiter: dialect.delimiter, type: schema.fields[2].type };
  console.log(`tableschema ${require('tableschema/package.json').version}`, seen, 'frictionless.js', read);
  assert.deepStrictEqual(seen, { small: 'geopoint', manyCents: 'any', ungrouped: 'any' });
  assert.deepStrictEqual(read, { encoding: 'ISO-8859-1', delimiter: ';', type: 'geopoint' });
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
JS
node infer.cjs
echo "as seen before"
