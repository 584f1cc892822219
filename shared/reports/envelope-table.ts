import { toCents } from '../money.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts, EnvelopeFact } from './council-facts.ts';
import { counted, millions } from './words.ts';

/** frei im Rahmen: ceiling − S − O − I, in cents. */
export function freeOf(envelope: EnvelopeFact): number {
  return envelope.ceilingCents - envelope.S - envelope.O - envelope.I;
}

function sentenceOf(envelopes: EnvelopeFact[]): string {
  const first = envelopes[0];
  if (!first) return 'In diesem Datenbestand sind keine Rahmen festgelegt.';
  const free = millions(toCents(freeOf(first)));
  return `Vom Rahmen „${first.name}“ (${millions(first.ceilingCents)}) sind ${millions(first.I)} ausgegeben und ${millions(first.O)} durch Aufträge gebunden; ${free} sind frei.`;
}

function forecastNote(envelopes: EnvelopeFact[]): string {
  if (envelopes.every((envelope) => envelope.forecastCents === null))
    return 'Prognose: Zu diesem Stichtag hat kein Projekt eine Kostenprognose gemeldet.';
  return 'Prognose: gemeldete Kostenprognosen der Projekte, ohne Meldung der fortgeschriebene Ansatz; nur für schon veranschlagte Zeilen. Sie gilt für das Ende des Zeitraums, nicht für den Stichtag.';
}

function notesOf(envelopes: EnvelopeFact[]): string[] {
  if (envelopes.length === 0) return [];
  const apart =
    envelopes.length > 1
      ? [
          `Die ${counted(envelopes.length, 'Rahmen', 'Rahmen')} überlappen sich und werden nie addiert; darum gibt es keine Summenzeile.`,
        ]
      : [];
  const own = envelopes.filter((e) => e.note !== '').map((e) => `${e.name}: ${e.note}`);
  return [
    ...apart,
    ...own,
    'verfügbar V = F − S − O − I (im Haushalt bereitgestellt); frei im Rahmen = Obergrenze − S − O − I.',
    forecastNote(envelopes),
  ];
}

/** The envelopes with ceiling, F, S, O, I, V and forecast. Never a total row: envelopes overlap (domain.md section 3). */
export function envelopeTable(facts: CouncilFacts): ReportTable {
  return {
    id: 'rahmen',
    title: 'Finanzrahmen',
    sheet: 'Rahmen',
    sentence: sentenceOf(facts.envelopes),
    unit: 'millions',
    columns: [
      { key: 'name', label: 'Rahmen', kind: 'text', width: 30 },
      { key: 'scope', label: 'Umfang', kind: 'text', width: 30, under: 'name' },
      { key: 'ceiling', label: 'Obergrenze', kind: 'cents' },
      { key: 'F', label: 'fortgeschr. Ansatz F', kind: 'cents' },
      { key: 'S', label: 'Sperre S', kind: 'cents' },
      { key: 'O', label: 'Obligo O', kind: 'cents' },
      { key: 'I', label: 'Ist I', kind: 'cents' },
      { key: 'V', label: 'verfügbar V', kind: 'cents', derived: { plus: ['F'], minus: ['S', 'O', 'I'] } },
      {
        key: 'free',
        label: 'frei im Rahmen',
        kind: 'cents',
        derived: { plus: ['ceiling'], minus: ['S', 'O', 'I'] },
      },
      { key: 'P', label: 'Prognose', kind: 'cents' },
    ],
    rows: facts.envelopes.map((e) => ({
      kind: 'row',
      cells: {
        name: e.name,
        scope: e.scopeText,
        ceiling: e.ceilingCents,
        F: e.F,
        S: e.S,
        O: e.O,
        I: e.I,
        V: e.F - e.S - e.O - e.I,
        free: freeOf(e),
        P: e.forecastCents,
      },
    })),
    notes: notesOf(facts.envelopes),
  };
}
