import { HttpClient, httpResource } from '@angular/common/http';
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
import { signalStore, withMethods } from '@ngrx/signals';
import { RULE_FIELDS, RULE_FIELD_WORDS, RULE_TEST_WORDS, TESTS_OF } from '#shared/reconciliation/rule.ts';
import type { RuleCondition, RuleField, RuleTarget } from '#shared/reconciliation/rule.ts';
import type { ChangeResult, PlaceView } from '#shared/reconciliation/reconciliation.ts';
import type { RuleList, RuleView, RuleWording, Simulation } from '#shared/reconciliation/rules.ts';
import { keepDraft } from '../core/drafts.ts';
import { withRequest } from '../core/with-request.ts';
import { EuroPipe } from '../ui/money.ts';
import { SideSheet } from '../ui/side-sheet.ts';
import { FailedState } from '../ui/states.ts';
import { counted } from './basket-groups.ts';

const RuleStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    simulate: (code: string | null, wording: RuleWording, active: boolean) =>
      store.run(http.post<Simulation>('/api/rules/simulate', { code, wording, active })),
    create: (code: string, wording: RuleWording, reason: string) =>
      store.run(http.post<RuleView>('/api/rules', { code, ...wording, reason })),
    change: (rule: RuleView, wording: RuleWording, active: boolean, reason: string) =>
      store.run(
        http.patch<RuleView>(
          `/api/rules/${rule.code}`,
          { ...wording, active, reason },
          { headers: { 'If-Match': `"${rule.version}"` } },
        ),
      ),
    apply: (code: string, sha256: string) =>
      store.run(http.post<ChangeResult>(`/api/rules/${code}/apply`, { sha256 })),
  })),
);

const EMPTY: RuleCondition = { field: 'account', test: 'starts', value: '' };

/** A rule, new or in a new version: its conditions, where it leads, what it would move, and moving it. */
@Component({
  selector: 'mc-rule-sheet',
  imports: [EuroPipe, FailedState, SideSheet],
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
  protected readonly fields = RULE_FIELDS;
  protected readonly fieldWords = RULE_FIELD_WORDS;
  protected readonly testWords = RULE_TEST_WORDS;
  protected readonly testsOf = TESTS_OF;

  private readonly list = httpResource<RuleList>(() => (this.code() === null ? undefined : '/api/rules'));
  private readonly stored = computed(() =>
    this.list.hasValue() ? (this.list.value().rules.find((rule) => rule.code === this.code()) ?? null) : null,
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

  protected readonly newCode = signal('');
  protected readonly priority = signal('20');
  protected readonly conditions = signal<RuleCondition[]>([EMPTY]);
  protected readonly kind = signal<RuleTarget['kind']>('line');
  protected readonly target = signal('');
  private readonly milestoneId = signal<number | null>(null);
  protected readonly active = signal(true);
  protected readonly reason = signal('');
  protected readonly simulation = signal<Simulation | null>(null);
  /** Code of the version that was saved here; its simulated moves can be applied. */
  protected readonly saved = signal<string | null>(null);
  /** The stored rule the fields were filled from; null for a new one. */
  private readonly filledFrom = signal<RuleView | null>(null);

  protected readonly kept = keepDraft({
    form: 'rule',
    subject: () => `${this.code() ?? ''} ${String(this.retire())}`,
    value: () =>
      this.filledFrom() === this.stored() && (this.code() === null || this.stored())
        ? {
            ...{ code: this.newCode(), priority: this.priority(), conditions: this.conditions() },
            ...{ kind: this.kind(), target: this.target(), milestoneId: this.milestoneId() },
            ...{ active: this.active(), reason: this.reason() },
          }
        : undefined,
    restore: (draft) => {
      this.newCode.set(draft.code);
      this.priority.set(draft.priority);
      this.conditions.set(draft.conditions);
      this.kind.set(draft.kind);
      this.target.set(draft.target);
      this.milestoneId.set(draft.milestoneId);
      this.active.set(draft.active);
      this.reason.set(draft.reason);
      this.touched();
    },
  });

  constructor() {
    effect(() => {
      const rule = this.stored();
      if (rule) untracked(() => this.fill(rule));
    });
  }

  private fill(rule: RuleView): void {
    this.filledFrom.set(rule);
    this.priority.set(String(rule.priority));
    this.conditions.set(rule.conditions);
    this.kind.set(rule.target.kind);
    this.target.set(rule.target.kind === 'exclude' ? rule.target.reason : rule.target.number);
    this.milestoneId.set(rule.target.kind === 'exclude' ? null : rule.target.milestoneId);
    this.active.set(rule.active && !this.retire());
    if (this.retire()) void this.simulate();
  }

  protected setCondition(index: number, change: Partial<RuleCondition>): void {
    this.touched();
    this.conditions.update((all) => all.map((one, at) => (at === index ? { ...one, ...change } : one)));
  }

  protected setField(index: number, text: string): void {
    const field: RuleField = RULE_FIELDS.find((one) => one === text) ?? 'account';
    this.setCondition(index, { field, test: TESTS_OF[field][0] ?? 'is' });
  }

  protected setTest(index: number, text: string): void {
    const field = this.conditions()[index]?.field ?? 'account';
    this.setCondition(index, { test: TESTS_OF[field].find((one) => one === text) ?? 'is' });
  }

  protected addCondition(): void {
    this.touched();
    this.conditions.update((all) => [...all, EMPTY]);
  }

  protected removeCondition(index: number): void {
    this.touched();
    this.conditions.update((all) => all.filter((_, at) => at !== index));
  }

  protected setKind(text: string): void {
    this.touched();
    this.kind.set(text === 'project' || text === 'exclude' ? text : 'line');
    this.milestoneId.set(null);
  }

  /** What was simulated was another wording. */
  protected touched(): void {
    this.simulation.set(null);
    this.saved.set(null);
  }

  private wording(): RuleWording {
    const text = this.target().trim();
    const kind = this.kind();
    const target =
      kind === 'exclude' ? { kind, reason: text } : { kind, number: text, milestoneId: this.milestoneId() };
    return { priority: Number(this.priority()), conditions: this.conditions(), target };
  }

  protected async simulate(): Promise<void> {
    const result = await this.store.simulate(this.current()?.code ?? null, this.wording(), this.active());
    if (result) this.simulation.set(result);
  }

  protected async save(): Promise<void> {
    const rule = this.current();
    const reason = this.reason().trim();
    const saved = rule
      ? await this.store.change(rule, this.wording(), this.active(), reason)
      : await this.store.create(this.newCode().trim(), this.wording(), reason);
    if (!saved) return;
    this.kept.sent();
    this.current.set(saved);
    this.saved.set(saved.code);
    await this.simulate();
  }

  protected async apply(): Promise<void> {
    const [code, simulation] = [this.saved(), this.simulation()];
    if (code === null || !simulation) return;
    const result = await this.store.apply(code, simulation.sha256);
    if (result) this.changed.emit(`Regel ${code}: ${counted(result.postings)} verschoben.`);
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

  protected counted = counted;
}
