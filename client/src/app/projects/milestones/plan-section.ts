import { Component, computed, inject, input, output, signal } from '@angular/core';
import { Router } from '@angular/router';
import type { MilestonePlan, PlannedMilestone } from '#shared/milestones/milestone-plan.ts';
import { formatEuro } from '#shared/money.ts';
import { asked } from '../../core/asked.ts';
import { AsOf } from '../../core/as-of.ts';
import { Notices } from '../../core/notices.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { IsoDatePipe } from '../../ui/iso-date-pipe.ts';
import { EuroPipe } from '../../ui/money.ts';
import { SectionHead } from '../../ui/section-head.ts';
import { Table } from '../../ui/table.ts';
import { AddMilestones } from './add-milestones.ts';
import { EndSheet } from './end-sheet.ts';
import { ForecastSheet } from './forecast-sheet.ts';
import { HoldSheet } from './hold-sheet.ts';
import { LinkSheet } from './link-sheet.ts';
import { NameSheet } from './name-sheet.ts';
import { deedsOf, earlierBaselines, earliestText, heldTexts, noteOf } from './plan-rows.ts';
import type { Deed } from './plan-rows.ts';
import { RebaseSheet } from './rebase-sheet.ts';

/** A project's milestones: dates, weights and dependencies, and the doors through which they are kept. */
@Component({
  selector: 'mc-plan-section',
  imports: [
    AddMilestones,
    AskedState,
    EndSheet,
    EuroPipe,
    ForecastSheet,
    HoldSheet,
    IsoDatePipe,
    LinkSheet,
    NameSheet,
    RebaseSheet,
    SectionHead,
    Table,
  ],
  templateUrl: './plan-section.html',
  styleUrl: './plan-section.css',
})
export class PlanSection {
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly asOf = inject(AsOf);

  readonly projectId = input.required<number>();
  /** The project's number. */
  readonly number = input.required<string>();
  /** Something was changed: what else the page shows of the project is older now. */
  readonly done = output();

  protected readonly answer = asked<MilestonePlan>(() => {
    const date = this.asOf.date();
    return date ? `/api/projects/${this.projectId()}/milestones?asOf=${date}` : undefined;
  });
  protected readonly plan = this.answer.value;
  protected readonly adding = signal(false);
  protected readonly sheet = signal<{ kind: Exclude<Deed, 'reach'>; id: number } | null>(null);
  protected readonly openId = computed(() => this.sheet()?.id ?? 0);
  protected readonly open = computed(
    () => this.plan()?.milestones.filter(({ row }) => row.reachedOn === null) ?? [],
  );
  protected readonly lead = computed(() =>
    this.plan()?.mayReport
      ? 'Eine Prognose bleibt stehen, wie sie gegeben wurde; eine neue Basis braucht einen Grund und eine zweite Person. Alte Basistermine bleiben sichtbar.'
      : 'Basis, Prognose und Erreichtes; „frühestens“ ist, was die Vorgänger zulassen.',
  );
  protected readonly empty = computed(() =>
    this.plan()?.mayEdit
      ? 'Dieses Projekt hat am Stichtag noch keinen Meilenstein. Legen Sie die ersten an, auch aus Excel.'
      : 'Dieses Projekt hat am Stichtag noch keinen Meilenstein. Anlegen kann sie das Programmbüro.',
  );
  protected readonly weightsText = computed(() => {
    const plan = this.plan();
    if (!plan) return '';
    const { weightCents, budgetCents, differenceCents, years } = plan.weights;
    const budget = `Budget ${years} des Projekts ${formatEuro(budgetCents)} € (fortgeschriebener Ansatz F, Aufwand)`;
    if (differenceCents === 0) return `Gewichte ${formatEuro(weightCents)} € = ${budget}`;
    const more = differenceCents > 0 ? 'mehr' : 'weniger';
    const much = formatEuro(differenceCents).replace(/^[-−]/u, '');
    return `Gewichte ${formatEuro(weightCents)} €, das sind ${much} € ${more} als das ${budget}`;
  });
  protected readonly earlier = computed(() => earlierBaselines(this.plan()?.milestones ?? []));
  protected readonly held = computed(() => heldTexts(this.plan()));
  protected readonly note = noteOf;
  protected readonly earliest = earliestText;
  protected readonly isTooEarly = ({ row, earliestOn }: PlannedMilestone): boolean =>
    row.reachedOn === null && earliestOn !== null && (row.forecastOn ?? row.baselineOn) < earliestOn;

  protected deedsOf(one: PlannedMilestone) {
    const plan = this.plan();
    return plan ? deedsOf(plan, one) : [];
  }

  protected act(kind: Deed, id: number): void {
    if (kind !== 'reach') this.sheet.set({ kind, id });
    else {
      const queryParams = { stichtag: this.asOf.date(), meilenstein: id };
      void this.router.navigate(['/meilensteine'], { queryParams });
    }
  }

  protected close(): void {
    this.sheet.set(null);
  }

  /** What was answered is the newer plan; what else the page shows is asked for again. */
  protected changed(plan: MilestonePlan, text: string, stay = false): void {
    this.answer.put(plan);
    if (!stay) this.close();
    this.adding.set(false);
    this.notices.show(text);
    this.done.emit();
  }
}
