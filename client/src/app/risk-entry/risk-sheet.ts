import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type * as z from 'zod';
import type { ProjectRef } from '#shared/budget/budget.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { RiskAssessmentInput, RiskInput } from '#shared/risks/risks.ts';
import type { RiskDetail, RiskRow } from '#shared/risks/risks.ts';
import {
  IMPACT_WORDS,
  PROBABILITY_WORDS,
  RISK_KINDS,
  RISK_KIND_WORDS,
  isUncertain,
  nextRiskStates,
  riskStateWord,
} from '#shared/risks/terms.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { projectLabel } from '../core/project-typed.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { AssessmentTable } from './assessment-table.ts';
import { assessmentFrom, draftOf, newRiskFrom, riskPlace } from './risk-draft.ts';
import type { RiskDraft } from './risk-draft.ts';

/** What is asked of an entry, by its kind. */
const LABELS = {
  risk: { title: 'Was kann eintreten', measure: 'Ursache und Maßnahme', owner: 'Verantwortlich' },
  opportunity: { title: 'Was kann gelingen', measure: 'Anlass und Maßnahme', owner: 'Verantwortlich' },
  issue: { title: 'Was ist das Problem', measure: 'Ursache und Lösung', owner: 'Löst' },
  decision: { title: 'Was ist zu entscheiden', measure: 'Worum es geht', owner: 'Entscheidet' },
} as const;

/** The five steps of a scale, each with its word. */
const stepsOf = (words: readonly string[]) =>
  (['1', '2', '3', '4', '5'] as const).map((step) => [step, `${step} ${words[Number(step)] ?? ''}`] as const);

/** Takes up an entry of a project's register, or assesses one anew, closes it or opens it again. */
@Component({
  selector: 'mc-risk-sheet',
  imports: [AssessmentTable, EntrySend, EntrySelect, EntryState, EntryText, FormField, AskedState, SideSheet],
  templateUrl: './risk-sheet.html',
  styleUrl: './risk-sheet.css',
})
export class RiskSheet {
  /** The entry that is assessed anew; null takes one up. */
  readonly risk = input.required<RiskRow | null>();
  /** What an entry may be taken up for; a single one is not asked for. */
  readonly projects = input.required<readonly ProjectRef[]>();
  /** The Stichtag: from this day on what is typed counts, unless another day is typed. */
  readonly on = input.required<IsoDate>();
  readonly saved = output<RiskDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  private readonly only = computed(() => (this.projects().length === 1 ? this.projects()[0] : undefined));
  protected readonly asksProject = computed(() => this.risk() === null && this.only() === undefined);
  protected readonly choices = computed(() => this.projects().map(projectLabel));
  protected readonly heading = computed(() => {
    const risk = this.risk();
    return risk ? `${RISK_KIND_WORDS[risk.kind]} neu bewerten` : 'In das Register aufnehmen';
  });
  protected readonly subtitle = computed(() => {
    const project = this.risk()?.project ?? this.only();
    return project ? projectLabel(project) : '';
  });
  protected readonly history = asked<RiskDetail>(() => {
    const risk = this.risk();
    return risk ? `/api/risks/${risk.id}?asOf=${this.on()}` : undefined;
  });

  private readonly schema = (): z.ZodType<RiskInput | RiskAssessmentInput> =>
    (this.risk() ? RiskAssessmentInput : RiskInput) as never;

  protected readonly entry = entryForm(this.schema, {
    name: 'risk',
    subject: () => this.risk()?.id ?? `neu ${this.only()?.id ?? ''}`,
    start: () => this.start(),
    read: (draft, read) =>
      this.risk() ? assessmentFrom(draft, read) : newRiskFrom(draft, this.projects(), read),
    place: riskPlace,
    version: () => this.history.value()?.risk.version ?? this.risk()?.version ?? 0,
    versionOf: ({ risk }: RiskDetail) => risk.version,
    once: true,
    send: (body, headers) => {
      const risk = this.risk();
      const url = risk ? `/api/risks/${risk.id}/assessments` : '/api/risks';
      return this.http.post<RiskDetail>(url, body, { headers });
    },
    sent: (answer) => {
      const { kind, title } = answer.risk;
      const done = this.risk() ? 'gespeichert' : 'aufgenommen';
      this.notices.show(`${RISK_KIND_WORDS[kind]} „${title}“ ${done}.`);
      this.saved.emit(answer);
    },
  });
  protected readonly kind = computed(() => (this.entry.ready() ? this.entry.value().kind : 'risk'));
  protected readonly labels = computed(() => LABELS[this.kind()]);
  protected readonly uncertain = computed(() => isUncertain(this.kind()));
  protected readonly states = computed(() => {
    const [risk, last] = [this.risk(), this.history.value()?.assessments[0]];
    if (!risk || !last) return [];
    return nextRiskStates(risk.kind, last.state).map(
      (state) => [state, riskStateWord(risk.kind, state)] as const,
    );
  });
  protected readonly kinds = RISK_KINDS.map((kind) => [kind, RISK_KIND_WORDS[kind]] as const);
  protected readonly probabilityOptions = stepsOf(PROBABILITY_WORDS);
  protected readonly impactOptions = stepsOf(IMPACT_WORDS);

  /** Filled from what was said last, whatever the Stichtag: nobody takes back by accident what is newer. */
  private start(): RiskDraft | undefined {
    const risk = this.risk();
    if (!risk) return draftOf(null, this.on(), this.only());
    const last = this.history.value()?.assessments[0];
    if (!last) return undefined;
    const draft = draftOf({ kind: risk.kind, last }, this.on(), risk.project);
    return { ...draft, state: last.state === 'closed' ? 'open' : last.state };
  }
}
