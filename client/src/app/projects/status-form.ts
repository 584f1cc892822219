import { Component, computed, input, output } from '@angular/core';
import { daysBetween, formatDate, parseDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import { formatChange, formatEuro, minusCents, parseEuro } from '#shared/money.ts';
import type { ComputedLights } from '#shared/projects/computed-lights.ts';
import { divergingDimensions } from '#shared/projects/computed-lights.ts';
import type { ProjectDetail } from '#shared/projects/project-detail.ts';
import type { Dimension } from '#shared/projects/terms.ts';
import { NgTemplateOutlet } from '@angular/common';
import { LightQuestion } from './light-question.ts';
import { openMilestones } from './status-draft.ts';
import type { StatusDraft } from './status-draft.ts';

const QUESTIONS: readonly { key: Dimension; label: string }[] = [
  { key: 'time', label: 'Termin' },
  { key: 'cost', label: 'Kosten' },
  { key: 'scope', label: 'Umfang' },
  { key: 'overall', label: 'Gesamt' },
];

type TextField = 'sentence' | 'divergenceReason' | 'sinceLast' | 'untilNext' | 'decisionNeeded' | 'forecast';

/** The fields of a status report, with the computed light and the effect of every entry beside it. */
@Component({
  selector: 'mc-status-form',
  imports: [LightQuestion, NgTemplateOutlet],
  templateUrl: './status-form.html',
  styleUrl: './status-form.css',
})
export class StatusForm {
  readonly detail = input.required<ProjectDetail>();
  readonly draft = input.required<StatusDraft>();
  readonly computed = input.required<ComputedLights>();
  readonly faults = input.required<readonly FieldError[]>();
  readonly changed = output<StatusDraft>();

  protected readonly questions = QUESTIONS;
  protected readonly last = computed(() => this.detail().reports[0]);
  protected readonly milestones = computed(() => openMilestones(this.detail()));
  protected readonly more = computed(() => this.milestones().slice(1));
  /** One sentence per question where declared and computed differ. */
  protected readonly divergences = computed(() => {
    const [declared, computed] = [this.draft().lights, this.computed()];
    return divergingDimensions(declared, computed)
      .filter((dimension, _, all) => dimension !== 'overall' || all.length === 1)
      .map((dimension) => ({
        label: QUESTIONS.find((question) => question.key === dimension)?.label ?? '',
        text: `gemeldet ${LIGHT_WORDS[declared[dimension]]}, berechnet ${LIGHT_WORDS[computed[dimension].light]}.`,
        rule: computed[dimension].rule ?? 'Keine Regel spricht dagegen.',
      }));
  });
  protected readonly needsReason = computed(
    () => divergingDimensions(this.draft().lights, this.computed()).length > 0,
  );
  protected readonly costLine = computed(() => {
    const { budgetCents } = this.detail().project;
    const forecast = parseEuro(this.draft().forecast);
    const budget = `Budget ${formatEuro(budgetCents)} €`;
    if (forecast === undefined) return { budget: `${budget}; P − F: `, change: '' };
    return {
      budget: `${budget}; P − F: `,
      change: `${formatChange(formatEuro(minusCents(forecast, budgetCents)))} €`,
    };
  });

  protected set(change: Partial<StatusDraft>): void {
    this.changed.emit({ ...this.draft(), ...change });
  }

  protected setLight(key: Dimension, light: StatusDraft['lights'][Dimension]): void {
    this.set({ lights: { ...this.draft().lights, [key]: light } });
  }

  protected setTrend(key: Dimension, trend: StatusDraft['trends'][Dimension]): void {
    this.set({ trends: { ...this.draft().trends, [key]: trend } });
  }

  protected setText(field: TextField, value: string): void {
    this.set({ [field]: value });
  }

  protected setMilestone(id: number, value: string): void {
    this.set({ milestones: { ...this.draft().milestones, [id]: value } });
  }

  protected faultOf(path: string): string | null {
    return this.faults().find((fault) => fault.path === path)?.message ?? null;
  }

  /** `Basis 31.05.2021, zuletzt 30.06.2021` */
  protected basis(milestone: ProjectDetail['milestones'][number]): string {
    const { baselineOn, forecastOn } = milestone;
    const last = forecastOn === null ? 'noch keine Prognose' : `zuletzt ${formatDate(forecastOn)}`;
    return `Basis ${formatDate(baselineOn)}, ${last}${this.slip(milestone) === '' ? '' : ', jetzt '}`;
  }

  /** `+84 Tage` against the baseline, for what is typed now. */
  protected slip(milestone: ProjectDetail['milestones'][number]): string {
    const date = parseDate(this.draft().milestones[milestone.id] ?? '');
    if (!date) return '';
    const days = daysBetween(milestone.baselineOn, date);
    return `${formatChange(String(days).replace('-', '−'))} ${Math.abs(days) === 1 ? 'Tag' : 'Tage'}`;
  }
}
