import { counted } from '#shared/counted.ts';
import { Component, type ElementRef, computed, inject, input, signal, viewChild } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import type { ConflictList, ConflictRow } from '#shared/imports/conflict.ts';
import type { ImportList, ImportRow, ProfileList } from '#shared/imports/imports.ts';
import { formatEuro } from '#shared/money.ts';
import { mayReadIn } from '#shared/permissions.ts';
import { asked } from '../core/asked.ts';
import { AsOf } from '../core/as-of.ts';
import { OpenRequests } from '../requests/open-requests.ts';
import { Session } from '../core/session.ts';
import { ConflictsSection } from './conflicts-section.ts';
import { ImportsHistory } from './imports-history.ts';
import { ImportsStore } from './imports-store.ts';
import type { Upload } from './imports-store.ts';
import { KeepSheet } from './keep-sheet.ts';
import { PlanSection } from './plan-section.ts';
import { RequestSheet } from '../requests/request-sheet.ts';
import type { Wanted } from '../requests/request-sheet.ts';
import { UploadForm } from './upload-form.ts';
import { AskedState } from '../ui/asked-state.ts';
import { FailedState, LoadingState } from '../ui/states.ts';

/** Einlesen: a file becomes a preview, the preview a booking; and what was imported before. */
@Component({
  selector: 'mc-imports-page',
  imports: [
    AskedState,
    ConflictsSection,
    FailedState,
    ImportsHistory,
    KeepSheet,
    LoadingState,
    PlanSection,
    RequestSheet,
    RouterLink,
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
  private readonly session = inject(Session);
  protected readonly mayPlan = this.session.may('imports:plan');

  protected readonly profileList = asked<ProfileList>(() =>
    this.mayPlan ? '/api/import-profiles' : undefined,
  );
  protected readonly list = asked<ImportList>(() => '/api/imports');
  protected readonly profiles = computed(() => {
    const role = this.session.user()?.role;
    const all = this.profileList.fresh()?.profiles;
    return all?.filter(({ kind }) => role !== undefined && mayReadIn(role, kind)) ?? null;
  });
  protected readonly imports = this.list.value;
  /** What was read in last is most likely read in next. */
  protected readonly lastProfile = computed(() => this.imports()?.imports[0]?.profile);
  protected readonly conflictList = asked<ConflictList>(() => '/api/import-conflicts');
  protected readonly conflicts = this.conflictList.value;
  protected readonly mayAsk = this.session.may('requests:write') && this.session.may('imports:undo');
  /** What a second person is asked for; null while no sheet is open. */
  protected readonly wanted = signal<Wanted | null>(null);
  protected readonly keeping = signal<ConflictRow | null>(null);
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

  protected submitted(): void {
    this.wanted.set(null);
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
}
