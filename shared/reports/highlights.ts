import { formatFte, toFte } from '../fte.ts';
import { formatEuro, toCents } from '../money.ts';
import { ledgerSentences } from './ledger-sentences.ts';
import type { CouncilFacts } from './council-facts.ts';
import { freeOf } from './envelope-table.ts';
import { overdueMilestones } from './milestone-tables.ts';
import { positionTotals } from './position-tables.ts';
import { lightCounts } from './project-tables.ts';
import { counted, ledgerYear, longDate, millions, shiftWords } from './words.ts';

function moneySentences(facts: CouncilFacts): string[] {
  const first = facts.envelopes[0];
  if (first) {
    const spent = `Vom Rahmen „${first.name}“ sind ${millions(first.I)} von ${millions(first.ceilingCents)} ausgegeben. ${millions(first.O)} sind durch Aufträge gebunden, ${millions(toCents(freeOf(first)))} sind noch frei.`;
    if (first.forecastCents === null) return [spent];
    return [spent, `Bis zum Ende des Zeitraums erwarten wir Ausgaben von ${millions(first.forecastCents)}.`];
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
  const { red } = lightCounts(facts.projects);
  const of = counted(facts.projects.length, 'Projekt', 'Projekten');
  const change = facts.previous ? red - facts.previous.redProjects : 0;
  const than =
    change === 0 || !facts.previous
      ? ''
      : `, ${Math.abs(change)} ${change > 0 ? 'mehr' : 'weniger'} als am ${longDate(facts.previous.on)}`;
  const stand = red === 0 ? 'steht keines' : red === 1 ? 'steht eines' : `stehen ${red}`;
  return [`Von ${of} ${stand} auf Rot${than}.`];
}

function milestoneSentence(facts: CouncilFacts): string[] {
  const overdue = overdueMilestones(facts);
  const worst = overdue[0];
  if (!worst) return [];
  const shift =
    worst.forecastOn && worst.slipDays !== null && worst.slipDays > 0
      ? `: „${worst.name}“ (${worst.project.name}) wird am ${longDate(worst.forecastOn)} erwartet, ${shiftWords(worst.slipDays)}`
      : '';
  const which =
    overdue.length === 1
      ? 'Ein fälliger Meilenstein steht aus'
      : `${overdue.length} fällige Meilensteine stehen aus, am weitesten verschoben`;
  return [
    shift === ''
      ? `${counted(overdue.length, 'fälliger Meilenstein steht', 'fällige Meilensteine stehen')} aus.`
      : `${which}${shift}.`,
  ];
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

/** The most important in at most six sentences, in the order a councillor asks. */
export function highlights(facts: CouncilFacts): string[] {
  return [
    ...moneySentences(facts),
    ...positionSentence(facts),
    ...projectSentence(facts),
    ...milestoneSentence(facts),
    ...decisionSentence(facts),
    ...unassignedSentence(facts),
  ].slice(0, 6);
}
