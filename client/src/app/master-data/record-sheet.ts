import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { MasterAnswer, MasterList, MasterRow } from '#shared/master-data/master-data.ts';
import { masterRules } from '#shared/master-data/master-kinds.ts';
import type { MasterKind } from '#shared/master-data/master-kinds.ts';
import { newRecord, recordChange } from '#shared/master-data/record-values.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import type { Option } from '../ui/entry/entry-select.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

interface Typed {
  values: Record<string, string>;
  on: string;
  reason: string;
}

/** A new record of a kind, or other values of one; which fields there are, its kind says. */
@Component({
  selector: 'mc-record-sheet',
  imports: [EntrySend, EntryState, EntrySelect, EntryText, FormField, SideSheet],
  templateUrl: './record-sheet.html',
})
export class RecordSheet {
  readonly kind = input.required<MasterKind>();
  /** The record that is changed; null makes one. */
  readonly row = input.required<MasterRow | null>();
  readonly list = input.required<MasterList>();
  readonly saved = output<MasterAnswer>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly rules = computed(() => masterRules(this.kind()));
  /** Every field of a new record; of a standing one all but its code, which stays. */
  protected readonly fields = computed(() =>
    Object.entries(this.rules().fields).filter(([name]) => name !== 'code' || this.row() === null),
  );
  protected readonly hasDated = computed(() => this.fields().some(([, { dated }]) => dated));
  protected readonly entry = entryForm(
    () => (this.row() ? recordChange(this.kind()) : newRecord(this.kind())),
    {
      name: 'master-data',
      subject: () => `${this.kind()}/${this.row()?.id ?? ''}`,
      start: (): Typed => {
        const none = Object.fromEntries(Object.keys(this.rules().fields).map((name) => [name, '']));
        return {
          values: { ...none, ...this.row()?.values },
          on: formatDate(this.list().asOf),
          reason: '',
        };
      },
      read: ({ values, on, reason }, read) =>
        this.row()
          ? { values, on: read.date(on, 'on'), reason }
          : { values, from: read.date(on, 'from'), reason },
      place: (path) => (path === 'from' ? 'on' : path),
      version: () => this.row()?.version ?? 0,
      once: true,
      send: (body, headers) => this.http.post<MasterAnswer>(this.path(), body, { headers }),
      versionOf: ({ row }: MasterAnswer) => row.version,
      sent: (answer) => {
        const { code = '', name = '' } = answer.row.values;
        this.notices.show(`${code} ${name}: gespeichert.`);
        this.saved.emit(answer);
      },
    },
  );

  protected field(name: string): FieldTree<string> {
    return this.entry.fields.values[name] as FieldTree<string>;
  }

  protected choices(name: string): readonly Option[] {
    return (this.list().choices[name] ?? []).map(
      ({ code, name: words }) => [code, `${code} ${words}`] as const,
    );
  }

  private path(): string {
    const row = this.row();
    return `/api/master-data/${this.kind()}${row ? `/${row.id}/changes` : ''}`;
  }
}
