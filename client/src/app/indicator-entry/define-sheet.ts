import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type * as z from 'zod';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { ProjectRef } from '#shared/budget/budget.ts';
import { IndicatorChange, IndicatorInput } from '#shared/indicators/indicators.ts';
import type { IndicatorDetail } from '#shared/indicators/indicators.ts';
import {
  DIRECTIONS,
  DIRECTION_WORDS,
  INDICATOR_BASES,
  INDICATOR_BASIS_WORDS,
  INDICATOR_KINDS,
  INDICATOR_KIND_WORDS,
} from '#shared/indicators/terms.ts';
import type { IndicatorBasis, IndicatorKind } from '#shared/indicators/terms.ts';
import type { MasterList } from '#shared/master-data/master-data.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { projectLabel, projectTyped } from '../core/project-typed.ts';
import type { Reader } from '../core/reader.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** What stands in the fields of a new indicator, or of what is said of one anew. */
interface Typed {
  code: string;
  kind: IndicatorKind;
  basis: IndicatorBasis;
  name: string;
  meaning: string;
  unit: string;
  direction: 'up' | 'down';
  project: string;
  field: string;
  model: string;
  lowest: string;
  highest: string;
  day: string;
  reason: string;
}

/** What a file already says of an indicator that nobody has defined. */
export interface Known {
  code: string;
  name: string;
  unit: string;
  model: string;
}

const EMPTY: Omit<Typed, 'day'> = {
  ...{ code: '', kind: 'count', basis: 'measured', name: '', meaning: '', unit: '', direction: 'up' },
  ...{ project: '', field: '', model: '', lowest: '', highest: '', reason: '' },
};

const whole = (text: string, path: string, read: Reader): number | null => {
  if (text.trim() === '') return null;
  if (/^\d{1,3}$/u.test(text.trim())) return Number(text);
  read.fault(path, 'Bitte eine ganze Stufe angeben.');
  return 0;
};

/** Defines an indicator, or changes what is said of one from a day on. */
@Component({
  selector: 'mc-define-sheet',
  imports: [AskedState, EntrySelect, EntrySend, EntryState, EntryText, FormField, SideSheet],
  templateUrl: './define-sheet.html',
  styles: '.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 var(--s-3); }',
})
export class DefineSheet {
  /** The indicator that is changed; null defines one. */
  readonly detail = input.required<IndicatorDetail | null>();
  /** The project it is defined for; then none is asked for. */
  readonly project = input<ProjectRef | null>(null);
  readonly known = input<Known | null>(null);
  /** The Stichtag: from this day on what is typed counts, unless another day is typed. */
  readonly on = input.required<IsoDate>();
  readonly saved = output<IndicatorDetail>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly projectList = asked<ProjectList>(() => `/api/projects?asOf=${this.on()}`);
  protected readonly fieldList = asked<MasterList>(() => `/api/master-data/fields?asOf=${this.on()}`);
  private readonly projects = computed(() => this.projectList.value()?.projects ?? []);
  protected readonly choices = computed(() => this.projects().map(projectLabel));
  protected readonly fields = computed(() =>
    (this.fieldList.value()?.rows ?? []).map(({ values }) => {
      const code = values['code'] ?? '';
      return [code, values['name'] ?? code] as const;
    }),
  );
  protected readonly entry = entryForm(
    (): z.ZodType<IndicatorInput | IndicatorChange> =>
      (this.detail() ? IndicatorChange : IndicatorInput) as never,
    {
      name: 'indicator',
      subject: () => this.detail()?.indicator.id ?? `neu ${this.known()?.code ?? ''}`,
      start: () => this.start(),
      read: (typed, read) => this.read(typed, read),
      place: (path) =>
        path === 'projectId' ? 'project' : path === 'startsOn' || path === 'effectiveOn' ? 'day' : path,
      version: () => this.detail()?.indicator.version ?? 0,
      versionOf: ({ indicator }: IndicatorDetail) => indicator.version,
      once: true,
      send: (body, headers) => {
        const detail = this.detail();
        const url = detail ? `/api/indicators/${detail.indicator.id}/changes` : '/api/indicators';
        return this.http.post<IndicatorDetail>(url, body, { headers });
      },
      sent: (answer) => {
        this.notices.show(`Kennzahl „${answer.indicator.name}“ ${this.detail() ? 'geändert' : 'angelegt'}.`);
        this.saved.emit(answer);
      },
    },
  );
  protected readonly kind = computed(() => (this.entry.ready() ? this.entry.value().kind : 'count'));
  protected readonly kinds = INDICATOR_KINDS.map((kind) => [kind, INDICATOR_KIND_WORDS[kind]] as const);
  protected readonly bases = INDICATOR_BASES.map((basis) => [basis, INDICATOR_BASIS_WORDS[basis]] as const);
  protected readonly directions = DIRECTIONS.map((one) => [one, DIRECTION_WORDS[one]] as const);

  private start(): Typed | undefined {
    const detail = this.detail();
    const project = this.project();
    const day = formatDate(this.on());
    const known = this.known();
    if (!detail)
      return {
        ...{ ...EMPTY, day, project: project ? projectLabel(project) : '' },
        ...(known ? { ...known, kind: known.model === '' ? 'count' : 'level' } : {}),
      };
    const list = this.projectList.value();
    const [last] = detail.facts;
    if (!list || !last) return undefined;
    const own = list.projects.find(({ id }) => id === last.projectId);
    const { code, kind, basis } = detail.indicator;
    const { name, meaning, unit, direction, field, model } = last;
    return {
      ...{ code, kind, basis, name, meaning, unit, direction, field, reason: '' },
      project: own ? projectLabel(own) : '',
      ...{
        model: model?.name ?? '',
        lowest: String(model?.lowest ?? ''),
        highest: String(model?.highest ?? ''),
      },
      day: last.effectiveOn > this.on() ? formatDate(last.effectiveOn) : day,
    };
  }

  private read(typed: Typed, read: Reader): IndicatorInput | IndicatorChange {
    const { code, kind, basis, name, meaning, unit, direction, field, reason } = typed;
    const isLevel = kind === 'level';
    const given = this.project();
    const project =
      typed.project.trim() === ''
        ? null
        : (projectTyped(typed.project, given ? [given, ...this.projects()] : this.projects()) ?? undefined);
    if (project === undefined) read.fault('projectId', 'Bitte ein Projekt aus der Liste wählen.');
    const said = {
      ...{ name, meaning, unit, direction, field },
      projectId: project?.id ?? null,
      model: isLevel ? typed.model : '',
      lowest: isLevel ? whole(typed.lowest, 'lowest', read) : null,
      highest: isLevel ? whole(typed.highest, 'highest', read) : null,
    };
    return this.detail()
      ? { effectiveOn: read.date(typed.day, 'effectiveOn'), ...said, reason }
      : {
          code,
          kind,
          basis: kind === 'share' ? basis : 'measured',
          startsOn: read.date(typed.day, 'startsOn'),
          ...said,
        };
  }
}
