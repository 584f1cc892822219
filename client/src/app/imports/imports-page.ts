import { httpResource } from '@angular/common/http';
import { Component, type ElementRef, computed, inject, input, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { ImportList, ProfileList } from '#shared/imports/imports.ts';
import { formatEuro } from '#shared/money.ts';
import { AsOf } from '../core/as-of.ts';
import { kept } from '../core/kept.ts';
import { OpenRequests } from '../core/open-requests.ts';
import { toRequestError } from '../core/request-error.ts';
import { Session } from '../core/session.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { ImportsHistory } from './imports-history.ts';
import { ImportsStore } from './imports-store.ts';
import type { Upload } from './imports-store.ts';
import { PlanSection } from './plan-section.ts';
import { counted } from './plan-words.ts';
import { UploadForm } from './upload-form.ts';

/** Einlesen: a file becomes a preview, the preview a booking; and what was imported before. */
@Component({
  selector: 'mc-imports-page',
  imports: [FailedState, ImportsHistory, LoadingState, PlanSection, UploadForm],
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
    this.asOf.reload();
    this.openRequests.reload();
    setTimeout(() => this.outcome()?.nativeElement.focus());
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
