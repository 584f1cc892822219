import { HttpClient } from '@angular/common/http';
import {
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  untracked,
} from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { signalStore, withMethods } from '@ngrx/signals';
import type * as z from 'zod';
import { RULE_FIELDS, RULE_FIELD_WORDS, RULE_TEST_WORDS, TESTS_OF } from '#shared/reconciliation/rule.ts';
import type { RuleCondition, RuleField, RuleTarget } from '#shared/reconciliation/rule.ts';
import type { ChangeResult, PlaceView } from '#shared/reconciliation/reconciliation.ts';
import { ChangeRule, CreateRule } from '#shared/reconciliation/rules.ts';
import type { RuleList, RuleView, RuleWording, Simulation } from '#shared/reconciliation/rules.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { withRequest } from '../core/with-request.ts';
import { EuroPipe } from '../ui/money.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { Table } from '../ui/table.ts';
import { FailedState } from '../ui/states.ts';
import { postingCount } from './basket-groups.ts';

const RuleStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    simulate: (code: string | null, wording: RuleWording, active: boolean) =>
      store.run(http.post<Simulation>('/api/rules/simulate', { code, wording, active })),
    apply: (code: string, sha256: string) =>
      store.run(http.post<ChangeResult>(`/api/rules/${code}/apply`, { sha256 })),
  })),
);

/** A rule as it is typed; `target` is a number, or the reason of an exclusion. */
interface Typed {
  code: string;
  priority: string;
  conditions: RuleCondition[];
  kind: RuleTarget['kind'];
  target: string;
  milestoneId: number | null;
  active: boolean;
  reason: string;
}

const noCondition = (): RuleCondition => ({ field: 'account', test: 'starts', value: '' });

function newRule(): Typed {
  return {
    ...{ code: '', priority: '20', conditions: [noCondition()], kind: 'line', target: '' },
    ...{ milestoneId: null, active: true, reason: '' },
  };
}

/** The fields filled from a stored rule; switched off where it is opened for that. */
function typedOf({ priority, conditions, target, active }: RuleView, retire: boolean): Typed {
  const excludes = target.kind === 'exclude';
  return {
    ...newRule(),
    priority: String(priority),
    conditions: conditions.map((one) => ({ ...one })),
    kind: target.kind,
    target: excludes ? target.reason : target.number,
    milestoneId: excludes ? null : target.milestoneId,
    active: active && !retire,
  };
}

function wordingOf({ priority, conditions, kind, target, milestoneId }: Typed): RuleWording {
  const text = target.trim();
  const to = kind === 'exclude' ? { kind, reason: text } : { kind, number: text, milestoneId };
  return { priority: Number(priority), conditions, target: to };
}

/** What a simulation is about: the wording, and whether the rule counts; not the reason for it. */
function triedOf(typed: Typed): string {
  return JSON.stringify([wordingOf(typed), typed.active]);
}

/** A rule, new or in a new version: its conditions, where it leads, what it would move, and moving it. */
@Component({
  selector: 'mc-rule-sheet',
  imports: [EntrySend, EntryState, EntryText, EuroPipe, FailedState, FormField, SideSheet, Table],
  providers: [RuleStore],
  templateUrl: './rule-sheet.html',
  styleUrl: './rule-sheet.css',
})
export class RuleSheet {
  /** null = a new rule. */
  readonly code = input.required<string | null>();
  /** Opened to be switched off. */
  readonly retire = input(false);
  readonly changed = output<string>();
  readonly closed = output();

  protected readonly store = inject(RuleStore);
  private readonly http = inject(HttpClient);
  protected readonly fields = RULE_FIELDS;
  protected readonly fieldWords = RULE_FIELD_WORDS;
  protected readonly testWords = RULE_TEST_WORDS;
  protected readonly testsOf = TESTS_OF;

  private readonly list = asked<RuleList>(() => (this.code() === null ? undefined : '/api/rules'));
  private readonly stored = computed(
    () => this.list.fresh()?.rules.find((rule) => rule.code === this.code()) ?? null,
  );
  protected readonly heading = computed(() =>
    this.code() === null ? 'Neue Regel' : `Regel ${this.code() ?? ''}${this.retire() ? ' abschalten' : ''}`,
  );
  protected readonly subtitle = computed(() => {
    const rule = this.stored();
    return rule ? `Fassung ${rule.version}; Ändern schreibt Fassung ${rule.version + 1}` : '';
  });

  /** The version a change builds on: the one that was read, then the one written here. */
  private readonly current = linkedSignal<RuleView | null>(() => this.stored());

  private readonly schema = (): z.ZodType<CreateRule | ChangeRule, CreateRule | ChangeRule> =>
    (this.current() ? ChangeRule : CreateRule) as never;

  protected readonly entry = entryForm(this.schema, {
    name: 'rule',
    subject: () => `${this.code() ?? ''} ${String(this.retire())}`,
    start: (): Typed | undefined => {
      const rule = this.stored();
      if (rule) return typedOf(rule, this.retire());
      return this.code() === null ? newRule() : undefined;
    },
    read: (typed, read) => {
      if (!/^\d{1,3}$/u.test(typed.priority.trim()))
        read.fault('priority', 'Rang bitte als Zahl von 1 bis 999.');
      const { code, active, reason } = typed;
      return { ...wordingOf(typed), ...(this.current() ? { active } : { code }), reason };
    },
    place: (path) => (path.startsWith('target.') ? 'target' : path),
    version: () => this.current()?.version ?? 0,
    send: (body, headers) => {
      const rule = this.current();
      return rule
        ? this.http.patch<RuleView>(`/api/rules/${rule.code}`, body, { headers })
        : this.http.post<RuleView>('/api/rules', body);
    },
    sent: (rule) => {
      this.current.set(rule);
      void this.simulate();
    },
  });
  /** Code of the version that was saved here; its simulated moves can be applied. */
  protected readonly saved = computed(() => this.entry.answered()?.code ?? null);
  private readonly simulated = signal<{ of: string; result: Simulation } | null>(null);
  /** What the wording that stands there now would move; what was simulated before was another one. */
  protected readonly simulation = computed(() => {
    const last = this.simulated();
    return last !== null && this.entry.ready() && last.of === triedOf(this.entry.value())
      ? last.result
      : null;
  });

  constructor() {
    // What switching off would move is shown at once.
    effect(() => {
      if (this.retire() && this.stored() && this.entry.ready()) untracked(() => void this.simulate());
    });
  }

  protected setCondition(index: number, change: Partial<RuleCondition>): void {
    const conditions = this.entry
      .value()
      .conditions.map((one, at) => (at === index ? { ...one, ...change } : one));
    this.entry.set({ conditions });
  }

  protected setField(index: number, text: string): void {
    const field: RuleField = RULE_FIELDS.find((one) => one === text) ?? 'account';
    this.setCondition(index, { field, test: TESTS_OF[field][0] ?? 'is' });
  }

  protected setTest(index: number, text: string): void {
    const field = this.entry.value().conditions[index]?.field ?? 'account';
    this.setCondition(index, { test: TESTS_OF[field].find((one) => one === text) ?? 'is' });
  }

  protected addCondition(): void {
    this.entry.set({ conditions: [...this.entry.value().conditions, noCondition()] });
  }

  protected removeCondition(index: number): void {
    this.entry.set({ conditions: this.entry.value().conditions.filter((_, at) => at !== index) });
  }

  protected setKind(text: string): void {
    this.entry.set({ kind: text === 'project' || text === 'exclude' ? text : 'line', milestoneId: null });
  }

  protected async simulate(): Promise<void> {
    const typed = this.entry.value();
    const result = await this.store.simulate(this.current()?.code ?? null, wordingOf(typed), typed.active);
    if (result) this.simulated.set({ of: triedOf(typed), result });
  }

  protected async apply(): Promise<void> {
    const [code, simulation] = [this.saved(), this.simulation()];
    if (code === null || !simulation) return;
    const result = await this.store.apply(code, simulation.sha256);
    if (result) this.changed.emit(`Regel ${code}: ${postingCount(result.postings)} verschoben.`);
  }

  protected close(): void {
    const code = this.saved();
    if (code === null) this.closed.emit();
    else this.changed.emit(`Regel ${code} gespeichert.`);
  }

  protected placeWords(place: PlaceView): string {
    if (place.line) return `Zeile ${place.line.number}`;
    return place.target === 'open' ? 'nicht zugeordnet' : 'ausgeschlossen';
  }

  protected postingCount = postingCount;
}
