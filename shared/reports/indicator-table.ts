import { counted } from '../counted.ts';
import { formatDate } from '../calendar.ts';
import type { IndicatorRow } from '../indicators/indicators.ts';
import { standingSentence, targetAt } from '../indicators/standing.ts';
import { BEHIND, STANDING_MARKS } from '../indicators/terms.ts';
import type { Standing } from '../indicators/terms.ts';
import { countedText, valueOf, valueText } from '../indicators/values.ts';
import type { ReportTable } from '../report-table.ts';
import type { CouncilFacts } from './council-facts.ts';

const REACHED: readonly Standing[] = ['reached', 'on-plan'];

function sentenceOf(rows: readonly IndicatorRow[]): string {
  const count = (standings: readonly Standing[]): number =>
    rows.filter(({ standing }) => standings.includes(standing)).length;
  const [reached, behind] = [count(REACHED), count(BEHIND)];
  const rest = rows.length - reached - behind;
  const without = rest === 0 ? '' : `, ${rest} ohne Vergleich mit einem Ziel`;
  return `Von ${counted(rows.length, 'Kennzahl', 'Kennzahlen')} ${reached === 1 ? 'ist eine' : `sind ${reached}`} am Ziel oder im Plan, ${behind} dahinter${without}.`;
}

/** What was measured last, with what it was counted of and the model it stands in. */
function valueCells({ kind, unit, last }: IndicatorRow): { value: string | null; basis: string | null } {
  const value = last ? valueOf(kind, last) : null;
  if (!last || value === null) return { value: null, basis: null };
  return { value: valueText(kind, value, unit), basis: countedText(last, unit) ?? last.model };
}

/** How the programme stands by its indicators, as one table; none where a city has none. */
export function indicatorTables({ asOf, indicators }: CouncilFacts): ReportTable[] {
  if (indicators.length === 0) return [];
  const models = new Set(indicators.flatMap(({ model }) => model?.name ?? []));
  const table: ReportTable = {
    id: 'kennzahlen',
    title: 'Kennzahlen',
    sheet: 'Kennzahlen',
    sentence: sentenceOf(indicators),
    columns: [
      { key: 'name', label: 'Kennzahl', kind: 'text', width: 36 },
      { key: 'field', label: 'Feld', kind: 'text', width: 14, under: 'name' },
      { key: 'value', label: 'Wert', kind: 'text', width: 22 },
      { key: 'basis', label: 'gezählt, Modell', kind: 'text', width: 30, under: 'value' },
      { key: 'on', label: 'gemessen am', kind: 'date' },
      { key: 'target', label: 'Ziel', kind: 'text', width: 22 },
      { key: 'due', label: 'Zieltag', kind: 'date', under: 'target' },
      { key: 'standing', label: 'Stand', kind: 'text', width: 34 },
    ],
    rows: indicators.map((row) => {
      const target = targetAt(row.targets, asOf);
      const { symbol, word } = STANDING_MARKS[row.standing];
      return {
        kind: 'row',
        cells: {
          ...{ name: row.name, field: row.field?.name ?? null, ...valueCells(row), on: row.last?.on ?? null },
          target: target ? valueText(row.kind, target.value, row.unit) : null,
          ...{ due: target?.dueOn ?? null, standing: `${symbol} ${word}` },
        },
      };
    }),
    notes: [
      'Plan: gerade Linie zwischen zwei Zielen. Ein Wert wird mit dem Plan des Tages verglichen, an dem er gemessen wurde.',
      ...indicators
        .filter(({ standing }) => BEHIND.includes(standing))
        .map((row) => `${row.name}: ${standingSentence(row, asOf)}`),
      ...(models.size > 0
        ? [`Stufen nach ${[...models].join(', ')}; Werte verschiedener Modelle werden nie verglichen.`]
        : []),
      ...(indicators.some(({ basis }) => basis !== 'measured')
        ? [`Anteile aus Listen sind zum ${formatDate(asOf)} gezählt.`]
        : []),
    ],
  };
  return [table];
}
