import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { ReportDraftEdit } from '#shared/reports/report-drafts.ts';
import type { ReportDraftDetail, ReportDraftView } from '#shared/reports/report-drafts.ts';
import { rowName } from '#shared/reports/row-names.ts';
import { entryForm } from '../core/entry-form.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import type { Option } from '../ui/entry/entry-select.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { SideSheet } from '../ui/side-sheet.ts';

interface TypedRemark {
  table: string;
  row: string;
  column: string;
  text: string;
}

/** Remarks on single figures: which table, row and column, and what there is to say. */
@Component({
  selector: 'mc-remarks-sheet',
  imports: [EntrySelect, EntrySend, EntryState, EntryText, FormField, SideSheet],
  template: `
    <mc-side-sheet
      #sheet
      [draft]="entry.draft"
      heading="Anmerkungen zu Zahlen"
      subtitle="Jede steht mit ihrer Nummer an der Zahl und unter der Tabelle."
      (closed)="closed.emit()"
    >
      <mc-entry-state [entry]="entry" />
      @for (remark of entry.fields.remarks; track $index) {
        <fieldset>
          <legend>{{ $index + 1 }}. Anmerkung</legend>
          <mc-entry-select
            [fieldId]="'remark-table-' + $index"
            label="Tabelle"
            [field]="remark.table"
            [options]="tables()"
            [fault]="entry.faultAt('remarks.' + $index + '.table')"
          />
          <mc-entry-select
            [fieldId]="'remark-row-' + $index"
            label="Zeile"
            [field]="remark.row"
            [options]="rowsOf($index)"
            [fault]="entry.faultAt('remarks.' + $index + '.row')"
          />
          <mc-entry-select
            [fieldId]="'remark-column-' + $index"
            label="Spalte"
            [field]="remark.column"
            [options]="columnsOf($index)"
            [fault]="entry.faultAt('remarks.' + $index + '.column')"
          />
          <mc-entry-text
            [fieldId]="'remark-text-' + $index"
            label="Anmerkung"
            [rows]="2"
            [most]="500"
            [formField]="remark.text"
          />
          <button type="button" class="btn text" (click)="remove($index)">
            {{ $index + 1 }}. Anmerkung entfernen
          </button>
        </fieldset>
      }
      <button type="button" class="btn" (click)="add()">Anmerkung hinzufügen</button>
      <div class="do" sheet-actions>
        <mc-entry-send [entry]="entry" word="Speichern" doing="Wird gespeichert …" />
        <button type="button" class="btn" (click)="sheet.close()">Abbrechen</button>
      </div>
    </mc-side-sheet>
  `,
  styles: `
    fieldset {
      border: 0;
      border-bottom: 1px solid var(--rule);
      margin: 0 0 var(--s-3);
      padding: 0 0 var(--s-2);
      min-width: 0;
    }
    legend {
      padding: 0;
      font-weight: var(--w-bold);
    }
  `,
})
export class RemarksSheet {
  readonly detail = input.required<ReportDraftDetail>();
  readonly saved = output<ReportDraftView>();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  /** Tables of figures; notes are words already. */
  private readonly choosable = computed(() =>
    this.detail().report.tables.filter(({ layout, rows }) => layout !== 'notes' && rows.length > 0),
  );
  protected readonly tables = computed((): Option[] => this.choosable().map(({ id, title }) => [id, title]));

  protected readonly entry = entryForm(ReportDraftEdit, {
    name: 'report-remarks',
    subject: () => this.detail().draft.id,
    start: (): { remarks: TypedRemark[] } => ({
      remarks: this.detail().wording.remarks.map(({ table, row, column, text }) => ({
        ...{ table, row: String(row), column, text },
      })),
    }),
    version: () => this.detail().draft.version,
    versionOf: (current: ReportDraftView) => current.draft.version,
    read: ({ remarks }) => ({
      remarks: remarks.map(({ table, row, column, text }) => ({
        ...{ table, column, text },
        row: row === '' ? -1 : Number(row),
        label: this.labelOf(table, row),
      })),
    }),
    send: (body, headers) =>
      this.http.patch<ReportDraftView>(`/api/report-drafts/${this.detail().draft.id}`, body, { headers }),
    sent: (view) => this.saved.emit(view),
  });

  protected rowsOf(at: number): Option[] {
    const table = this.tableOf(this.entry.value().remarks[at]?.table);
    return (table?.rows ?? []).flatMap((row, index): Option[] =>
      table && row.kind !== 'group' ? [[String(index), rowName(table, row)]] : [],
    );
  }

  protected columnsOf(at: number): Option[] {
    const table = this.tableOf(this.entry.value().remarks[at]?.table);
    return (table?.columns ?? [])
      .filter(({ sheetOnly, under }) => !sheetOnly && under === undefined)
      .map(({ key, label }) => [key, label]);
  }

  protected add(): void {
    this.entry.set({
      remarks: [...this.entry.value().remarks, { table: '', row: '', column: '', text: '' }],
    });
  }

  protected remove(at: number): void {
    this.entry.set({ remarks: this.entry.value().remarks.filter((_, index) => index !== at) });
  }

  private tableOf(id: string | undefined) {
    return this.choosable().find((table) => table.id === id);
  }

  private labelOf(id: string, row: string): string {
    const table = this.tableOf(id);
    const found = row === '' ? undefined : table?.rows[Number(row)];
    return table && found ? rowName(table, found) : '';
  }
}
