import { formatThousands, sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { PROJECT_COLUMNS } from '#shared/projects/project-list.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { barNode } from '../ui/data-grid/grid-bar.ts';
import { twoLines } from '../ui/data-grid/grid-cells.ts';
import { gridColumns } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';
import { choiceColumns, flagshipLook, stateLook } from './edit-columns.ts';
import type { GridActions } from './edit-columns.ts';
import { milestoneLine, sourceLine } from '#shared/projects/project-words.ts';
import { budgetLabel } from './project-words.ts';

type Column = GridColumn<ProjectRow>;

function nameCell(project: ProjectRow, open: (project: ProjectRow) => void): Node {
  const cell = twoLines('', sourceLine(project), { strong: true });
  const link = document.createElement('a');
  link.href = `/projekte/${project.id}`;
  link.textContent = project.name;
  link.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(project);
  });
  cell.firstElementChild?.append(link);
  return cell;
}

function milestoneCell({ nextMilestone: next }: ProjectRow): Node {
  if (!next) return twoLines('–');
  const cell = twoLines(next.name, milestoneLine(next));
  cell.lastElementChild?.classList.toggle('late', (next.slipDays ?? 0) > 0);
  return cell;
}

type Money = Pick<ProjectRow, 'budgetCents' | 'actualCents' | 'commitmentCents' | 'availableCents'>;

function budgetNode({ budgetCents, actualCents, commitmentCents, availableCents }: Money): HTMLElement {
  const below = document.createElement('b');
  below.textContent = formatThousands(availableCents);
  below.className = availableCents < 0 ? 'neg' : '';
  const cell = twoLines('', `${formatThousands(budgetCents)} · `);
  const label = budgetLabel(budgetCents, actualCents, commitmentCents);
  cell.firstElementChild?.append(barNode(budgetCents, actualCents, commitmentCents, label));
  cell.lastElementChild?.append(below);
  return cell;
}

function summed(rows: readonly ProjectRow[]): Money {
  const sum = (key: keyof Money): Cents => sumCents(rows.map((row) => row[key]));
  return {
    budgetCents: sum('budgetCents'),
    actualCents: sum('actualCents'),
    commitmentCents: sum('commitmentCents'),
    availableCents: sum('availableCents'),
  };
}

const LIGHT = { width: 84, counted: true };

/** The columns of the project grid: those of the list, with boxes and choices where the role may edit. */
export function projectColumns(actions: GridActions): Column[] {
  const [name, ...others] = gridColumns(PROJECT_COLUMNS, {
    projekt: {
      ...{ width: 168, grow: 3, hint: 'Nr., Name, Amt, Feld' },
      draw: (project) => nameCell(project, actions.open),
    },
    gesamt: LIGHT,
    termin: LIGHT,
    kosten: LIGHT,
    umfang: LIGHT,
    meilenstein: { width: 150, grow: 2, draw: milestoneCell },
    verfuegbar: { width: 176, draw: budgetNode, drawSum: (rows) => budgetNode(summed(rows)) },
    stand: { width: 128, ...stateLook(actions) },
    leitprojekt: { width: 96, ...flagshipLook(actions) },
    ende: { width: 120 },
    prognose: { width: 130 },
    bericht: { width: 110 },
    frist: { width: 130 },
  });
  return [...(name ? [name] : []), ...choiceColumns(actions), ...others];
}
