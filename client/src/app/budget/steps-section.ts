import { Component, computed, inject, input, output } from '@angular/core';
import type { BudgetPage, BudgetSteps } from '#shared/budget/budget.ts';
import { SIDE_WORDS } from '#shared/budget/sides.ts';
import { LEDGER_SHORT, MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import type { Ledger, MovementKind } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import { formatChange, formatEuro, formatMillions } from '#shared/money.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { SectionHead } from '../ui/section-head.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';
import { stepBars } from './steps-bars.ts';
import { PaperLink } from '../ui/paper-link.ts';

/** How a step is named in the sentence above the table. */
const BY: Record<MovementKind, string> = {
  A: 'den Ansatz',
  N: 'den Nachtrag',
  E: 'Ermächtigungsübertragungen',
  B: 'über- und außerplanmäßige Bewilligungen',
  Z: 'zweckgebundene Mehrerträge',
  U: 'Umschichtungen',
  S: 'Sperren',
};

type Group = BudgetPage['ledgers'][number]['groups'][number];

/** `EH · DK 100-A Haupt`, `EH · Erträge`, `EH · Aufwendungen ohne Deckungskreis` */
function groupName(ledger: Ledger, { side, code, name }: Group): string {
  const short = LEDGER_SHORT[ledger];
  const word = SIDE_WORDS[ledger][side];
  if (code !== null) return `${short} · DK ${code} ${name ?? ''}${side === 'expense' ? '' : `, ${word}`}`;
  return `${short} · ${word}${side === 'expense' ? ' ohne Deckungskreis' : ''}`;
}

type Source = BudgetSteps['steps'][number]['sources'][number];

/** Body, date, lines and cover of one source in small words. */
function sourceNote(source: Source): string {
  const decided = source.decided ? [`${source.decided.body} ${formatDate(source.decided.on)}`] : [];
  const lines =
    source.lines.length > 6 ? `${source.lines.length} Zeilen` : `Zeile ${source.lines.join(', ')}`;
  const counter = source.counterLines.length === 0 ? [] : [`Gegenzeile ${source.counterLines.join(', ')}`];
  return [source.reason, ...decided, `wirksam ${formatDate(source.effectiveOn)}`, lines, ...counter].join(
    ' · ',
  );
}

/** From A to F of one cover group: a table with a bar column, one row per step with the paper behind it. */
@Component({
  selector: 'mc-steps-section',
  imports: [PaperLink, Table, AskedState, SectionHead],
  templateUrl: './steps-section.html',
  styleUrl: './steps-section.css',
})
export class StepsSection {
  private readonly clocks = inject(AsOf);

  readonly page = input.required<BudgetPage>();
  /** `result:expense:100-A` from the address. */
  readonly chosen = input<string>();
  readonly choose = output<string>();

  protected readonly groups = computed(() =>
    this.page().ledgers.flatMap(({ ledger, groups }) =>
      groups.map((group) => ({
        key: `${ledger}:${group.side}:${group.code ?? ''}`,
        ledger,
        side: group.side,
        code: group.code,
        name: groupName(ledger, group),
        moved: Math.abs(group.figures.F - group.figures.A),
      })),
    ),
  );
  /** The group asked for, else the one that changed most. */
  protected readonly group = computed(() => {
    const groups = this.groups();
    const most = groups.reduce<(typeof groups)[number] | null>(
      (best, group) => (best && best.moved >= group.moved ? best : group),
      null,
    );
    return groups.find((group) => group.key === this.chosen()) ?? most;
  });
  protected readonly answer = asked<BudgetSteps>(() => {
    const group = this.group();
    if (!group) return undefined;
    const { asOf, year } = this.page();
    const { ledger, side } = group;
    const code = group.code === null ? {} : { group: group.code };
    return {
      url: '/api/budget/steps',
      params: { ...this.clocks.clocks(), asOf, year, ledger, side, ...code },
    };
  });
  protected readonly steps = this.answer.value;
  protected readonly sentence = computed(() => {
    const steps = this.steps();
    if (!steps) return '';
    const { A, F } = steps.figures;
    if (A === F) return `Der Ansatz von ${formatMillions(A)} Mio. € gilt unverändert.`;
    const [largest] = steps.steps
      .filter((step) => step.kind !== 'A')
      .sort((a, b) => Math.abs(b.cents) - Math.abs(a.cents));
    const paper = largest?.sources.find((source) => source.paper !== null)?.paper?.label;
    const why = largest ? `, vor allem durch ${BY[largest.kind]}` : '';
    return `Aus ${formatMillions(A)} Mio. € Ansatz sind ${formatMillions(F)} Mio. € geworden${why}${paper ? ` (${paper})` : ''}.`;
  });
  protected readonly rows = computed(() => {
    const steps = this.steps();
    if (!steps) return [];
    const bars = stepBars(
      steps.steps.map((step) => step.cents),
      steps.figures.F,
    );
    return steps.steps.map((step, index) => ({
      kind: step.kind,
      sign: index === 0 ? '' : '+ ',
      word: MOVEMENT_WORDS[step.kind],
      amount: index === 0 ? formatEuro(step.cents) : formatChange(formatEuro(step.cents)),
      zero: step.cents === 0,
      bar: bars[index],
      sources: step.sources.map((source) => ({
        paper: source.paper?.label ?? 'ohne Drucksache',
        title: source.paper?.title ?? '',
        amount: step.sources.length > 1 ? formatChange(formatEuro(source.cents)) : '',
        note: sourceNote(source),
      })),
    }));
  });
  protected readonly total = computed(() => {
    const steps = this.steps();
    if (!steps) return null;
    const bars = stepBars(
      steps.steps.map((step) => step.cents),
      steps.figures.F,
    );
    return { amount: formatEuro(steps.figures.F), bar: bars.at(-1) };
  });
}
