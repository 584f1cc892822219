import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { counted } from '#shared/counted.ts';
import type { MasterList, MasterRow } from '#shared/master-data/master-data.ts';
import { MASTER_KINDS, masterRules } from '#shared/master-data/master-kinds.ts';
import { countsOn } from '#shared/master-data/record-rules.ts';
import { AsOf } from '../core/as-of.ts';
import { asked } from '../core/asked.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { SectionHead } from '../ui/section-head.ts';
import { EmptyState } from '../ui/states.ts';
import { CitySection } from './city-section.ts';
import { EndSheet } from './end-sheet.ts';
import { PasteSheet } from './paste-sheet.ts';
import { RecordSection } from './record-section.ts';
import { RecordSheet } from './record-sheet.ts';
import { RecordsTable } from './records-table.ts';

type Open = { sheet: 'new' | 'paste' } | { sheet: 'change' | 'end'; row: MasterRow };

/** Stammdaten: what projects, posts and lines are listed by, one kind at a time, as it is on the Stichtag. */
@Component({
  selector: 'mc-master-data-page',
  imports: [
    AskedState,
    CitySection,
    EmptyState,
    EndSheet,
    PasteSheet,
    RecordSection,
    RecordSheet,
    RecordsTable,
    RouterLink,
    SectionHead,
  ],
  templateUrl: './master-data-page.html',
  styleUrl: './master-data-page.css',
})
export class MasterDataPage {
  /** `?art=aemter`: the kind that is shown. */
  readonly art = input<string>();
  /** `?eintrag=ID`: the record that is open. */
  readonly eintrag = input<string>();

  protected readonly asOf = inject(AsOf);
  protected readonly mayEdit = inject(Session).may('master-data:edit');
  protected readonly kinds = MASTER_KINDS.map((kind) => ({ kind, ...masterRules(kind) }));
  protected readonly kind = computed(
    () => this.kinds.find(({ slug }) => slug === this.art())?.kind ?? MASTER_KINDS[0],
  );
  /** `?art=stadt`: no list, but what the city is called. */
  protected readonly ofCity = computed(() => this.art() === 'stadt');
  protected readonly rules = computed(() => masterRules(this.kind()));
  protected readonly answer = asked<MasterList>(
    () => {
      const asOf = this.asOf.date();
      return asOf === null ? undefined : { url: `/api/master-data/${this.kind()}`, params: { asOf } };
    },
    { about: ({ kind }) => kind === this.kind() },
  );
  protected readonly list = this.answer.value;
  protected readonly chosen = computed(() => {
    const id = Number(this.eintrag());
    return this.list()?.rows.find((row) => row.id === id);
  });
  protected readonly open = signal<Open | null>(null);
  protected readonly subtitle = computed(() => {
    const list = this.list();
    if (!list || this.ofCity()) return '';
    const { one, many } = this.rules().words;
    const standing = list.rows.filter((row) => countsOn(row, list.asOf)).length;
    const others = list.rows.length - standing;
    return `${counted(standing, one, many)} am Stichtag${others > 0 ? `, ${others} früher oder später` : ''}`;
  });

  protected change(row: MasterRow): void {
    this.open.set({ sheet: 'change', row });
  }

  protected end(row: MasterRow): void {
    this.open.set({ sheet: 'end', row });
  }

  /** The file of what is shown. */
  protected fileOf(format: 'xlsx' | 'csv'): string {
    return `/api/master-data/${this.kind()}/${format}?asOf=${this.asOf.date() ?? ''}`;
  }

  protected done(): void {
    this.open.set(null);
    this.answer.reload();
  }
}
