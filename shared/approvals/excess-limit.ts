import type { FieldError } from '../errors.ts';
import { formatEuro, toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/** What excess and unplanned appropriations of a year come to so far, and which open requests are among them. */
export interface ExcessSum {
  decidedCents: Cents;
  openCents: Cents;
  openRequests: readonly number[];
}

/**
 * What stands beside a request for an excess: of its line everything, of its cover group what no council paper carries,
 * because lines of one group cover each other (§ 20 GemHVO) and a need could be split over them.
 */
export interface ExcessSoFar {
  line: ExcessSum & { number: string; year: number };
  group: (ExcessSum & { code: string }) | null;
}

/** From `limitCents` on an excess is substantial and wants the council (§ 84(1) GemO). */
interface Asked {
  cents: Cents;
  hasPaper: boolean;
  limitCents: Cents;
}

const before = (sum: ExcessSum): Cents => toCents(sum.decidedCents + sum.openCents);

function openWords({ openRequests, openCents }: ExcessSum): string {
  if (openRequests.length === 0) return '';
  const which = `${openRequests.length === 1 ? 'Antrag' : 'Anträge'} ${openRequests.join(', ')}`;
  return `, davon offen ${formatEuro(openCents)} € (${which})`;
}

function sumWords(place: string, sum: ExcessSum, { cents, limitCents }: Asked): string {
  const total = toCents(before(sum) + cents);
  return `${place}: bisher ${formatEuro(before(sum))} €${openWords(sum)}, mit diesem ${formatEuro(total)} €, Grenze ${formatEuro(limitCents)} €`;
}

function places(soFar: ExcessSoFar, asked: Asked): { words: string; total: number }[] {
  const { line, group } = soFar;
  const ofLine = {
    words: sumWords(`Über- und außerplanmäßig auf Zeile ${line.number} in ${line.year}`, line, asked),
    total: before(line) + asked.cents,
  };
  // A paper of its own carries this request in the group, not the others.
  if (!group || asked.hasPaper) return [ofLine];
  return [
    ofLine,
    {
      words: sumWords(`Ohne Drucksache im Deckungskreis ${group.code} in ${line.year}`, group, asked),
      total: before(group) + asked.cents,
    },
  ];
}

/** The sums a decider must see: so far, with this one, and the limit. */
export function excessNotes(soFar: ExcessSoFar, asked: Asked): string[] {
  return places(soFar, asked).map((place) => `${place.words} (§ 84 GemO).`);
}

/**
 * The council consents where the excess of a line and year becomes substantial, however many requests bring it: each
 * counts with all that were decided or are open before it (0025).
 */
export function excessFault(soFar: ExcessSoFar, asked: Asked): FieldError[] {
  if (asked.hasPaper) return [];
  const over = places(soFar, asked).find((place) => place.total >= asked.limitCents);
  if (!over) return [];
  const message = `Ab ${formatEuro(asked.limitCents)} € ist ein über- oder außerplanmäßiger Bedarf erheblich und braucht die Zustimmung des Gemeinderats (§ 84 GemO). ${over.words}.`;
  return [{ path: 'payload.paper', message }];
}
