import type { ProjectEdit } from '#shared/projects/project-updates.ts';
import { nextStates } from '#shared/projects/project-states.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import { stateWord } from '#shared/projects/project-words.ts';
import type { ProjectState } from '#shared/projects/terms.ts';
import { textColumn } from '../ui/data-grid/grid-column.ts';
import type { GridColumn, GridLook } from '../ui/data-grid/grid-column.ts';

type Column = GridColumn<ProjectRow>;

/** What the grid asks of its page. */
export interface GridActions {
  open: (project: ProjectRow) => void;
  /** Absent where the role may not edit. */
  edit?: (project: ProjectRow, edit: ProjectEdit) => void;
  /** While several are chosen to be changed together. */
  choose?: { has: (project: ProjectRow) => boolean; toggle: (project: ProjectRow) => void };
}

/** Boxes of the projects that are to be changed together; none while nothing is chosen. */
export function choiceColumns({ choose }: GridActions): Column[] {
  if (!choose) return [];
  const draw = (project: ProjectRow): Node => {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.checked = choose.has(project);
    box.setAttribute('aria-label', `${project.number} wählen`);
    box.addEventListener('change', () => choose.toggle(project));
    return box;
  };
  const value = (project: ProjectRow): string => (choose.has(project) ? 'ja' : 'nein');
  return [{ ...textColumn({ key: 'wahl', label: 'Wahl', width: 72, value }), draw, pageOnly: true }];
}

function stateChoice(project: ProjectRow, edit: NonNullable<GridActions['edit']>): Node {
  const choice = document.createElement('select');
  choice.setAttribute('aria-label', `Stand von ${project.name}`);
  for (const state of [project.state, ...nextStates(project.state)]) {
    choice.append(new Option(PROJECT_STATE_WORDS[state], state, false, state === project.state));
  }
  choice.addEventListener('change', () => {
    const state = choice.value as ProjectState;
    // Shows what is stored until the server has agreed.
    choice.value = project.state;
    edit(project, { state });
  });
  return choice;
}

/** The state; a choice of what may come next where the role may edit. */
export function stateLook({ edit }: GridActions): GridLook<ProjectRow> {
  if (!edit) return {};
  // What has gone into another project stands as it is until that is taken back.
  const draw = (project: ProjectRow): Node =>
    project.mergedInto === null ? stateChoice(project, edit) : document.createTextNode(stateWord(project));
  return { draw };
}

function flagshipBox(project: ProjectRow, edit: NonNullable<GridActions['edit']>): Node {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = project.flagship;
  box.setAttribute('aria-label', `Leitprojekt: ${project.name}`);
  box.addEventListener('change', () => {
    box.checked = project.flagship;
    edit(project, { flagship: !project.flagship });
  });
  return box;
}

/** Leitprojekt; a box where the role may edit. */
export function flagshipLook({ edit }: GridActions): GridLook<ProjectRow> {
  return edit ? { draw: (project) => flagshipBox(project, edit) } : {};
}
