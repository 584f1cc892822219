import { counted } from '#shared/counted.ts';
import { httpResource } from '@angular/common/http';
import { Component, type ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ConflictList, ConflictRow } from '#shared/imports/conflict.ts';
import type { ImportList, ImportRow, ProfileList } from '#shared/imports/imports.ts';
import { formatEuro } from '#shared/money.ts';
import { AsOf } from '../core/as-of.ts';
import { kept } from '../core/kept.ts';
import { OpenRequests } from '../core/open-requests.ts';
import { toRequestError } from '../core/request-error.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { ConflictsSection } from './conflicts-section.ts';
import { ImportsHistory } from './imports-history.ts';
import { ImportsStore } from './imports-store.ts';
import type { Upload } from './imports-store.ts';
import { KeepSheet } from './keep-sheet.ts';
import { PlanSection } from './plan-section.ts';
import { RequestSheet } from '../ui/request-sheet.ts';
import type { Wanted } from '../ui/request-sheet.ts';
import { UploadForm } from './upload-form.ts';

/** Einlesen: a file becomes a preview, the preview a booking; and what was imported before. */
@Component({
  selector: 'mc-imports-page',
  imports: [
    ConflictsSection,
    FailedState,
    ImportsHistory,
    KeepSheet,
    RequestSheet,
    RouterLink,
    LoadingState,
    PlanSection,
    UploadForm,
  ],
  providers: [ImportsStore],
  templateUrl: './imports-page.html',
  styleUrl: './imports-page.css',
})
export class ImportsPage {
  /** `?profil=CODE`: the chosen profile. */
  readonly profil = input<string>();

  protected readonly store = inject(ImportsStore);
  private readonly asOf = inject(AsOf);
  private readonly openRequests = inject(OpenRequests);
  private readonly router = inject(Router);
  protected readonly mayPlan = inject(Session).may('imports:plan');

  private readonly profileList = httpResource<ProfileList>(() =>
    this.mayPlan ? '/api/import-profiles' : undefined,
  );
  protected readonly list = httpResource<ImportList>(() => '/api/imports');
  protected readonly profiles = computed(() =>
    this.profileList.hasValue() ? this.profileList.value().profiles : null,
  );
  protected readonly imports = kept(this.list);
  /** What was read in last is most likely read in next. */
  protected readonly lastProfile = computed(() => this.imports()?.imports[0]?.profile);
  private readonly conflictList = httpResource<ConflictList>(() => '/api/import-conflicts');
  protected readonly conflicts = kept(this.conflictList);
  protected readonly mayAsk = inject(Session).may('requests:write') && this.mayPlan;
  /** What a second person is asked for; null while no sheet is open. */
  protected readonly wanted = signal<Wanted | null>(null);
  protected readonly keeping = signal<ConflictRow | null>(null);
  private readonly notices = inject(Notices);
  protected readonly failure = computed(() => {
    const error = this.list.error() ?? this.profileList.error();
    return error === undefined ? null : toRequestError(error);
  });
  protected readonly result = computed(() => {
    const applied = this.store.applied();
    if (!applied) return null;
    const { import: row, first, requestId } = applied;
    if (requestId !== null || row === null)
      return `In diesem Jahr stehen schon Ansätze: Antrag Nr. ${requestId ?? ''} wartet auf die Freigabe durch eine andere Person. Gebucht ist noch nichts.`;
    if (!first) return `Diese Datei war schon eingelesen (Nr. ${row.id}). Es kam nichts dazu.`;
    return `${counted(row.added, 'Zeile', 'Zeilen')} gebucht, zusammen ${formatEuro(row.addedCents)} €, als Einlesevorgang Nr. ${row.id}.`;
  });

  private readonly outcome = viewChild<ElementRef<HTMLElement>>('outcome');

  protected plan(upload: Upload): void {
    void this.store.plan(upload);
  }

  protected async apply(): Promise<void> {
    const applied = await this.store.apply();
    if (!applied) return;
    this.list.reload();
    this.conflictList.reload();
    this.asOf.reload();
    this.openRequests.reload();
    setTimeout(() => this.outcome()?.nativeElement.focus());
  }

  protected undo(row: ImportRow): void {
    const heading = `Einlesung ${row.id} zurücknehmen`;
    this.wanted.set({ heading, kind: 'undo-import', payload: { importId: row.id } });
  }

  protected take(row: ConflictRow): void {
    const heading = 'Geänderte Zeile übernehmen';
    this.wanted.set({ heading, kind: 'conflict', payload: { conflictIds: [row.id] } });
  }

  protected asked(id: number): void {
    this.wanted.set(null);
    this.notices.show(`Antrag ${id} wartet auf Freigabe durch eine andere Person.`);
    this.openRequests.reload();
    this.conflictList.reload();
  }

  protected wasKept(): void {
    this.keeping.set(null);
    this.conflictList.reload();
  }

  protected rememberProfile(profil: string): void {
    void this.router.navigate([], {
      queryParams: { profil },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected retry(): void {
    this.list.reload();
    this.profileList.reload();
  }
}
