import { formatThousands, sumCents } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { Dimension } from '#shared/projects/terms.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import { barNode } from '../ui/data-grid/grid-bar.ts';
import { twoLines } from '../ui/data-grid/grid-cells.ts';
import { dateColumn, drawnColumn, lightColumn, moneyColumn } from '../ui/data-grid/grid-column.ts';
import type { GridColumn } from '../ui/data-grid/grid-column.ts';
import { choiceColumns, flagshipColumn, stateColumn } from './edit-columns.ts';
import type { GridActions } from './edit-columns.ts';
import { budgetLabel, milestoneLine, sourceLine } from './project-words.ts';

type Column = GridColumn<ProjectRow>;

function nameColumn(open: (project: ProjectRow) => void): Column {
  return {
    key: 'projekt',
    label: 'Projekt',
    kind: 'text',
    width: 168,
    grow: 3,
    hint: 'Nr., Name, Amt, Feld',
    sort: 'asc',
    value: (project) => `${project.number} · ${project.name} · ${sourceLine(project)}`,
    draw: (project) => {
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
    },
  };
}

function light(key: string, label: string, dimension: Dimension): Column {
  return lightColumn({
    key,
    label,
    width: 84,
    light: (project) => project.lights[dimension].declared,
    trend: (project) => project.lights[dimension].trend,
    computed: (project) => {
      const { computed } = project.lights[dimension];
      return computed === 'none' ? null : computed;
    },
    counted: true,
  });
}

function milestoneColumn(): Column {
  return {
    key: 'meilenstein',
    label: 'Nächster Meilenstein',
    kind: 'text',
    width: 150,
    grow: 2,
    date: ({ nextMilestone: next }) => next?.forecastOn ?? next?.baselineOn ?? null,
    value: ({ nextMilestone: next }) => next && `${next.name} · ${milestoneLine(next)}`,
    draw: ({ nextMilestone: next }) => {
      if (!next) return twoLines('–');
      const cell = twoLines(next.name, milestoneLine(next));
      cell.lastElementChild?.classList.toggle('late', (next.slipDays ?? 0) > 0);
      return cell;
    },
  };
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

function budgetColumn(): Column {
  return drawnColumn<ProjectRow>({
    key: 'verfuegbar',
    label: 'Budget · verfügbar',
    kind: 'cents',
    unit: 'thousands',
    width: 176,
    value: (project) => project.availableCents,
    figures: [
      { label: 'Budget', value: (project) => project.budgetCents },
      { label: 'verfügbar', value: (project) => project.availableCents },
    ],
    draw: budgetNode,
    drawSum: (rows) => budgetNode(summed(rows)),
  });
}

/** The columns of the project grid; the first seven are shown, the rest can be chosen. */
export function projectColumns(actions: GridActions): Column[] {
  return [
    nameColumn(actions.open),
    ...choiceColumns(actions),
    light('gesamt', 'Gesamt', 'overall'),
    light('termin', 'Termin', 'time'),
    light('kosten', 'Kosten', 'cost'),
    light('umfang', 'Umfang', 'scope'),
    milestoneColumn(),
    budgetColumn(),
    stateColumn(actions),
    flagshipColumn(actions),
    dateColumn({
      key: 'ende',
      label: 'Ende, Prognose',
      width: 120,
      hidden: true,
      date: (p) => p.forecastEndOn,
    }),
    moneyColumn({
      key: 'prognose',
      label: 'Prognose P',
      width: 130,
      hidden: true,
      unit: 'thousands',
      cents: (project) => project.forecastCents,
      sum: true,
    }),
    dateColumn({
      key: 'bericht',
      label: 'Bericht zum',
      width: 110,
      hidden: true,
      date: (p) => p.reportedFor,
    }),
    dateColumn({
      key: 'frist',
      label: 'Bericht fehlt, Frist',
      width: 130,
      hidden: true,
      date: (p) => p.reportDueOn ?? null,
    }),
  ];
}
