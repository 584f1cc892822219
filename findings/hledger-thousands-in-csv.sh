#!/usr/bin/env bash
# Question: a bank or SAP file in German, "1.000;1.000,00", is read by hledger with CSV rules that do not name a decimal
# mark. One row says a thousand without decimals, the next with them. What do they add up to?
# Guess, written down before it was run: 2,000, because the second row shows which mark is which; or an error.
# Seen: hledger 1.25 (Debian 12, hledger) judges every amount by itself: "1.000" is 1 with three decimals, "1.000,00" is
# 1,000, and the sum is 1,001. With the rule "decimal-mark ," both are 1,000. SAP's trailing minus, "1.234,56-", is a
# parse error; "(7,50)" is a credit. So a journal for hledger is written with one decimal mark and no groups.
# Needs the Debian package hledger. Takes a second.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
command -v hledger >/dev/null || { echo "hledger is missing"; exit 1; }
hledger --version
printf '2021-07-01;1.000;ohne\n2021-07-02;1.000,00;mit\n' > a.csv
printf 'separator ;\nfields date,amount,description\ncurrency EUR\naccount1 aufwand\naccount2 bank\ndate-format %%Y-%%m-%%d\n' > a.csv.rules
total() { hledger -f "$1" balance aufwand -O json | grep -o '"floatingPoint": [0-9.]*' | head -1; }
guessed=$(total a.csv)
echo "decimal-mark ," >> a.csv.rules
named=$(total a.csv)
printf 'without a decimal mark: %s\nwith one: %s\n' "$guessed" "$named"
[ "$guessed" = '"floatingPoint": 1001' ] && [ "$named" = '"floatingPoint": 2000' ]
cp a.csv.rules b.csv.rules
printf '2021-07-03;1.234,56-;Gutschrift\n' > b.csv
if hledger -f b.csv print >/dev/null 2>&1; then echo "the trailing minus is read"; exit 1; fi
printf '2021-07-03;(7,50);Gutschrift\n' > b.csv
[ "$(hledger -f b.csv balance aufwand -O csv | sed -n 2p)" = '"aufwand","EUR-7,50"' ]
echo "as seen before"
