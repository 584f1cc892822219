import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { Router, RouterLink } from '@angular/router';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import { PROJECT_STATE_WORDS } from '#shared/projects/terms.ts';
import { AsOf } from '../core/as-of.ts';
import { kept } from '../core/kept.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { LightMark } from '../ui/light-mark.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { EarnedValue } from './earned-value.ts';
import { ProjectEditForm } from './project-edit-form.ts';
import { PROJECT_TABS, tabOf } from './project-tabs.ts';
import type { ProjectTab } from './project-tabs.ts';
import { ProjectTables } from './project-tables.ts';
import { officeText } from './project-words.ts';
import { RulesList } from './rules-list.ts';
import { StatusReports } from './status-reports.ts';
import { StatusSheet } from './status-sheet.ts';

const QUESTIONS = [
  { key: 'overall', label: 'Gesamt' },
  { key: 'time', label: 'Termin' },
  { key: 'cost', label: 'Kosten' },
  { key: 'scope', label: 'Umfang' },
] as const;

/** A project at the Stichtag: lights with their rules, and seven tabs kept in the address. */
@Component({
  selector: 'mc-project-page',
  imports: [
    EarnedValue,
    FailedState,
    LightMark,
    LoadingState,
    ProjectEditForm,
    ProjectTables,
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
  private readonly title = inject(Title);
  private readonly notices = inject(Notices);
  private readonly asOf = inject(AsOf);
  private readonly session = inject(Session);

  /** From the address. */
  readonly id = input.required<string>();
  readonly tab = input<string>();
  readonly melden = input<string>();

  protected readonly answer = httpResource<ProjectDetail>(() => {
    const date = this.asOf.date();
    const known = this.asOf.knownOn();
    return date ? `/api/projects/${this.id()}?asOf=${date}${known ? `&knownOn=${known}` : ''}` : undefined;
  });
  protected readonly detail = kept(this.answer);
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
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
  protected readonly editing = signal(false);
  protected readonly questions = QUESTIONS;
  protected readonly source = computed(() => {
    const detail = this.detail();
    if (!detail) return '';
    const { number, office, officeName, fieldName, state } = detail.project;
    const lead = detail.lead === null ? [] : [detail.lead];
    const where = `${officeText(office)} ${officeName}`;
    return [number, where, fieldName, PROJECT_STATE_WORDS[state], ...lead].join(' · ');
  });

  constructor() {
    effect(() => {
      const name = this.detail()?.project.name;
      if (name) this.title.setTitle(`${name} – MoveS-Cockpit`);
    });
  }

  /** A count of what may not be seen would say that there is nothing. */
  private hidden({ action }: ProjectTab): boolean {
    return action !== undefined && !this.session.may(action);
  }

  protected address(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }

  protected changed(detail: ProjectDetail, text: string): void {
    this.editing.set(false);
    this.answer.set(detail);
    this.notices.show(text);
  }
}
