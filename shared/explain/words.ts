import { FIGURE_WORDS } from '../budget/terms.ts';
import { parseFigure } from './address.ts';
import type { EnvelopeFigure, FigureAddress, PositionFigure } from './address.ts';
import type { PageFigure } from './page-figures.ts';

const MONTHS = [
  ...['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni'],
  ...['Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'],
];

/** `März 2021` of `2021-03` */
export function monthWords(month: string): string {
  return `${MONTHS[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

const ENVELOPE_WORDS: Record<Extract<EnvelopeFigure, 'ceiling' | 'free' | 'spendable'>, string> = {
  ceiling: 'Rahmen',
  free: 'bis zur Obergrenze frei',
  spendable: 'verfügbar ab diesem Jahr',
};
const POSITION_WORDS: Record<PositionFigure, string> = {
  authorised: 'Stellen geschaffen',
  planned: 'Stellen geplant',
  filled: 'Stellen besetzt',
};

const isOwn = (figure: EnvelopeFigure): figure is keyof typeof ENVELOPE_WORDS =>
  Object.hasOwn(ENVELOPE_WORDS, figure);

const PAGE_WORDS: Record<Exclude<PageFigure['of'], 'forecast'>, string> = {
  curve: 'Mittelabfluss',
  later: 'spätere Jahre',
  carryOver: 'Übertragung',
  tieOut: 'Abstimmung',
  posts: 'Stellen',
  report: 'Bericht',
};

function wordsOf(address: FigureAddress): string {
  switch (address.of) {
    case 'lines':
      return FIGURE_WORDS[address.figure];
    case 'envelope':
      return isOwn(address.figure) ? ENVELOPE_WORDS[address.figure] : FIGURE_WORDS[address.figure];
    case 'month':
      return monthWords(address.month);
    case 'order':
      return 'Bestellung';
    case 'posting':
      return 'Beleg';
    case 'unassigned':
    case 'excluded':
      return address.month !== null
        ? monthWords(address.month)
        : address.of === 'unassigned'
          ? 'nicht zugeordnet'
          : 'ausgeschlossen';
    case 'preCommitment':
      return 'Vorbelastung';
    case 'milestones':
      return address.figure === 'planned' ? 'geplant' : 'erreicht';
    case 'change':
      return 'eine Änderung';
    case 'positions':
      return POSITION_WORDS[address.figure];
    case 'forecast':
      return { P: 'Prognose', PF: 'P − F', PA: 'P − A' }[address.figure];
    default:
      return PAGE_WORDS[address.of];
  }
}

/** What a figure is called before its own answer was seen: a step of the way down. */
export function figureWords(figure: string): string {
  const address = parseFigure(figure);
  return address === null ? figure : wordsOf(address);
}
