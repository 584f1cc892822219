import { counted } from '#shared/counted.ts';
import { Component, computed, input, output } from '@angular/core';
import { businessDate } from '#shared/calendar.ts';
import { hasBasket, importKindWords, RECORD_KINDS } from '#shared/imports/terms.ts';
import type { ImportRow } from '#shared/imports/imports.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { EuroPipe, Money } from '../ui/money.ts';
import { SectionHead } from '../ui/section-head.ts';
import { ExportLink } from '../ui/export-link.ts';
import { Table } from '../ui/table.ts';

/** How much an import brought that can be taken back: rows, of records the changed ones too. */
function broughtBy(row: ImportRow): number {
  const records = RECORD_KINDS.some((kind) => kind === row.kind);
  return records ? row.rowsRead - row.same - row.leftOut : row.added;
}

/** What was imported, newest first. */
@Component({
  selector: 'mc-imports-history',
  imports: [ExportLink, EuroPipe, IsoDatePipe, Money, SectionHead, Table],
  templateUrl: './imports-history.html',
  styleUrl: './imports-history.css',
})
export class ImportsHistory {
  readonly imports = input.required<readonly ImportRow[]>();
  readonly mayUndo = input(false);
  readonly undo = output<ImportRow>();

  protected readonly kindWords = importKindWords;
  protected readonly hasBasket = hasBasket;
  protected readonly rows = computed(() =>
    this.imports().map((row) => ({
      ...row,
      appliedOn: businessDate(row.appliedAt),
      undoneOn: row.undoneAt === null ? null : businessDate(row.undoneAt),
      undoable: broughtBy(row) > row.undoneRows,
    })),
  );
  protected readonly sentence = computed(
    () =>
      `${counted(this.imports().length, 'Vorgang', 'Vorgänge')}, neueste zuerst. Dieselbe Datei zählt nur einmal; eine Berichtigung ist in SAP ein neuer Beleg.`,
  );
}
