import { httpResource } from '@angular/common/http';
import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { ProfileList } from '#shared/imports/imports.ts';
import type { ControlFileResult } from '#shared/periods/period-views.ts';
import { toRequestError } from '../core/request-error.ts';
import { FileField } from '../ui/file-field.ts';
import { EuroPipe } from '../ui/money.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { PeriodsStore } from './periods-store.ts';

/** A file of SAP's own totals as control totals: read, set beside what was posted, and never booked. */
@Component({
  selector: 'mc-control-file-dock',
  imports: [EuroPipe, FailedState, FileField, LoadingState],
  providers: [PeriodsStore],
  templateUrl: './control-file-dock.html',
  styleUrl: './tie-out-dock.css',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class ControlFileDock {
  readonly closed = output();
  /** Control totals were taken over: the tie-out reads differently now. */
  readonly changed = output();

  protected readonly store = inject(PeriodsStore);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');
  protected readonly ledgers = LEDGER_WORDS;

  protected readonly answer = httpResource<ProfileList>(() => '/api/import-profiles');
  protected readonly failure = computed(() => {
    const error = this.answer.error();
    return error === undefined ? null : toRequestError(error);
  });
  /** Only sums can be control totals. */
  protected readonly profiles = computed(() => {
    if (!this.answer.hasValue()) return null;
    return this.answer
      .value()
      .profiles.filter((profile) => profile.kind === 'actuals' && profile.layout === 'totals');
  });
  private readonly first = computed(() => {
    const codes = (this.profiles() ?? []).map((profile) => profile.code);
    return codes.find((code) => code === 'sap-summen') ?? codes[0] ?? '';
  });
  protected readonly profile = linkedSignal(() => this.first());
  protected readonly accept = computed(
    () =>
      this.profiles()
        ?.find((one) => one.code === this.profile())
        ?.formats.join(',') ?? '',
  );
  protected readonly file = signal<File | null>(null);
  protected readonly result = signal<ControlFileResult | null>(null);
  protected readonly fault = signal('');

  constructor() {
    afterNextRender(() => this.title().nativeElement.focus());
  }

  protected choose(file: File): void {
    this.file.set(file);
    this.result.set(null);
    this.fault.set('');
    this.store.clearError();
  }

  protected off(result: ControlFileResult): number {
    return result.periods.filter((period) => period.differenceCents !== 0).length;
  }

  protected async read(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    this.fault.set(file ? '' : 'Bitte zuerst eine Datei wählen.');
    if (!file || this.store.loading()) return;
    const result = await this.store.readFile(this.profile(), file);
    if (!result) return;
    this.result.set(result);
    this.changed.emit();
    setTimeout(() => this.outcome()?.nativeElement.focus());
  }
}
