#!/usr/bin/env bash
# Question: a text of a city holds the letters "_x0041_" (ECMA-376 ST_Xstring: such letters in a cell stand for the
# character of that number). What do two readers of xlsx make of it?
# Guess, written down before it was run: exceljs, which decodes such letters when it reads, escapes them when it
# writes, so that a text survives its own round trip; LibreOffice decodes every such escape, as the standard says.
# Seen: exceljs 4.4.0 writes the letters as they are and reads "A" back; an escaped text comes back right.
# LibreOffice 7.4 (Debian 12, libreoffice-calc) decodes "_x005F_" alone: "_x0041_" stays, so that the escaped and the
# unescaped text look the same there.
# Needs npm and the Debian package libreoffice-calc. Takes about 20 s.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
command -v soffice >/dev/null || { echo "libreoffice-calc is missing"; exit 1; }
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error exceljs@4.4.0 >/dev/null 2>&1
cat > make.cjs <<'JS'
const { Workbook } = require('exceljs');
(async () => {
  const book = new Workbook();
  const sheet = book.addWorksheet('Texte');
  sheet.getCell('A1').value = 'Los _x0041_ Netz';
  sheet.getCell('A2').value = 'Los _x005F_x0041_ Netz';
  await book.xlsx.writeFile('texte.xlsx');
  const again = new Workbook();
  await again.xlsx.readFile('texte.xlsx');
  const texts = ['A1', 'A2'].map((cell) => again.worksheets[0].getCell(cell).value);
  console.log(`exceljs ${require('exceljs/package.json').version}: ${JSON.stringify(texts)}`);
  if (texts[0] !== 'Los A Netz' || texts[1] !== 'Los _x0041_ Netz') process.exit(1);
})();
JS
node make.cjs
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to csv --outdir "$folder" texte.xlsx >/dev/null 2>&1
soffice --version
cat texte.csv
printf 'Los _x0041_ Netz\nLos _x0041_ Netz\n' | cmp - texte.csv
echo "as seen before"
