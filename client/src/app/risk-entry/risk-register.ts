import { Component, computed, inject, input, output, signal } from '@angular/core';
import { can } from '#shared/permissions.ts';
import type { ProjectRow } from '#shared/projects/projects.ts';
import type { RiskPage, RiskRow } from '#shared/risks/risks.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { Session } from '../core/session.ts';
import { AskedState } from '../ui/asked-state.ts';
import { EmptyState } from '../ui/states.ts';
import { RiskList } from './risk-list.ts';
import { RiskSheet } from './risk-sheet.ts';

/** The register of one project: what is open first, and the sheet that takes up and assesses. */
@Component({
  selector: 'mc-risk-register',
  imports: [AskedState, EmptyState, RiskList, RiskSheet],
  template: `
    <div [class.with-sheet]="sheet().length > 0">
      <div>
        <mc-asked [of]="answer" what="Register" />
        @if (page(); as page) {
          @if (mayWrite) {
            <div class="tools">
              <button type="button" class="btn main" (click)="sheet.set([null])">
                Risiko, Problem … aufnehmen
              </button>
            </div>
          }
          @if (rows().length === 0) {
            <mc-empty [sentence]="empty()" />
          } @else {
            <mc-risk-list
              [page]="page"
              [risks]="rows()"
              [mayWrite]="may"
              [withProject]="false"
              (open)="sheet.set([$event])"
            />
          }
        }
      </div>
      <!-- A new sheet for another entry: nothing typed for one may end up at the other. -->
      @if (page(); as page) {
        @for (risk of sheet(); track risk?.id ?? 0) {
          <mc-risk-sheet
            [risk]="risk"
            [projects]="projects()"
            [on]="page.asOf"
            (saved)="saved()"
            (closed)="sheet.set([])"
          />
        }
      }
    </div>
  `,
  styles: ':host { display: block; margin-top: var(--s-4); } .tools { margin-bottom: var(--s-3); }',
})
export class RiskRegister {
  readonly project = input.required<Pick<ProjectRow, 'id' | 'number' | 'name' | 'leadUserId' | 'office'>>();
  /** The register changed, and with it perhaps the computed light. */
  readonly changed = output();

  private readonly asOf = inject(AsOf);
  private readonly session = inject(Session);
  protected readonly answer = asked<RiskPage>(() => {
    const [date, known] = [this.asOf.date(), this.asOf.knownOn()];
    const about = `/api/risks?project=${this.project().id}&asOf=${date}`;
    return date ? `${about}${known ? `&knownOn=${known}` : ''}` : undefined;
  });
  protected readonly page = this.answer.value;
  protected readonly rows = computed(() => {
    const risks = this.page()?.risks ?? [];
    return risks.toSorted((a, b) => Number(a.state !== 'open') - Number(b.state !== 'open'));
  });
  protected readonly projects = computed(() => {
    const { id, number, name } = this.project();
    return [{ id, number, name }];
  });
  /** At most one: the entry that is assessed, or null for a new one. */
  protected readonly sheet = signal<readonly (RiskRow | null)[]>([]);
  protected readonly may = (risk: Pick<RiskRow, 'leadUserId' | 'office'>): boolean =>
    can(this.session.user(), 'risks:write', risk);
  protected get mayWrite(): boolean {
    return this.may(this.project());
  }
  protected readonly empty = computed(() => {
    const none = 'Am Stichtag steht nichts im Register: kein Risiko, kein Problem, kein Entscheidungsbedarf.';
    return this.mayWrite
      ? none
      : `${none} Aufnehmen können das Programmbüro, die Projektleitung und das zuständige Amt.`;
  });

  protected saved(): void {
    this.sheet.set([]);
    this.answer.reload();
    this.changed.emit();
  }
}
