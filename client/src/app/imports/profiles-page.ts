import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, input, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { businessDate } from '#shared/calendar.ts';
import type { ProfileList } from '#shared/imports/imports.ts';
import { SaveProfile } from '#shared/imports/profile-edit.ts';
import type { ProfileDetail, ProfilePreview, SavedProfile } from '#shared/imports/profile-edit.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import type { SourceList } from '#shared/sources/sources.ts';
import { Notices } from '../core/notices.ts';
import { Session } from '../core/session.ts';
import { rested } from '../core/rested.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { FileField } from '../ui/file-field.ts';
import { IsoDatePipe } from '../ui/iso-date-pipe.ts';
import { SectionHead } from '../ui/section-head.ts';
import { AskedState } from '../ui/asked-state.ts';
import { FailedState } from '../ui/states.ts';
import { ProfileForm } from './profile-form.ts';
import type { Json, ProfileChange } from './profile-lists.ts';
import { ProfilePreviewSection } from './profile-preview.ts';
import { SampleStore } from './sample-store.ts';
import { SourcesSection } from './sources-section.ts';

/** A pause in typing before the preview is asked for. */
const PAUSE_MS = 400;

const NO_JSON = 'Der Text ist kein gültiges JSON.';

function parsed(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}

/** Profile bearbeiten: how a kind of file is read, tried on a file while it is edited. */
@Component({
  selector: 'mc-profiles-page',
  imports: [
    AskedState,
    DraftNote,
    EntryState,
    EntryText,
    FailedState,
    FileField,
    FormField,
    IsoDatePipe,
    ProfileForm,
    ProfilePreviewSection,
    RouterLink,
    SectionHead,
    SourcesSection,
  ],
  providers: [SampleStore],
  templateUrl: './profiles-page.html',
  styleUrl: './profiles-page.css',
})
export class ProfilesPage {
  /** `?code=`: the profile that is edited. */
  readonly code = input<string>();

  protected readonly store = inject(SampleStore);
  private readonly http = inject(HttpClient);
  protected readonly mayEdit = inject(Session).may('imports:profiles');
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  protected readonly list = asked<ProfileList>(() => '/api/import-profiles');
  private readonly known = this.list.value;
  protected readonly sources = asked<SourceList>(() => '/api/sources');
  protected readonly sourceOptions = computed(() =>
    (this.sources.value()?.sources ?? []).map(
      (source) => [source.code, `${source.code} · ${source.name}`] as const,
    ),
  );
  protected readonly profiles = computed(() => this.known()?.profiles ?? null);
  protected readonly detail = asked<ProfileDetail>(() =>
    this.code() === undefined ? undefined : `/api/import-profiles/${this.code()}`,
  );
  protected readonly entry = entryForm(SaveProfile, {
    name: 'profile',
    subject: () => this.code() ?? '',
    start: () => {
      const detail = this.detail.fresh();
      return detail && { text: JSON.stringify(detail.profile, null, 2), reason: '' };
    },
    read: ({ text, reason }, read) => {
      const profile = parsed(text);
      if (!profile) read.fault('profile', NO_JSON);
      return { profile: profile ?? {}, reason };
    },
    place: (path) => (path === 'profile' ? 'text' : path),
    version: () => this.detail.fresh()?.version ?? 0,
    send: (body, headers) =>
      this.http.post<SavedProfile>(`/api/import-profiles/${this.code()}`, body, { headers }),
    after: ({ text }) => ({ text, reason: '' }),
    sent: ({ code, version }) => {
      this.notices.show(`Profil ${code} ist als Fassung ${version} gespeichert.`);
      this.detail.reload();
      this.list.reload();
    },
  });
  protected readonly json = computed(() => (this.entry.ready() ? parsed(this.entry.value().text) : null));
  protected readonly file = signal<File | null>(null);
  protected readonly sampleId = signal<string | null>(null);
  private readonly settled = rested(this.json, PAUSE_MS);
  protected readonly preview = asked<ProfilePreview>(() => {
    const profile = this.settled();
    if (!profile || !this.mayEdit) return undefined;
    return {
      url: '/api/import-profiles/preview',
      method: 'POST',
      body: { profile, sampleId: this.sampleId() },
    };
  });
  protected readonly shown = this.preview.value;
  protected readonly blocked = computed(() => {
    if (!this.json()) return NO_JSON;
    if ((this.shown()?.faults.length ?? 0) > 0) return 'Das Profil hat noch Fehler.';
    return this.entry.value().reason.trim() === '' ? 'Bitte sagen Sie kurz, was sich ändert.' : null;
  });

  protected dayOf(at: string | null) {
    return at === null ? null : businessDate(at as never);
  }

  protected open(code: string): void {
    void this.router.navigate([], { queryParams: { code } });
  }

  protected change(edit: ProfileChange): void {
    const profile = parsed(this.entry.value().text);
    if (profile) this.entry.set({ text: JSON.stringify(edit(profile), null, 2) });
  }

  protected async choose(file: File): Promise<void> {
    this.file.set(file);
    const sample = await this.store.upload(file);
    if (sample) this.sampleId.set(sample.sampleId);
  }

  protected save(): void {
    if (this.blocked() === null) void this.entry.send();
  }
}
