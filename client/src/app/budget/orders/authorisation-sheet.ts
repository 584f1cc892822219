import { Component, computed, inject, input, output } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { SubmittedRequest } from '#shared/approvals/requests.ts';
import { EVERY_LINE } from '#shared/budget/budget.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { fiscalYearOf, formatDate } from '#shared/calendar.ts';
import { formatEuro } from '#shared/money.ts';
import { AuthorisationPayload } from '#shared/planning/authorisation.ts';
import { asked } from '../../core/asked.ts';
import { AsOf } from '../../core/as-of.ts';
import { RequestEffectSection } from '../../requests/request-effect.ts';
import { requestForm } from '../../requests/request-form.ts';
import { EntryState } from '../../ui/entry/entry-state.ts';
import { EntrySend } from '../../ui/entry/entry-send.ts';
import { EntryText } from '../../ui/entry/entry-text.ts';
import { EntryLine } from '../entry-line.ts';
import { paperPlace } from '../../requests/paper-draft.ts';
import { PaperFields } from '../../requests/paper-fields.ts';
import { SideSheet } from '../../ui/side-sheet.ts';
import { AskedState } from '../../ui/asked-state.ts';
import { emptyAuthorisation, partsSum, readAuthorisation } from './authorisation-draft.ts';
import type { AuthorisationDraft } from './authorisation-draft.ts';
import { DueParts } from './due-parts.ts';
import { authorisableLines } from './line-options.ts';

/** Verpflichtungsermächtigung beantragen: line, amounts by due year, council paper; its effect while it is typed. */
@Component({
  selector: 'mc-authorisation-sheet',
  imports: [
    EntrySend,
    AskedState,
    DueParts,
    EntryLine,
    EntryState,
    EntryText,
    FormField,
    PaperFields,
    RequestEffectSection,
    SideSheet,
  ],
  templateUrl: './authorisation-sheet.html',
  styleUrl: '../planning.css',
})
export class AuthorisationSheet {
  /** The year of the lines; what is authorised is due later. */
  readonly year = input.required<number>();
  readonly sent = output<SubmittedRequest>();
  readonly closed = output();

  private readonly asOf = inject(AsOf);

  protected readonly answer = asked<BudgetPage>(() => {
    const asOf = this.asOf.date();
    return asOf ? { url: '/api/budget', params: { asOf, year: this.year(), lines: EVERY_LINE } } : undefined;
  });
  protected readonly choices = computed(() => {
    const page = this.answer.value();
    return page ? authorisableLines(page) : null;
  });

  protected readonly entry = requestForm(AuthorisationPayload, {
    name: 'authorisation',
    kind: 'authorisation',
    preview: 'typed',
    subject: this.year,
    start: (): AuthorisationDraft => {
      const asOf = this.asOf.date();
      return emptyAuthorisation(
        this.year(),
        asOf && fiscalYearOf(asOf) === this.year() ? formatDate(asOf) : '',
      );
    },
    payload: readAuthorisation,
    place: paperPlace,
    sent: (answer) => this.sent.emit(answer),
  });
  protected readonly sum = computed(() => formatEuro(partsSum(this.entry.value())));
}
