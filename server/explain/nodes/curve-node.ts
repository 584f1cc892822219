import { endOfMonth, formatDate, monthOf } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { figureText } from '#shared/explain/address.ts';
import type { CurveFigure, PageFigure } from '#shared/explain/page-figures.ts';
import type { ExplainPart } from '#shared/explain/explain.ts';
import { onePage, pageOf, part, sumParts } from '#shared/explain/parts.ts';
import { monthWords } from '#shared/explain/words.ts';
import { lineFigures } from '../../ledger/figures.sql.ts';
import type { Queries } from '../../db/database.ts';
import { envelopeCurve } from '../../overview/curve.ts';
import type { EnvelopeCurve } from '../../overview/curve.ts';
import { monthSums } from '../month-sums.sql.ts';
import { node, noSuchFigure } from './node.ts';
import type { Node, NodeQuery } from './node.ts';

type CurveAddress = PageFigure & { of: 'curve' };

/** A curve and what of it is asked for. */
interface Asked {
  curve: EnvelopeCurve;
  query: NodeQuery;
  address: (figure: CurveFigure, month?: string | null) => string;
  /** The end of the month asked for, or the business date. */
  on: IsoDate;
  month: string | null;
  where: string;
}

function milestoneParts({ curve, on }: Asked): ExplainPart[] {
  return curve.planned
    .filter((one) => one.on <= on && one.cents !== 0)
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map((one) => part({ label: one.label, value: one.cents, on: one.on }));
}

function planNode(asked: Asked): Node {
  const parts = milestoneParts(asked);
  return node({
    label: `Plan bis ${formatDate(asked.on)}, ${asked.where}`,
    value: sumParts(parts),
    formula: { letters: 'PV = Σ Gewichte', words: 'Meilensteine, deren Basistermin bis dahin liegt' },
    note: 'Meilensteine werden zum heutigen Wissen gezeigt.',
    ...pageOf(parts, asked.query.page, sumParts),
  });
}

/** No post is named with its cost: the sum of a year is shown, whatever group asks. */
function plannedNode(asked: Asked): Node {
  const { curve, address, query } = asked;
  const material = sumParts(milestoneParts(asked));
  const parts = [
    part({
      label: `Meilensteine bis ${formatDate(query.asOf)}`,
      value: material,
      explain: material === 0 ? null : address('plan'),
    }),
    ...curve.personnel.map(({ year, cents }) =>
      part({ label: `Personal ${year}`, value: cents, note: 'Σ VZÄ × Satz × Monate / 12 aller Stellen' }),
    ),
  ];
  return node({
    label: `Plan zum Stichtag, ${asked.where}`,
    value: sumParts(parts),
    formula: {
      letters: 'Plan = PV + Personal',
      words:
        'Gewichte der Meilensteine mit Basistermin bis zum Stichtag, dazu geplantes Personal, wo der Rahmen es umfasst',
    },
    note: 'Kosten einzelner Stellen und kleiner Gruppen werden nicht gezeigt.',
    ...onePage(parts),
  });
}

function actualNode(asked: Asked): Node {
  const { curve, on, address, query } = asked;
  const parts = [...curve.actualByMonth]
    .filter(([month, cents]) => month <= monthOf(on) && cents !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, cents]) =>
      part({ label: monthWords(month), value: cents, explain: address('month', month) }),
    );
  return node({
    label: `Ist kumuliert bis ${formatDate(on < query.asOf ? on : query.asOf)}, ${asked.where}`,
    value: sumParts(parts),
    formula: {
      letters: 'AC = Σ Ist je Monat',
      words: 'gebucht, ohne Obligo; je Monat aller Zeilen im Umfang',
    },
    ...pageOf(parts, query.page, sumParts),
  });
}

async function monthNode(read: Queries, asked: Asked): Promise<Node> {
  const { curve, query } = asked;
  const month = asked.month ?? monthOf(query.asOf);
  const sums = await monthSums(read, curve.use.lineIds, month, query);
  const lines = await lineFigures(read, query);
  const parts = lines.flatMap((line) => {
    const cents = sums.get(line.id);
    if (cents === undefined) return [];
    const label = `${line.number} ${line.name}, ${line.year}`;
    return [part({ label, value: cents, explain: figureText({ of: 'month', line: line.id, month }) })];
  });
  return node({
    label: `Ist ${monthWords(month)}, ${asked.where}`,
    value: sumParts(parts),
    formula: { letters: 'Σ Zeilen', words: 'Ist des Monats je Zeile im Umfang' },
    ...pageOf(parts, query.page, sumParts),
  });
}

function deviationNode(asked: Asked): Node {
  const { address, month, where, on } = asked;
  const [actual, plan] = [actualNode(asked).value, planNode(asked).value];
  const parts = [
    part({
      letter: 'AC',
      label: 'Ist',
      value: actual,
      explain: actual === 0 ? null : address('actual', month),
    }),
    part({
      sign: -1,
      letter: 'PV',
      label: 'Plan',
      value: plan,
      explain: plan === 0 ? null : address('plan', month),
    }),
  ];
  return node({
    label: `Abweichung Ist − Plan bis ${formatDate(on)}, ${where}`,
    value: sumParts(parts),
    formula: {
      letters: 'AC − PV',
      words: 'Ist − Plan: ein Minus heißt, es ist weniger abgeflossen als geplant',
    },
    ...onePage(parts),
  });
}

function forecastPart({ curve }: Asked, one: EnvelopeCurve['forecast'][number]): ExplainPart {
  if (one.of === 'project') {
    const name = curve.projectNames.get(one.projectId) ?? '';
    return part({
      label: `Projekt ${name}`,
      value: one.cents,
      note: `Kostenprognose des Projekts, Anteil von ${one.lines.length} Zeilen im Umfang nach F`,
    });
  }
  const { line, cents } = one;
  return part({
    label: `${line.number} ${line.name}, ${line.year}`,
    value: cents,
    note: one.of === 'given' ? 'gemeldet' : 'gerechnet, niemand hat gemeldet',
    explain: figureText({ of: 'forecast', owner: { of: 'line', id: line.id }, figure: 'P' }),
  });
}

function forecastAtEndNode(asked: Asked): Node {
  const parts = asked.curve.forecast.map((one) => forecastPart(asked, one)).filter((one) => one.value !== 0);
  return node({
    label: `Prognose zum ${formatDate(asked.curve.endOn)}, ${asked.where}`,
    value: sumParts(parts),
    formula: {
      letters: 'P = Σ Prognosen',
      words:
        'gemeldete Prognosen der Zeilen, sonst Kostenprognosen der Projekte, ohne Meldung F, für abgelaufene Jahre I + O',
    },
    ...pageOf(parts, asked.query.page, sumParts),
  });
}

/** A point of the forecast's line: what is spent, and the share of what is still to come as the plan has it. */
function forecastNode(asked: Asked): Node {
  const { curve, month, query, address, where } = asked;
  if (month === null) return forecastAtEndNode(asked);
  const point = curve.points.find((one) => one.on === asked.on);
  if (point?.forecastCents === undefined || point.forecastCents === null)
    return noSuchFigure(`Eine Prognose für ${monthWords(month)}`);
  const spent = actualNode({ ...asked, on: query.asOf }).value;
  const ahead = point.forecastCents - spent;
  const now = monthOf(query.asOf);
  const end = sumParts(forecastAtEndNode(asked).parts) - spent;
  const parts = [
    part({ label: 'Ist zum Stichtag', value: spent, explain: spent === 0 ? null : address('actual', now) }),
    ...(ahead === 0
      ? []
      : [
          part({
            label: `davon bis ${formatDate(asked.on)} erwartet`,
            value: ahead,
            note:
              end === ahead
                ? 'alles, was bis zum Ende noch erwartet wird'
                : 'Anteil am Rest, verteilt wie der Plan',
          }),
        ]),
  ];
  return node({
    label: `Prognose bis ${formatDate(asked.on)}, ${where}`,
    value: point.forecastCents,
    formula: {
      letters: 'Ist + (P − Ist) × Anteil',
      words: 'Ist zum Stichtag, dazu der Anteil des noch Erwarteten, der bis dahin geplant ist',
    },
    note: `P zum ${formatDate(curve.endOn)} steht unter „Prognose“ des Rahmens.`,
    ...onePage(parts),
  });
}

/** A figure of the curve of an envelope. Throws `not-found` when there is no such envelope. */
export async function curveNode(read: Queries, address: CurveAddress, query: NodeQuery): Promise<Node> {
  const { envelope, month } = address;
  const curve = await envelopeCurve(read, envelope, query);
  if (!curve) return noSuchFigure(`Einen Rahmen ${envelope} zu diesem Stichtag`);
  const asked: Asked = {
    ...{ curve, query, month, on: month === null ? query.asOf : endOfMonth(month) },
    where: `Rahmen „${curve.use.name}“`,
    address: (figure, at = null) => figureText({ of: 'curve', envelope, figure, month: at }),
  };
  switch (address.figure) {
    case 'planned':
      return plannedNode(asked);
    case 'plan':
      return planNode(asked);
    case 'actual':
      return actualNode(asked);
    case 'month':
      return monthNode(read, asked);
    case 'deviation':
      return deviationNode(asked);
    case 'forecast':
      return forecastNode(asked);
  }
}
