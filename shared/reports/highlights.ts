import { counted } from '../counted.ts';
import { formatFte, toFte } from '../fte.ts';
import { fiscalYearOf } from '../calendar.ts';
import { formatEuro } from '../money.ts';
import { ledgerSentences } from './ledger-sentences.ts';
import type { CouncilFacts, MilestoneFact } from './council-facts.ts';
import { boundWords, ceilingWords, spendableWords } from './envelope-table.ts';
import { overdueMilestones } from './milestone-tables.ts';
import { positionTotals } from './position-tables.ts';
import { redSentence } from './project-sentences.ts';
import { ledgerYear, longDate, millions, shiftWords } from './words.ts';

function moneySentences(facts: CouncilFacts): string[] {
  const first = facts.envelopes[0];
  if (first) {
    const spent = `Vom Rahmen „${first.name}“ sind ${millions(first.I)} von ${millions(first.ceilingCents)} ausgegeben. ${boundWords(first)}; ${ceilingWords(first)}.`;
    const rest = spendableWords(first, fiscalYearOf(facts.asOf));
    if (first.forecastCents === null) return [spent, `${rest}.`];
    return [
      spent,
      `${rest}; bis zum Ende des Zeitraums erwarten wir Ausgaben von ${millions(first.forecastCents)}.`,
    ];
  }
  return ledgerSentences(facts);
}

function positionSentence(facts: CouncilFacts): string[] {
  if (facts.byOffice.length === 0) return [];
  const { authorised, filled } = positionTotals(facts);
  const before = facts.previous?.filled;
  const change = before === undefined || before === filled ? 0 : filled - before;
  const than =
    change === 0 || !facts.previous
      ? ''
      : `, ${formatFte(toFte(Math.abs(change)))} ${change > 0 ? 'mehr' : 'weniger'} als am ${longDate(facts.previous.on)}`;
  return [`${formatFte(filled)} von ${formatFte(authorised)} Stellen sind besetzt${than}.`];
}

function projectSentence(facts: CouncilFacts): string[] {
  if (facts.projects.length === 0) return [];
  return [[redSentence(facts), ...decisionSentence(facts)].join(' ')];
}

/** What was expected when, and by how much it is late; nothing where no forecast was given. */
function expectedWords({ name, project, forecastOn, slipDays, overdueDays }: MilestoneFact): string {
  if (!forecastOn || slipDays === null || slipDays <= 0) return '';
  const what = `„${name}“ (${project.name})`;
  if (overdueDays === 0) return `${what} wird am ${longDate(forecastOn)} erwartet, ${shiftWords(slipDays)}`;
  return `${what} war für den ${longDate(forecastOn)} erwartet, seit ${counted(overdueDays, 'Tag', 'Tagen')} überschritten, ${shiftWords(slipDays)}`;
}

function milestoneSentence(facts: CouncilFacts): string[] {
  const overdue = overdueMilestones(facts);
  const worst = overdue[0];
  if (!worst) return [];
  const expected = expectedWords(worst);
  if (expected === '')
    return [`${counted(overdue.length, 'fälliger Meilenstein steht', 'fällige Meilensteine stehen')} aus.`];
  const which =
    overdue.length === 1
      ? 'Ein fälliger Meilenstein steht aus'
      : `${overdue.length} fällige Meilensteine stehen aus, am weitesten verschoben`;
  return [`${which}: ${expected}.`];
}

function unassignedSentence(facts: CouncilFacts): string[] {
  if (facts.unassigned.length === 0) return [];
  const postings = facts.unassigned.reduce((total, fact) => total + fact.postings, 0);
  const parts = facts.unassigned.map(
    (fact) => `${formatEuro(fact.cents)} € ${ledgerYear(fact.ledger, fact.year)}`,
  );
  const sums = parts.length <= 2 ? `: ${parts.join(', ')}` : '';
  return [
    `${counted(postings, 'Buchung ist', 'Buchungen sind')} noch keiner Haushaltszeile zugeordnet${sums}.`,
  ];
}

function decisionSentence(facts: CouncilFacts): string[] {
  const asking = facts.projects.filter((project) => project.decisionNeeded !== null);
  if (asking.length === 0) return [];
  const names = asking.map((project) => project.name);
  const verb =
    asking.length === 1
      ? 'Eine Entscheidung wird gebraucht'
      : `${asking.length} Entscheidungen werden gebraucht`;
  return [`${verb}: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' und weitere' : ''}.`];
}

/**
 * The most important in at most six points, in the order a councillor asks. What is booked without a budget
 * line stands right after the money it is missing from.
 */
export function highlights(facts: CouncilFacts): string[] {
  return [
    ...moneySentences(facts),
    ...unassignedSentence(facts),
    ...positionSentence(facts),
    ...projectSentence(facts),
    ...milestoneSentence(facts),
  ];
}
