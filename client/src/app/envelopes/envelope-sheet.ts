import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { LEDGER_WORDS, LINE_KINDS, LINE_KIND_WORDS } from '#shared/budget/terms.ts';
import type { LineKind } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { EnvelopeInput } from '#shared/envelopes/envelopes.ts';
import type {
  EnteredScope,
  EnvelopeAnswer,
  EnvelopeList,
  ScopeContent,
} from '#shared/envelopes/envelopes.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { rested } from '../core/rested.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EntrySend } from '../ui/entry/entry-send.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntrySelect } from '../ui/entry/entry-select.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { Money } from '../ui/money.ts';
import { SideSheet } from '../ui/side-sheet.ts';

/** A pause in choosing before the preview is asked for. */
const PAUSE_MS = 250;

interface Typed {
  name: string;
  ceiling: string;
  years: number[];
  kinds: LineKind[];
  stage: string;
  field: string;
  note: string;
  from: string;
}

const toggled = <T>(list: readonly T[], one: T): T[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

function scopeOf({ years, kinds, stage, field }: Typed): EnteredScope {
  return {
    years: years.toSorted((a, b) => a - b),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(stage ? { stages: [stage] } : {}),
    ...(field ? { fields: [field] } : {}),
  };
}

/** A new envelope: its ceiling, what it covers, and at once which lines that are. */
@Component({
  selector: 'mc-envelope-sheet',
  imports: [AskedState, EntrySend, EntryState, EntrySelect, EntryText, FormField, Money, SideSheet],
  templateUrl: './envelope-sheet.html',
  styles: `
    fieldset {
      border: 0;
      padding: 0;
      margin: 0 0 var(--s-3);
    }
    legend {
      font-size: var(--fs-xs);
      color: var(--ink-2);
      padding: 0;
    }
    fieldset label {
      display: inline-flex;
      gap: var(--s-1);
      align-items: center;
      min-height: 24px;
      margin-right: var(--s-3);
    }
  `,
})
export class EnvelopeSheet {
  readonly list = input.required<EnvelopeList>();
  readonly saved = output();
  readonly closed = output();

  private readonly http = inject(HttpClient);
  private readonly notices = inject(Notices);
  protected readonly counted = counted;
  protected readonly ledgers = LEDGER_WORDS;
  protected readonly kinds = LINE_KINDS.filter((kind) => kind !== 'income').map(
    (kind) => [kind, LINE_KIND_WORDS[kind]] as const,
  );
  protected readonly entry = entryForm(EnvelopeInput, {
    name: 'envelope',
    subject: () => '',
    start: (): Typed => ({
      ...{ name: '', ceiling: '', years: [], kinds: [], stage: '', field: '', note: '' },
      from: formatDate(this.list().asOf),
    }),
    read: (typed, read) => ({
      name: typed.name,
      ceilingCents: read.euro(typed.ceiling, 'ceilingCents'),
      scope: scopeOf(typed),
      note: typed.note,
      from: read.date(typed.from, 'from'),
    }),
    place: (path) =>
      path === 'ceilingCents'
        ? 'ceiling'
        : path.startsWith('scope.years')
          ? 'years'
          : path.replace(/^scope\./u, ''),
    once: true,
    send: (body, headers) => this.http.post<EnvelopeAnswer>('/api/envelopes', body, { headers }),
    sent: ({ row }) => {
      this.notices.show(`${row.name}: angelegt.`);
      this.saved.emit();
    },
  });
  protected readonly stages = computed(() =>
    this.list().choices.stages.map(({ code, name }) => [code, `${code} ${name}`] as const),
  );
  protected readonly fields = computed(() =>
    this.list().choices.fields.map(({ code, name }) => [code, name] as const),
  );
  private readonly settled = rested(
    () => (this.entry.ready() ? scopeOf(this.entry.value()) : null),
    PAUSE_MS,
  );
  protected readonly preview = asked<ScopeContent>(() => {
    const scope = this.settled();
    if (!scope || scope.years.length === 0) return undefined;
    return { url: '/api/envelopes/preview', method: 'POST', body: { scope, asOf: this.list().asOf } };
  });
  protected readonly content = computed(() =>
    this.entry.value().years.length === 0 ? undefined : this.preview.value(),
  );

  protected toggleYear(year: number): void {
    this.entry.set({ years: toggled(this.entry.value().years, year) });
  }

  protected toggleKind(kind: LineKind): void {
    this.entry.set({ kinds: toggled(this.entry.value().kinds, kind) });
  }
}
