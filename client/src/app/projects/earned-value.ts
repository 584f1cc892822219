import { Component, computed, input } from '@angular/core';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { ratioText } from '#shared/projects/earned-value.ts';
import type { EarnedValueView } from '#shared/projects/project-detail.ts';
import { moneyText } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';

interface Row {
  name: string;
  /** What the letters stand for, in German. */
  word: string;
  what: string;
  value: string;
  reason: string;
}

const money = (cents: Cents | null): string => moneyText(cents, 'euro');
const change = (cents: Cents | null): string => moneyText(cents, 'euro', true);

/** The letters of earned value (DIN 69901-5, PMBOK) in German words. */
const WORDS: Readonly<Record<string, string>> = {
  BAC: 'geplante Gesamtkosten',
  PV: 'geplante Leistung',
  EV: 'erbrachte Leistung',
  AC: 'tatsächliche Kosten',
  CV: 'Kostenabweichung',
  SV: 'Terminabweichung',
  CPI: 'Kosteneffizienz: unter 1 teurer als geplant',
  SPI: 'Termineffizienz: unter 1 langsamer als geplant',
  EAC: 'erwartete Gesamtkosten',
  'EAC, Rest nach Plan': 'erwartete Gesamtkosten',
  ETC: 'noch erwartete Kosten',
  VAC: 'erwartete Abweichung am Ende',
  TCPI: 'nötige Kosteneffizienz für den Rest',
};

/** Earned value by weighted milestones: every figure with its formula, and the reason where one is undefined. */
@Component({
  selector: 'mc-earned-value',
  imports: [Table, SectionHead],
  template: `
    <section class="sec" aria-labelledby="h-ev">
      <mc-section-head headingId="h-ev" heading="Leistungswert" [sentence]="sentence()" />
      <mc-table caption="Leistungswert aus gewichteten Meilensteinen, Euro">
        <thead>
          <tr>
            <th scope="col">Größe</th>
            <th scope="col">Formel</th>
            <th scope="col" class="r">€</th>
          </tr>
        </thead>
        <tbody>
          @for (row of rows(); track row.name) {
            <tr>
              <th scope="row">
                {{ row.name }}
                <span class="hint">{{ row.word }}</span>
              </th>
              <td>
                {{ row.what }}
                @if (row.reason) {
                  <span class="hint">{{ row.value === '–' ? 'nicht bestimmt: ' : '' }}{{ row.reason }}</span>
                }
              </td>
              <td class="r">{{ row.value }}</td>
            </tr>
          }
        </tbody>
      </mc-table>
      <p class="hint">
        AC: {{ value().basis }}. Abweichungen englischer Richtung: Plus heißt billiger oder früher als
        geplant. CPI, SPI und TCPI sind Verhältnisse ohne Einheit.
      </p>
    </section>
  `,
  styles: '.hint { display: block; } td, th { vertical-align: top; }',
})
export class EarnedValue {
  readonly value = input.required<EarnedValueView>();
  readonly asOf = input.required<IsoDate>();

  protected readonly sentence = computed(
    () => `Aus gewichteten Meilensteinen mit Nachweis, zum ${formatDate(this.asOf())}.`,
  );
  protected readonly rows = computed<Row[]>(() => {
    const v = this.value();
    const row = (name: string, what: string, value: string, figure = name): Row => {
      const word = WORDS[name] ?? '';
      const reason = v.reasons.find((one) => one.figure === figure)?.text ?? '';
      return { name, word, what, value, reason };
    };
    return [
      row('BAC', 'Gewichte aller Meilensteine', money(v.bacCents)),
      row('PV', 'davon bis heute geplant', money(v.pvCents)),
      row('EV', 'davon erreicht, mit Nachweis', money(v.evCents)),
      row('AC', 'Ist', money(v.acCents)),
      row('CV', 'EV − AC', change(v.cvCents)),
      row('SV', 'EV − PV', change(v.svCents)),
      row('CPI', 'EV / AC', ratioText(v.cpiThousandths)),
      row('SPI', 'EV / PV', ratioText(v.spiThousandths)),
      row('EAC', 'BAC / CPI, wenn es so weitergeht', money(v.eacTypicalCents)),
      row('EAC, Rest nach Plan', 'AC + (BAC − EV)', money(v.eacAtypicalCents)),
      row('ETC', 'EAC − AC', money(v.etcCents), 'EAC'),
      row('VAC', 'BAC − EAC', change(v.vacCents), 'EAC'),
      row('TCPI', '(BAC − EV) / (BAC − AC)', ratioText(v.tcpiThousandths)),
    ];
  });
}
