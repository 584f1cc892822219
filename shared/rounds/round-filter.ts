import { counted } from '../counted.ts';
import type { RoundProject } from './rounds.ts';
import { REPORT_STATES, REPORT_STATE_WORDS } from './terms.ts';
import type { ReportState } from './terms.ts';
import type { RoundCounts } from './round-rules.ts';

/** What of a round is shown: reports of one state, or the overdue ones, and those whose words hold a text. */
export const ROUND_VIEWS = [...REPORT_STATES, 'overdue'] as const;
export type RoundView = (typeof ROUND_VIEWS)[number];
export const ROUND_VIEW_WORDS: Record<RoundView, string> = { ...REPORT_STATE_WORDS, overdue: 'überfällig' };

export interface RoundFilter {
  state?: RoundView | undefined;
  text?: string | undefined;
}

function isShown(project: RoundProject, { state, text = '' }: RoundFilter): boolean {
  if (state === 'overdue' ? !project.overdue : state !== undefined && project.state !== state) return false;
  const { number, name, office, officeName } = project;
  const words = [number, name, office, officeName].join(' ').toLocaleLowerCase('de');
  return text
    .toLocaleLowerCase('de')
    .split(/\s+/u)
    .every((word) => words.includes(word));
}

/** The projects of a round that a filter shows, in their order: page and file show the same. */
export function shownReports<P extends RoundProject>(projects: readonly P[], filter: RoundFilter): P[] {
  return projects.filter((project) => isShown(project, filter));
}

/** The filter in words, for heading and file: `zurückgegeben, „eAkte“`. */
export function filterWords({ state, text = '' }: RoundFilter): string {
  const parts = [state === undefined ? '' : ROUND_VIEW_WORDS[state], text === '' ? '' : `„${text}“`];
  return parts.filter((part) => part !== '').join(', ') || 'alle';
}

/** How a round stands, in words: `12 von 40 angenommen, 3 eingereicht, 25 offen (4 überfällig)`. */
export function countsInWords(counts: RoundCounts): string {
  if (counts.total === 0) return 'Kein Projekt schuldet zu diesem Stichtag einen Bericht.';
  const overdue = counts.overdue > 0 ? ` (${counts.overdue} überfällig)` : '';
  const rest = (['submitted', 'returned', 'open'] as const satisfies readonly ReportState[])
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${REPORT_STATE_WORDS[state]}${state === 'open' ? overdue : ''}`);
  const total = counted(counts.total, 'Bericht', 'Berichten');
  return [`${counts.accepted} von ${total} angenommen`, ...rest].join(', ');
}
