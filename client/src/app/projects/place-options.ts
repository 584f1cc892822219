import type { IsoDate } from '#shared/calendar.ts';
import { formatDate } from '#shared/calendar.ts';
import type { ProjectChoices } from '#shared/projects/new-project.ts';
import { nextStates } from '#shared/projects/project-states.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import type { MoveField, ProjectState } from '#shared/projects/terms.ts';
import type { Option } from '../ui/entry/entry-select.ts';
import { officeText } from '#shared/projects/project-words.ts';

type Choice = ProjectChoices['offices'][number];

/** Of each code the newest row, with the last day of one that has ended. */
function coded(choices: readonly Choice[], words: (choice: Choice) => string): Option[] {
  const newest = new Map<string, Choice>();
  for (const choice of choices) newest.set(choice.code, choice);
  const until = (on: IsoDate | null): string => (on === null ? '' : ` (bis ${formatDate(on)})`);
  return [...newest.values()].map((one) => [one.code, `${words(one)}${until(one.validTo)}`] as const);
}

export const officeOptions = ({ offices }: ProjectChoices): Option[] =>
  coded(offices, ({ code, name }) => `${officeText(code)} ${name}`);
export const fieldOptions = ({ fields }: ProjectChoices): Option[] => coded(fields, ({ name }) => name);
export const stageOptions = ({ stages }: ProjectChoices): Option[] => coded(stages, ({ name }) => name);
export const leadOptions = ({ leads }: ProjectChoices): Option[] => [
  ['', 'niemand'],
  ...leads.map(({ login, name }) => [login, name] as const),
];

/** States that all of some projects may take next. */
function stateOptions(projects: readonly ProjectRow[]): Option[] {
  const next = projects.map((project) => nextStates(project.state));
  const common = (Object.keys(PROJECT_STATE_WORDS) as ProjectState[]).filter((state) =>
    next.some((states) => states.includes(state)),
  );
  return common.map((state) => [state, PROJECT_STATE_WORDS[state]] as const);
}

/** What the field of a move can be set to; of a merge the number is typed. */
export function moveOptions(
  field: MoveField,
  choices: ProjectChoices,
  projects: readonly ProjectRow[],
): Option[] {
  switch (field) {
    case 'office':
      return officeOptions(choices);
    case 'field':
      return fieldOptions(choices);
    case 'stage':
      return stageOptions(choices);
    case 'lead':
      return leadOptions(choices);
    case 'state':
      return stateOptions(projects);
    case 'merge':
      return [];
  }
}
