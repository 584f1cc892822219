import { Component, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { formatDate } from '#shared/calendar.ts';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import { BaselinePayload } from '#shared/milestones/milestone-plan.ts';
import type { MilestonePlan } from '#shared/milestones/milestone-plan.ts';
import { formatEuro } from '#shared/money.ts';
import { EffectView } from '../../requests/effect-view.ts';
import { NO_PAPER, paperPlace, readPaper } from '../../requests/paper-draft.ts';
import type { PaperDraft } from '../../requests/paper-draft.ts';
import { PaperFields } from '../../requests/paper-fields.ts';
import { requestForm } from '../../requests/request-form.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { SideSheet } from '../../ui/side-sheet.ts';

interface TypedRow {
  id: number;
  name: string;
  baselineOn: string;
  weight: string;
}
interface Typed extends PaperDraft {
  rows: TypedRow[];
  inForceOn: string;
  reason: string;
}

/** Asks a second person for another baseline of some milestones, with its effect while one types. */
@Component({
  selector: 'mc-rebase-sheet',
  imports: [EffectView, EntrySend, EntryState, EntryText, FormField, PaperFields, SideSheet],
  templateUrl: './rebase-sheet.html',
  styles: `
    .do {
      display: flex;
      gap: var(--s-2);
    }
    fieldset {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 0 var(--s-2);
      border: 0;
      border-bottom: 1px solid var(--rule);
      margin: 0;
      padding: var(--s-1) 0;
    }
    legend {
      padding: 0;
      font-weight: var(--w-bold);
    }
  `,
})
export class RebaseSheet {
  readonly plan = input.required<MilestonePlan>();
  readonly submitted = output<SubmittedRequest>();
  readonly closed = output();

  protected readonly entry = requestForm(BaselinePayload, {
    name: 'rebase',
    kind: 'baseline',
    preview: 'typed',
    subject: () => this.plan().projectId,
    start: (): Typed => ({
      rows: this.standing(),
      inForceOn: formatDate(this.plan().asOf),
      ...NO_PAPER,
      reason: '',
    }),
    payload: (typed, read) => ({
      projectId: this.plan().projectId,
      inForceOn: read.date(typed.inForceOn, 'payload.inForceOn'),
      changes: this.changed(typed).map(({ id, baselineOn, weight }, index) => ({
        milestoneId: id,
        baselineOn: read.date(baselineOn, `payload.changes.${index}.baselineOn`),
        weightCents: read.euro(weight, `payload.changes.${index}.weightCents`),
      })),
      paper: readPaper(typed, read),
    }),
    place: (path, typed) => this.placeOf(path, typed),
    sent: (answer) => this.submitted.emit(answer),
  });

  /** What can still get another baseline, as it stands. */
  private standing(): TypedRow[] {
    return this.plan()
      .milestones.filter(({ row }) => row.reachedOn === null)
      .map(({ row }) => ({
        ...{ id: row.id, name: row.name, baselineOn: formatDate(row.baselineOn) },
        weight: formatEuro(row.weightCents),
      }));
  }

  private changed({ rows }: Pick<Typed, 'rows'>): TypedRow[] {
    const standing = new Map(this.standing().map((row) => [row.id, row]));
    return rows.filter(({ id, baselineOn, weight }) => {
      const was = standing.get(id);
      return was !== undefined && (was.baselineOn !== baselineOn || was.weight !== weight);
    });
  }

  /** Only what changed is sent: a fault of the first change may stand at the third row. */
  private placeOf(path: string, typed: Typed): string {
    const match = /^changes\.(\d+)\.(\w+)$/u.exec(path);
    if (!match) return paperPlace(path);
    const row = this.changed(typed)[Number(match[1])];
    const at = typed.rows.findIndex(({ id }) => id === row?.id);
    return `rows.${at}.${match[2] === 'weightCents' ? 'weight' : 'baselineOn'}`;
  }
}
