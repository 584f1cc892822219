import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FairCopy } from '#shared/reports/report-drafts.ts';
import { asked } from '../core/asked.ts';
import { pageTitle } from '../core/page-title.ts';
import { AskedState } from '../ui/asked-state.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { CouncilDocument } from './council-document.ts';

/** A fair copy: the report as a second person sees it before it is issued. */
@Component({
  selector: 'mc-copy-page',
  imports: [AskedState, CouncilDocument, IsoDatePipe, RouterLink],
  template: `
    @if (answer.fresh(); as found) {
      <div class="report-bar no-print">
        <a class="alone" routerLink="/freigaben">Freigaben</a>
        <span><b>Reinschrift</b>{{ found.issued ? ', herausgegeben' : ', noch nicht herausgegeben' }}</span>
        <span
          >Stichtag <b class="pl">{{ found.report.asOf | isoDate }}</b></span
        >
        <span>angefertigt von {{ found.copy.madeBy }}</span>
        @if (found.issued; as issued) {
          <a class="alone" [routerLink]="['/berichte', issued.id]">GRDrs {{ issued.reference }}</a>
        }
        <div class="do"><button type="button" class="btn" (click)="print()">Drucken</button></div>
      </div>
      <mc-council-document [report]="found.report" [sha256]="found.copy.sha256" />
    } @else {
      <div class="head"><h1>Reinschrift</h1></div>
      <mc-asked [of]="answer" what="Reinschrift" />
    }
  `,
  styleUrl: './report-bar.css',
})
export class CopyPage {
  readonly id = input.required<string>();

  protected readonly answer = asked<FairCopy>(
    () => `/api/report-fair-copies/${encodeURIComponent(this.id())}`,
  );
  private readonly title = computed(() => this.answer.fresh()?.report.title);

  constructor() {
    pageTitle(() => this.title());
  }

  protected print(): void {
    window.print();
  }
}
