import { counted } from '../counted.ts';
import { LEDGER_WORDS } from '../budget/terms.ts';
import { formatDate } from '../calendar.ts';
import { formatEuro } from '../money.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts } from './council-facts.ts';
import { withoutReport } from './project-sentences.ts';
import { dataStateText } from './words.ts';

function unassignedText(facts: CouncilFacts): string {
  const orders =
    facts.unassignedCommitmentCents === 0
      ? ''
      : ` Aufträge ohne Haushaltszeile: ${formatEuro(facts.unassignedCommitmentCents)} €.`;
  if (facts.unassigned.length === 0)
    return `Alle Buchungen bis zum Stichtag sind einer Haushaltszeile zugeordnet.${orders}`;
  const parts = facts.unassigned.map(
    (u) =>
      `${LEDGER_WORDS[u.ledger]} ${u.year} ${formatEuro(u.cents)} € (${counted(u.postings, 'Buchung', 'Buchungen')})`,
  );
  return `Nicht zugeordnet und in keinem Rahmen und keiner Zeile enthalten: ${parts.join('; ')}. Im Haushalt stehen sie in einer eigenen Zeile.${orders}`;
}

function overdueText(facts: CouncilFacts): string[] {
  const { missing } = withoutReport(facts.projects);
  if (missing === 0) return [];
  return [
    `Von ${counted(facts.projects.length, 'Projekt', 'Projekten')} fehlt bei ${missing} der Statusbericht.`,
  ];
}

function entries(facts: CouncilFacts): [string, string][] {
  const state = `${dataStateText(facts.postedUntil, facts.importedOn)}.`;
  return [
    [
      'Stichtag',
      `Alle Angaben gelten zum ${formatDate(facts.asOf)}: was bis zu diesem Tag wirksam, gebucht und gemeldet war. Es ist ein Stand, keine Vorausschau.`,
    ],
    ['Datenstand', [state, ...overdueText(facts)].join(' ')],
    ['Nicht zugeordnet', unassignedText(facts)],
    [
      'Ansatz',
      'Der Ansatz A enthält keine Übertragungen aus dem Vorjahr. Der fortgeschriebene Ansatz F = A + N + E + B + Z + U: Ansatz, Nachtrag, Ermächtigungsübertragung, über- und außerplanmäßige Mittel, zweckgebundene Mehrerträge, Umschichtung.',
    ],
    [
      'Ist und Obligo',
      'Ist I: gebuchter Aufwand im Ergebnishaushalt, geleistete Auszahlungen im Finanzhaushalt. Obligo O: bestellt, aber noch nicht berechnet oder storniert. Sperre S: am Stichtag wirksame Sperren.',
    ],
    [
      'Verfügbar',
      'V = F − S − O − I. Für Jahre vor dem des Stichtags ist V nicht in Anspruch genommen und ohne Übertragung verfallen (§ 21 GemHVO). Ein negativer Wert heißt: überzogen; maßgeblich ist dann der Deckungskreis (§ 20 GemHVO).',
    ],
    [
      'Prognose',
      'Die Prognose ist die gemeldete Erwartung zum Ende des Zeitraums, nicht der Stand am Stichtag. Abweichung der Prognose = P − F.',
    ],
    [
      'Rahmen',
      'Ein Rahmen ist eine beschlossene Obergrenze mit eigenem Umfang. Rahmen überlappen sich und werden nie addiert.',
    ],
    [
      'Haushalte',
      'Ergebnishaushalt und Finanzhaushalt werden nie addiert. Jede Zeile gehört zu genau einem Jahr; Summen über den Doppelhaushalt sind so benannt.',
    ],
    ...(facts.lightRules.length === 0
      ? []
      : [['Berechnete Ampeln', facts.lightRules.join(' ')] satisfies [string, string]]),
    [
      'Rundung',
      'Gerechnet wird mit ganzen Cent und mit Zehntausendsteln einer Stelle. Auf der Seite sind Beträge in Mio. € kaufmännisch gerundet, Summen gerundeter Werte können abweichen; die Excel-Datei enthält jeden Betrag auf den Cent.',
    ],
    [
      'Unveränderlichkeit',
      'Ein herausgegebener Bericht ist eingefroren und trägt eine Prüfsumme (SHA-256). Berichtigungen erscheinen als neuer Bericht, der den berichtigten nennt.',
    ],
    ...(facts.demo
      ? [
          [
            'Beispieldaten',
            'Öffentlich belegt sind nur die Rahmen (knapp 18, rund 64 und 4 Mio. €), die 98 Stellen und die Beträge der GRDrs 316/2021. Alle anderen Beträge, Termine, Stellen und Drucksachen ab Nr. 9000 sind erfunden. Projekte, die als belegt gekennzeichnet sind, sind es nur im Thema: Nummer, Amt und Termine sind auch dort erfunden.',
          ] satisfies [string, string],
        ]
      : []),
  ];
}

/** What a reader needs to judge the figures: dates, basis, formulas, rounding, thresholds, origin. */
export function notesTable(facts: CouncilFacts): ReportTable {
  return {
    id: 'hinweise',
    title: 'Hinweise zu den Zahlen',
    sheet: 'Hinweise',
    layout: 'notes',
    sentence: `Stichtag ${formatDate(facts.asOf)}, ${dataStateText(facts.postedUntil, facts.importedOn)}.`,
    columns: [
      { key: 'term', label: 'Thema', kind: 'text', width: 22 },
      { key: 'text', label: 'Hinweis', kind: 'text', width: 120 },
    ],
    rows: entries(facts).map(([term, text]) => ({ kind: 'row', cells: { term, text } })),
    notes: [],
  };
}
