import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { signalStore, withMethods } from '@ngrx/signals';
import { businessDate } from '#shared/calendar.ts';
import type { ProfileList } from '#shared/imports/imports.ts';
import type {
  ProfileDetail,
  ProfilePreview,
  SampleResult,
  SavedProfile,
} from '#shared/imports/profile-edit.ts';
import { keepDraft } from '../core/drafts.ts';
import type { SourceList } from '#shared/sources/sources.ts';
import { kept } from '../core/kept.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { withRequest } from '../core/with-request.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { FileField } from '../ui/file-field.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { ProfileForm } from './profile-form.ts';
import { ProfilePreviewSection } from './profile-preview.ts';
import { SourcesSection } from './sources-section.ts';

/** A pause in typing before the preview is asked for. */
const PAUSE_MS = 400;

type Json = Record<string, unknown>;

const ProfileStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    sample(file: File) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      const params = { name: file.name };
      return store.run(http.post<SampleResult>('/api/import-profiles/samples', file, { params, headers }));
    },
    save(code: string, version: number, profile: Json, reason: string) {
      const headers = { 'If-Match': `"${version}"` };
      return store.run(
        http.post<SavedProfile>(`/api/import-profiles/${code}`, { profile, reason }, { headers }),
      );
    },
  })),
);

/** Profile bearbeiten: how a kind of file is read, tried on a file while it is edited. */
@Component({
  selector: 'mc-profiles-page',
  imports: [
    DraftNote,
    FailedState,
    FileField,
    IsoDatePipe,
    LoadingState,
    ProfileForm,
    ProfilePreviewSection,
    RouterLink,
    SectionHead,
    SourcesSection,
  ],
  providers: [ProfileStore],
  templateUrl: './profiles-page.html',
  styleUrl: './profiles-page.css',
})
export class ProfilesPage {
  /** `?code=`: the profile that is edited. */
  readonly code = input<string>();

  protected readonly store = inject(ProfileStore);
  protected readonly mayEdit = inject(Session).may('imports:profiles');
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  private readonly list = httpResource<ProfileList>(() => '/api/import-profiles');
  private readonly known = kept(this.list);
  protected readonly sources = httpResource<SourceList>(() => '/api/sources');
  protected readonly sourceOptions = computed(() =>
    (this.sources.hasValue() ? this.sources.value().sources : []).map(
      (source) => [source.code, `${source.code} · ${source.name}`] as const,
    ),
  );
  protected readonly profiles = computed(() => this.known()?.profiles ?? null);
  protected readonly detail = httpResource<ProfileDetail>(() =>
    this.code() === undefined ? undefined : `/api/import-profiles/${this.code()}`,
  );
  protected readonly text = linkedSignal(() =>
    this.detail.hasValue() ? JSON.stringify(this.detail.value().profile, null, 2) : '',
  );
  protected readonly json = computed<Json | null>(() => {
    try {
      const value: unknown = JSON.parse(this.text());
      return typeof value === 'object' && value !== null ? (value as Json) : null;
    } catch {
      return null;
    }
  });
  protected readonly reason = signal('');
  private readonly version = linkedSignal(() => (this.detail.hasValue() ? this.detail.value().version : 0));
  protected readonly kept = keepDraft({
    form: 'profile',
    subject: () => this.code() ?? '',
    value: () => (this.detail.hasValue() ? { text: this.text(), reason: this.reason() } : undefined),
    stamp: () => this.version(),
    restore: ({ text, reason }, version) => {
      this.text.set(text);
      this.reason.set(reason);
      this.version.set(Number(version));
    },
  });
  protected readonly file = signal<File | null>(null);
  protected readonly sampleId = signal<string | null>(null);
  private readonly settled = signal<Json | null>(null);
  protected readonly preview = httpResource<ProfilePreview>(() => {
    const profile = this.settled();
    if (!profile || !this.mayEdit) return undefined;
    return {
      url: '/api/import-profiles/preview',
      method: 'POST',
      body: { profile, sampleId: this.sampleId() },
    };
  });
  protected readonly shown = kept(this.preview);
  protected readonly blocked = computed(() => {
    if (!this.json()) return 'Der Text ist kein gültiges JSON.';
    if ((this.shown()?.faults.length ?? 0) > 0) return 'Das Profil hat noch Fehler.';
    return this.reason().trim() === '' ? 'Bitte sagen Sie kurz, was sich ändert.' : null;
  });

  constructor() {
    effect((cleanup) => {
      const profile = this.json();
      const timer = setTimeout(() => this.settled.set(profile), PAUSE_MS);
      cleanup(() => clearTimeout(timer));
    });
  }

  protected dayOf(at: string | null) {
    return at === null ? null : businessDate(at as never);
  }

  protected open(code: string): void {
    void this.router.navigate([], { queryParams: { code } });
  }

  protected change(profile: Json): void {
    this.text.set(JSON.stringify(profile, null, 2));
  }

  protected async choose(file: File): Promise<void> {
    this.file.set(file);
    const sample = await this.store.sample(file);
    if (sample) this.sampleId.set(sample.sampleId);
  }

  protected async save(): Promise<void> {
    const [profile, code] = [this.json(), this.code()];
    if (!profile || code === undefined || this.blocked() !== null || !this.detail.hasValue()) return;
    const saved = await this.store.save(code, this.version(), profile, this.reason().trim());
    if (!saved) return;
    this.reason.set('');
    this.kept.sent();
    this.notices.show(`Profil ${saved.code} ist als Fassung ${saved.version} gespeichert.`);
    this.detail.reload();
    this.list.reload();
  }
}
