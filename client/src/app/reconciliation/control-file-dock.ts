import { HttpClient } from '@angular/common/http';
import {
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import type { ProfileList } from '#shared/imports/imports.ts';
import { ControlFileQuery } from '#shared/periods/period-views.ts';
import type { ControlFileResult } from '#shared/periods/period-views.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { FileField } from '../ui/file-field.ts';
import { EuroPipe } from '../ui/money.ts';
import { Table } from '../ui/table.ts';
import { AskedState } from '../ui/asked-state.ts';

/** A file of SAP's own totals as control totals: read, set beside what was posted, and never booked. */
@Component({
  selector: 'mc-control-file-dock',
  imports: [AskedState, EntryState, EuroPipe, FileField, FormField, Table],
  templateUrl: './control-file-dock.html',
  styleUrl: './tie-out-dock.css',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class ControlFileDock {
  readonly closed = output();
  /** Control totals were taken over: the tie-out reads differently now. */
  readonly changed = output();

  private readonly http = inject(HttpClient);
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');
  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');
  protected readonly ledgers = LEDGER_WORDS;

  protected readonly answer = asked<ProfileList>(() => '/api/import-profiles');
  /** Only sums can be control totals. */
  protected readonly profiles = computed(() => {
    const profiles = this.answer.value()?.profiles;
    return profiles?.filter((profile) => profile.kind === 'actuals' && profile.layout === 'totals');
  });
  private readonly first = computed(() => {
    const codes = (this.profiles() ?? []).map((profile) => profile.code);
    return codes.find((code) => code === 'sap-summen') ?? codes[0] ?? '';
  });
  protected readonly file = signal<File | null>(null);
  /** A file is no draft: no browser keeps it. Which profile reads it is one. */
  protected readonly entry = entryForm(ControlFileQuery, {
    name: 'control-file',
    subject: () => '',
    start: () => (this.profiles() ? { profile: this.first() } : undefined),
    read: ({ profile }, read) => {
      const name = this.file()?.name;
      if (name === undefined) read.fault('name', 'Bitte zuerst eine Datei wählen.');
      return { profile, name: name ?? '' };
    },
    send: (params) => {
      const headers = { 'Content-Type': 'application/octet-stream' };
      return this.http.post<ControlFileResult>('/api/imports/control-totals', this.file(), {
        params,
        headers,
      });
    },
    sent: (result) => {
      this.result.set(result);
      this.changed.emit();
      setTimeout(() => this.outcome()?.nativeElement.focus());
    },
  });
  protected readonly accept = computed(() => {
    const code = this.entry.ready() ? this.entry.value().profile : '';
    return (
      this.profiles()
        ?.find((one) => one.code === code)
        ?.formats.join(',') ?? ''
    );
  });
  protected readonly result = signal<ControlFileResult | null>(null);

  constructor() {
    afterNextRender(() => this.title().nativeElement.focus());
  }

  protected choose(file: File): void {
    this.file.set(file);
    this.result.set(null);
    this.entry.dismiss();
  }

  protected off(result: ControlFileResult): number {
    return result.periods.filter((period) => period.differenceCents !== 0).length;
  }
}
