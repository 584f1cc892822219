import { HttpClient } from '@angular/common/http';
import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import { SaveProfile } from '#shared/imports/profile-edit.ts';
import type { ProfilePreview, SavedProfile } from '#shared/imports/profile-edit.ts';
import type { ChosenSettings, ProfileProposal, Setting } from '#shared/imports/propose/profile-proposal.ts';
import type { SourceList } from '#shared/sources/sources.ts';
import { importKindWords, IMPORT_KINDS } from '#shared/imports/terms.ts';
import type { ImportKind } from '#shared/imports/terms.ts';
import { asked } from '../core/asked.ts';
import { entryForm } from '../core/entry-form.ts';
import type { EntryForm } from '../core/entry-form.ts';
import { Notices } from '../core/notices.ts';
import { rested } from '../core/rested.ts';
import { DraftNote } from '../ui/draft-note.ts';
import { EntryState } from '../ui/entry/entry-state.ts';
import { EntryText } from '../ui/entry/entry-text.ts';
import { FileField } from '../ui/file-field.ts';
import { SectionHead } from '../ui/section-head.ts';
import { AskedState } from '../ui/asked-state.ts';
import { FailedState } from '../ui/states.ts';
import { ProfileForm } from './profile-form.ts';
import type { Json, ProfileChange } from './profile-lists.ts';
import { ProfilePreviewSection } from './profile-preview.ts';
import { SampleStore } from './sample-store.ts';
import { SourcesSection } from './sources-section.ts';
import { ProposalColumns } from './proposal-columns.ts';

/** A pause in typing before the preview is asked for. */
const PAUSE_MS = 400;

interface Typed {
  kind: ImportKind | null;
  /** The uploaded file, which the server keeps for a day, and what it is called here. */
  sampleId: string | null;
  fileName: string;
  chosen: ChosenSettings;
  /** The profile once the person changed what was proposed; null = as it is proposed. */
  own: Json | null;
  reason: string;
}

const NOTHING: Typed = { kind: null, sampleId: null, fileName: '', chosen: {}, own: null, reason: '' };

/**
 * Neues Profil: from a sample file to a stored profile. What the whole file suggests is shown with its reason; nothing
 * counts before a person has chosen it.
 */
@Component({
  selector: 'mc-new-profile-page',
  imports: [
    AskedState,
    DraftNote,
    EntryState,
    EntryText,
    FailedState,
    FileField,
    FormField,
    ProfileForm,
    ProfilePreviewSection,
    ProposalColumns,
    RouterLink,
    SectionHead,
    SourcesSection,
  ],
  providers: [SampleStore],
  templateUrl: './new-profile-page.html',
  styleUrl: './new-profile-page.css',
})
export class NewProfilePage {
  protected readonly store = inject(SampleStore);
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  protected readonly kinds = IMPORT_KINDS.map((kind) => ({ kind, words: importKindWords(kind) }));
  protected readonly file = signal<File | null>(null);
  protected readonly entry: EntryForm<Typed, typeof SaveProfile, SavedProfile> = entryForm(SaveProfile, {
    name: 'new-profile',
    subject: () => '',
    start: () => NOTHING,
    read: ({ reason }) => ({ profile: this.profile() ?? {}, reason }),
    send: (body, headers) => {
      const url = `/api/import-profiles/${String(body.profile['code'])}`;
      return this.http.post<SavedProfile>(url, body, { headers });
    },
    // There is none yet.
    version: () => 0,
    after: () => NOTHING,
    sent: ({ code }) => {
      this.notices.show(`Profil ${code} ist gespeichert.`);
      void this.router.navigate(['/einlesen/profile'], { queryParams: { code } });
    },
  });
  protected readonly kind = computed(() => this.entry.value().kind);
  protected readonly sampleId = computed(() => this.entry.value().sampleId);
  protected readonly chosen = computed(() => this.entry.value().chosen);

  protected readonly proposal = asked<ProfileProposal>(() => {
    const [kind, sampleId] = [this.kind(), this.sampleId()];
    if (kind === null || sampleId === null) return undefined;
    const body = { kind, sampleId, chosen: this.chosen() };
    return { url: '/api/import-profiles/proposal', method: 'POST', body };
  });
  protected readonly shown = this.proposal.value;
  /** Settings nobody has chosen yet. */
  protected readonly open = computed(() =>
    (this.shown()?.settings ?? []).filter(({ setting }) => this.chosen()[setting] === undefined),
  );
  /** What has a proposal and is still to be chosen. */
  protected readonly proposed = computed(() => this.open().filter(({ proposed }) => proposed !== null));

  /** The draft of the proposals, once all were chosen; from then on the person's own. */
  protected readonly profile = computed<Json | null>(() => {
    const draft = this.proposal.fresh()?.draft ?? null;
    return this.open().length === 0 && draft !== null ? (this.entry.value().own ?? draft) : null;
  });
  protected readonly sourceList = asked<SourceList>(() => '/api/sources');
  protected readonly known = this.sourceList.value;
  protected readonly sources = computed(() =>
    (this.known()?.sources ?? []).map(({ code, name }) => [code, `${code} · ${name}`] as const),
  );
  private readonly settled = rested(this.profile, PAUSE_MS);
  protected readonly preview = asked<ProfilePreview>(() => {
    const profile = this.settled();
    if (!profile) return undefined;
    return {
      url: '/api/import-profiles/preview',
      method: 'POST',
      body: { profile, sampleId: this.sampleId() },
    };
  });
  protected readonly result = this.preview.value;
  protected readonly blocked = computed(() => {
    if ((this.result()?.faults.length ?? 1) > 0) return 'Das Profil hat noch Fehler.';
    return this.entry.value().reason.trim() === '' ? 'Bitte sagen Sie kurz, wofür das Profil ist.' : null;
  });

  protected async take(file: File): Promise<void> {
    this.file.set(file);
    this.entry.set({ chosen: {}, own: null, sampleId: null, fileName: file.name });
    const sample = await this.store.upload(file);
    this.entry.set({ sampleId: sample?.sampleId ?? null });
  }

  protected takeKind(word: string): void {
    this.entry.set({ kind: IMPORT_KINDS.find((kind) => kind === word) ?? null, chosen: {}, own: null });
  }

  /** Another separator makes other columns: what was chosen below it is asked anew. */
  protected choose(setting: Setting, value: unknown): void {
    const order = (this.shown()?.settings ?? []).map((one) => one.setting);
    const before = order.slice(0, order.indexOf(setting));
    const keeps = Object.entries(this.chosen()).filter(([key]) => before.some((one) => one === key));
    const same = JSON.stringify(this.chosen()[setting]) === JSON.stringify(value);
    if (!same) this.entry.set({ chosen: { ...Object.fromEntries(keeps), [setting]: value }, own: null });
  }

  protected chooseAll(): void {
    const all = this.proposed().flatMap(({ setting, proposed }) =>
      proposed ? [[setting, proposed.value] as const] : [],
    );
    this.entry.set({ chosen: { ...this.chosen(), ...Object.fromEntries(all) }, own: null });
  }

  protected isChosen(setting: Setting, value: unknown): boolean {
    return JSON.stringify(this.chosen()[setting]) === JSON.stringify(value);
  }

  protected faultOf(path: string): string {
    return this.result()?.faults.find((fault) => fault.path === path)?.message ?? '';
  }

  /** The code has a field of its own here. */
  protected readonly otherFaults = computed(() =>
    (this.result()?.faults ?? []).filter(({ path }) => path !== 'code'),
  );

  protected change(edit: ProfileChange): void {
    const profile = this.profile();
    if (profile) this.entry.set({ own: edit(profile) });
  }

  protected setCode(text: string): void {
    this.change((profile) => ({ ...profile, code: text.trim() }));
  }

  protected save(): void {
    if (this.blocked() === null) void this.entry.send();
  }
}
