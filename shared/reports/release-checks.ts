import { counted } from '../counted.ts';
import { formatEuro, sumCents } from '../money.ts';
import type { CouncilFacts } from './council-facts.ts';
import type { ReleasePoint, ReportWording } from './report-drafts.ts';
import { RELEASE_POINT_WORDS } from './release-words.ts';
import type { ReleasePointName } from './release-words.ts';
import { withoutReport } from './project-sentences.ts';
import { ledgerYear } from './words.ts';

/** Beside the facts: what keeps SAP periods up to the Stichtag from tying out, and what the wording points at in vain. */
export interface CheckedBeside {
  tieOutFaults: readonly string[];
  /** Remarks whose row is not in the report any more. */
  lostRemarks: readonly string[];
  /** Sessions that were called off. */
  calledOff: readonly string[];
}

type Found = Omit<ReleasePoint, 'sentence'>;

const point = (
  name: ReleasePointName,
  count: number,
  found: string,
  path: string,
  mustBeFixed = false,
): Found[] =>
  count === 0 ? [] : [{ point: name, title: RELEASE_POINT_WORDS[name], count, found, path, mustBeFixed }];

function unassigned({ unassigned: facts }: CouncilFacts): Found[] {
  const postings = facts.reduce((sum, one) => sum + one.postings, 0);
  const sums = [...Map.groupBy(facts, (one) => ledgerYear(one.ledger, one.year))]
    .map(([name, ones]) => `${name} ${formatEuro(sumCents(ones.map(({ cents }) => cents)))} €`)
    .join('; ');
  return point(
    'unassigned',
    postings,
    `${counted(postings, 'Buchung ist', 'Buchungen sind')} keiner Haushaltszeile zugeordnet: ${sums}.`,
    '/abgleich',
  );
}

function unassignedOrders({ unassignedCommitmentCents: cents }: CouncilFacts): Found[] {
  return point(
    'unassigned-orders',
    Math.abs(cents),
    `Aufträge über ${formatEuro(cents)} € gehören zu keiner Haushaltszeile.`,
    '/budget',
  );
}

function overdue({ projects }: CouncilFacts): Found[] {
  const { missing } = withoutReport(projects);
  return point(
    'overdue',
    missing,
    `Bei ${missing} von ${counted(projects.length, 'Projekt', 'Projekten')} fehlt der Statusbericht.`,
    '/projekte',
  );
}

function withoutBaseline({ projects, milestones }: CouncilFacts): Found[] {
  const planned = new Set(milestones.map(({ project }) => project.number));
  const bare = projects.filter(
    ({ number, state }) => (state === 'planned' || state === 'running') && !planned.has(number),
  );
  return point(
    'without-baseline',
    bare.length,
    `${counted(bare.length, 'Projekt hat', 'Projekte haben')} keinen Meilenstein mit Basistermin.`,
    '/projekte',
  );
}

function contradicting({ projects }: CouncilFacts): Found[] {
  const count = projects.filter(({ lights, divergenceReason }) => {
    const { declared, computed } = lights.overall;
    const differs = declared !== 'none' && computed !== 'none' && declared !== computed;
    return differs && (divergenceReason ?? '') === '';
  }).length;
  return point(
    'contradicting-lights',
    count,
    `Bei ${counted(count, 'Projekt', 'Projekten')} weicht die gemeldete Ampel von der berechneten ab, ohne dass jemand sagt, warum.`,
    '/projekte',
  );
}

function emptyDatabase({ projects, budget }: CouncilFacts): Found[] {
  const missing = [
    ...(projects.length === 0 ? ['Projekte'] : []),
    ...(budget.length === 0 ? ['Haushaltszeilen'] : []),
  ];
  return point(
    'empty',
    missing.length,
    `Zum Stichtag gibt es keine ${missing.join(' und keine ')}.`,
    '/einrichten',
  );
}

/**
 * What is missing before a report is released, each with its number and where it is put right. A sentence counts as long
 * as the point still counts the same; what it cannot excuse must be put right.
 */
export function releasePoints(
  facts: CouncilFacts,
  beside: CheckedBeside,
  { acknowledged }: Pick<ReportWording, 'acknowledged'>,
): ReleasePoint[] {
  const { tieOutFaults, lostRemarks, calledOff } = beside;
  const more = tieOutFaults.length - 3;
  const tieOut = `${tieOutFaults.slice(0, 3).join(' ')}${more > 0 ? ` Und ${more} weitere.` : ''}`;
  const found = [
    ...emptyDatabase(facts),
    ...unassigned(facts),
    ...unassignedOrders(facts),
    ...point('tie-out', tieOutFaults.length, tieOut, '/perioden'),
    ...overdue(facts),
    ...contradicting(facts),
    ...withoutBaseline(facts),
    ...point(
      'lost-remarks',
      lostRemarks.length,
      `Die Zeile steht nicht mehr im Bericht: ${lostRemarks.join('; ')}.`,
      '',
      true,
    ),
    ...point('called-off', calledOff.length, `Abgesagt: ${calledOff.join('; ')}.`, '', true),
  ];
  return found.map((one) => {
    const said = acknowledged.find(({ point: name, count }) => name === one.point && count === one.count);
    return { ...one, sentence: one.mustBeFixed ? null : (said?.sentence ?? null) };
  });
}

/** What still stands in the way of releasing. */
export function openPoints(points: readonly ReleasePoint[]): ReleasePoint[] {
  return points.filter(({ sentence }) => sentence === null);
}
