import { Component, computed, inject, input, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { pageTitle } from '../core/page-title.ts';
import { IndicatorRegister } from '../indicator-entry/indicator-register.ts';
import { RiskRegister } from '../risk-entry/risk-register.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { LightMark } from '../ui/light-mark.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EarnedValue } from './earned-value.ts';
import { PlanSection } from './milestones/plan-section.ts';
import { MoveSheet } from './move-sheet.ts';
import { ProjectEditForm } from './project-edit-form.ts';
import { PROJECT_TABS, tabOf } from './project-tabs.ts';
import type { ProjectTab } from './project-tabs.ts';
import { ProjectTables } from './project-tables.ts';
import { officeText, stateWord } from '#shared/projects/project-words.ts';
import { RecentMoves } from './recent-moves.ts';
import { RulesList } from './rules-list.ts';
import { StatusReports } from './status-reports.ts';
import { StatusSheet } from './status-sheet.ts';

const QUESTIONS = [
  { key: 'overall', label: 'Gesamt' },
  { key: 'time', label: 'Termin' },
  { key: 'cost', label: 'Kosten' },
  { key: 'scope', label: 'Umfang' },
] as const;

/** A project at the Stichtag: lights with their rules, and eight tabs kept in the address. */
@Component({
  selector: 'mc-project-page',
  imports: [
    AskedState,
    EarnedValue,
    IndicatorRegister,
    IsoDatePipe,
    LightMark,
    PlanSection,
    MoveSheet,
    ProjectEditForm,
    ProjectTables,
    RiskRegister,
    RecentMoves,
    RouterLink,
    RulesList,
    StatusReports,
    StatusSheet,
  ],
  templateUrl: './project-page.html',
  styleUrl: './project-page.css',
})
export class ProjectPage {
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);
  private readonly asOf = inject(AsOf);
  private readonly session = inject(Session);

  /** From the address. */
  readonly id = input.required<string>();
  readonly tab = input<string>();
  readonly melden = input<string>();

  protected readonly answer = asked<ProjectDetail>(() => {
    const date = this.asOf.date();
    const known = this.asOf.knownOn();
    return date ? `/api/projects/${this.id()}?asOf=${date}${known ? `&knownOn=${known}` : ''}` : undefined;
  });
  protected readonly detail = this.answer.value;
  protected readonly tabs = computed(() => {
    const detail = this.detail();
    if (!detail) return [];
    return PROJECT_TABS.map((tab) => ({ ...tab, count: this.hidden(tab) ? null : tab.count(detail) }));
  });
  protected readonly open = computed(() => {
    const tab = tabOf(this.tab());
    return this.hidden(tab)
      ? { ...tab, empty: `${tab.label} eines Projekts sind für Ihre Rolle nicht einzeln einsehbar.` }
      : tab;
  });
  /** The plan has doors; as it was known on a day it is only read. */
  protected readonly planned = computed(
    () => this.open().key === 'meilensteine' && this.asOf.knownOn() === null,
  );
  /** The plan shows the milestones itself, with more than the table has. */
  protected readonly tables = computed(() => {
    const detail = this.detail();
    const tables = detail ? this.open().tables(detail) : [];
    return this.planned() ? tables.filter(({ id }) => id !== 'milestones') : tables;
  });
  protected readonly editing = signal(false);
  /** The sheet of a change from a day on is open. */
  protected readonly moving = signal(false);
  protected readonly questions = QUESTIONS;
  protected readonly source = computed(() => {
    const detail = this.detail();
    if (!detail) return '';
    const { number, office, officeName, fieldName } = detail.project;
    const lead = detail.lead === null ? [] : [detail.lead];
    const where = `${officeText(office)} ${officeName}`;
    return [number, where, fieldName, stateWord(detail.project), ...lead].join(' · ');
  });

  constructor() {
    pageTitle(() => this.detail()?.project.name);
  }

  /** A count of what may not be seen would say that there is nothing. */
  private hidden({ action }: ProjectTab): boolean {
    return action !== undefined && !this.session.may(action);
  }

  protected address(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected wasMoved(): void {
    this.moving.set(false);
    this.notices.show('Geändert; Stichtage davor bleiben. Zurücknehmen geht im Reiter Verlauf.');
    this.answer.reload();
  }

  /** What stays with a project that has gone into another one. */
  protected stays({ lines, milestones, positions }: ProjectDetail): string {
    const parts = [
      counted(lines.length, 'Haushaltszeile', 'Haushaltszeilen'),
      counted(milestones.length, 'Meilenstein', 'Meilensteine'),
      counted(positions.length, 'Stelle', 'Stellen'),
    ];
    return `${parts.join(', ')} stehen weiter hier.`;
  }

  protected changed(detail: ProjectDetail, text: string): void {
    this.editing.set(false);
    this.answer.put(detail);
    this.notices.show(text);
  }
}
