import { Component, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { levelText, overdueText } from '#shared/risks/risk-columns.ts';
import { riskPoints } from '#shared/risks/risk-rules.ts';
import type { RiskPage, RiskRow } from '#shared/risks/risks.ts';
import { RISK_KIND_WORDS, riskStateWord } from '#shared/risks/terms.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';

/** Entries of the register as labelled rows: of one project, and for narrow screens. */
@Component({
  selector: 'mc-risk-list',
  imports: [IsoDatePipe, RouterLink],
  templateUrl: './risk-list.html',
  styleUrl: './risk-list.css',
})
export class RiskList {
  readonly page = input.required<Pick<RiskPage, 'asOf' | 'limits'>>();
  readonly risks = input.required<readonly RiskRow[]>();
  readonly mayWrite = input.required<(risk: RiskRow) => boolean>();
  /** The project of each entry is named: not on the project's own page. */
  readonly withProject = input(true);
  readonly open = output<RiskRow>();

  protected readonly kinds = RISK_KIND_WORDS;
  protected readonly word = riskStateWord;
  protected readonly points = riskPoints;
  protected readonly level = levelText;
  protected readonly overdue = overdueText;
}
