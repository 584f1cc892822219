import { counted } from '../counted.ts';
import { fiscalYearOf } from '../calendar.ts';
import { toCents } from '../money.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts, EnvelopeFact } from './council-facts.ts';
import { millions } from './words.ts';

/** bis zur Obergrenze frei: ceiling − S − O − I, in cents. */
export function freeOf(envelope: EnvelopeFact): number {
  return envelope.ceilingCents - envelope.S - envelope.O - envelope.I;
}

/** `3,89 Mio. € sind durch Aufträge gebunden, 0,07 Mio. € gesperrt`: the block is named when there is one. */
export function boundWords({ O, S }: EnvelopeFact): string {
  return `${millions(O)} sind durch Aufträge gebunden${S === 0 ? '' : `, ${millions(S)} gesperrt`}`;
}

/** What is left up to the ceiling; that is no money the budget provides. */
export function ceilingWords(envelope: EnvelopeFact): string {
  const free = freeOf(envelope);
  if (free < 0) return `die Obergrenze ist um ${millions(toCents(0 - free))} überschritten`;
  return `bis zur Obergrenze sind ${millions(toCents(free))} frei`;
}

/** What the lines still provide from the year of the as-of date on; older years' rest has lapsed. */
export function spendableWords({ spendableCents }: EnvelopeFact, year: number): string {
  if (spendableCents < 0)
    return `Im Haushalt ab ${year} sind diese Mittel um ${millions(toCents(0 - spendableCents))} überzogen`;
  return `Im Haushalt ab ${year} sind dafür noch ${millions(spendableCents)} verfügbar`;
}

function sentenceOf(envelopes: EnvelopeFact[], year: number): string {
  const first = envelopes[0];
  if (!first) return 'In diesem Datenbestand sind keine Rahmen festgelegt.';
  return `Vom Rahmen „${first.name}“ (${millions(first.ceilingCents)}) sind ${millions(first.I)} ausgegeben. ${boundWords(first)}; ${ceilingWords(first)}. ${spendableWords(first, year)}.`;
}

function forecastNote(envelopes: EnvelopeFact[]): string {
  if (envelopes.every((envelope) => envelope.forecastCents === null))
    return 'Prognose: Zu diesem Stichtag hat kein Projekt eine Kostenprognose gemeldet.';
  return 'Prognose: gemeldete Prognosen der Zeilen, sonst Kostenprognosen der Projekte, ohne Meldung der fortgeschriebene Ansatz, für abgelaufene Jahre Ist und Obligo; nur für schon veranschlagte Zeilen. Sie gilt für das Ende des Zeitraums, nicht für den Stichtag.';
}

function notesOf(envelopes: EnvelopeFact[], year: number): string[] {
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
    'Rest V = F − S − O − I über alle Jahre des Umfangs; bis zur Obergrenze frei = Obergrenze − S − O − I.',
    `verfügbar ab ${year}: V der Zeilen dieses und späterer Jahre. Was ein früheres Jahr übrig ließ, ist nicht in Anspruch genommen und ohne Übertragung nicht mehr verfügbar (§ 21 GemHVO).`,
    forecastNote(envelopes),
  ];
}

/** The envelopes with ceiling, F, S, O, I, V and forecast. Never a total row: envelopes overlap (domain.md section 3). */
export function envelopeTable(facts: CouncilFacts): ReportTable {
  const year = fiscalYearOf(facts.asOf);
  return {
    id: 'rahmen',
    title: 'Finanzrahmen',
    sheet: 'Rahmen',
    sentence: sentenceOf(facts.envelopes, year),
    unit: 'millions',
    columns: [
      { key: 'name', label: 'Rahmen', kind: 'text', width: 30 },
      { key: 'scope', label: 'Umfang', kind: 'text', width: 30, under: 'name' },
      { key: 'ceiling', label: 'Obergrenze', kind: 'cents' },
      { key: 'F', label: 'fortgeschr. Ansatz F', kind: 'cents' },
      { key: 'S', label: 'Sperre S', kind: 'cents' },
      { key: 'O', label: 'Obligo O', kind: 'cents' },
      { key: 'I', label: 'Ist I', kind: 'cents' },
      { key: 'V', label: 'Rest V', kind: 'cents', derived: { plus: ['F'], minus: ['S', 'O', 'I'] } },
      { key: 'spendable', label: `verfügbar ab ${year}`, kind: 'cents' },
      {
        key: 'free',
        label: 'bis zur Obergrenze frei',
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
        spendable: e.spendableCents,
        free: freeOf(e),
        P: e.forecastCents,
      },
    })),
    notes: notesOf(facts.envelopes, year),
  };
}
