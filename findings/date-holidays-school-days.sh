#!/usr/bin/env bash
# Question: a deadline that falls on a day when offices are closed moves to the next working day. Does the calendar
# library date-holidays say of a day in Baden-Württemberg whether offices are closed?
# Guess, written down before it was run: isHoliday() is false on 31 October 2021, which is no public holiday there, and
# false on Christmas Eve; it is true on 31 October 2017, which was one once.
# Seen: date-holidays 3.37.0 answers 31 October 2021 with Reformationstag of the type "school", and Mother's Day as an
# "observance": both are truthy, and offices are open. In 2017 two entries come, "public" and "school". Only the entries
# of the type "public" say what a deadline needs. feiertagejs 1.5.1 says false, true and false for the same days.
# Needs npm. Takes about 15 s.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error date-holidays@3.37.0 feiertagejs@1.5.1 >/dev/null 2>&1
cat > days.cjs <<'JS'
const assert = require('node:assert');
const Holidays = require('date-holidays');
const { isHoliday } = require('feiertagejs');
const there = new Holidays('DE', 'BW');
const days = { reformation: [2021, 9, 31], reformation500: [2017, 9, 31], mothers: [2021, 4, 9], eve: [2021, 11, 24] };
const types = (day) => (there.isHoliday(new Date(...day, 12)) || []).map(({ type }) => type);
const seen = Object.fromEntries(Object.entries(days).map(([name, day]) => [name, types(day).join('+')]));
const peer = Object.entries(days).map(([, day]) => isHoliday(new Date(...day), 'BW'));
console.log(`date-holidays ${require('date-holidays/package.json').version}`, seen, 'feiertagejs', peer);
assert.deepStrictEqual(seen, {
  ...{ reformation: 'school', reformation500: 'public+school', mothers: 'observance', eve: '' },
});
assert.deepStrictEqual(peer, [false, true, false, false]);
JS
node days.cjs
echo "as seen before"
