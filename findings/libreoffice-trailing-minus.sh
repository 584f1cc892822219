#!/usr/bin/env bash
# Question: SAP writes credits with the minus behind the amount, "1.234,56-". What does LibreOffice make of such a
# column when a German CSV is opened, in the dialog and from the command line?
# Guess, written down before it was run: a text, in both.
# Seen: LibreOffice 7.4 (Debian 12, libreoffice-calc). Converted from the command line without the token for special
# numbers it is the number -1234.56, and so is "(1.234,56)". With that token false, which is what the dialog offers
# first, both stay texts while "-7,50" beside them is a number: a sum over the column leaves the credits out, and says
# nothing. A file that somebody opened and saved there has to be looked at cell by cell.
# Needs the Debian package libreoffice-calc. Takes about 15 s.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
command -v soffice >/dev/null || { echo "libreoffice-calc is missing"; exit 1; }
soffice --version
printf 'Betrag\n1.234,56-\n(1.234,56)\n-7,50\n100,00\n' > sap.csv
# German (1031), UTF-8 (76), separator ";" (59), quote (34), from line 1; then: quoted as text, special numbers.
read_with() {
  soffice "-env:UserInstallation=file://$folder/profile" --headless --infilter="CSV:59,34,76,1,,1031$1" \
    --convert-to 'csv:Text - txt - csv (StarCalc):59,34,76,1,,1033,false,false' --outdir "$2" sap.csv >/dev/null 2>&1
  tail -n +2 "$2/sap.csv" | paste -sd' '
}
without=$(read_with '' without)
off=$(read_with ',false,false' off)
printf 'without the token: %s\nspecial numbers off: %s\n' "$without" "$off"
[ "$without" = '-1234.56 -1234.56 -7.5 100' ]
[ "$off" = '1.234,56- (1.234,56) -7.5 100' ]
echo "as seen before"
