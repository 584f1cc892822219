import { HttpClient, httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { signalStore, withMethods } from '@ngrx/signals';
import type { ProfilePreview, SampleResult, SavedProfile } from '#shared/imports/profile-edit.ts';
import type { ChosenSettings, ProfileProposal, Setting } from '#shared/imports/propose/profile-proposal.ts';
import type { SourceList } from '#shared/sources/sources.ts';
import { IMPORT_KIND_WORDS, IMPORT_KINDS } from '#shared/imports/terms.ts';
import type { ImportKind } from '#shared/imports/terms.ts';
import { kept } from '../core/kept.ts';
import { Notices } from '../core/notices.ts';
import { toRequestError } from '../core/request-error.ts';
import { withRequest } from '../core/with-request.ts';
import { FileField } from '../ui/file-field.ts';
import { SectionHead } from '../ui/section-head.ts';
import { FailedState, LoadingState } from '../ui/states.ts';
import { ProfileForm } from './profile-form.ts';
import { ProfilePreviewSection } from './profile-preview.ts';
import { SourcesSection } from './sources-section.ts';
import { ProposalColumns } from './proposal-columns.ts';

/** A pause in typing before the preview is asked for. */
const PAUSE_MS = 400;

type Json = Record<string, unknown>;

const NewProfileStore = signalStore(
  withRequest(),
  withMethods((store, http = inject(HttpClient)) => ({
    sample(file: File) {
      const headers = { 'Content-Type': 'application/octet-stream' };
      const params = { name: file.name };
      return store.run(http.post<SampleResult>('/api/import-profiles/samples', file, { params, headers }));
    },
    save(profile: Json, reason: string) {
      const url = `/api/import-profiles/${String(profile['code'])}`;
      return store.run(http.post<SavedProfile>(url, { profile, reason }, { headers: { 'If-Match': '"0"' } }));
    },
  })),
);

/**
 * Neues Profil: from a sample file to a stored profile. What the whole file suggests is shown with its reason; nothing
 * counts before a person has chosen it.
 */
@Component({
  selector: 'mc-new-profile-page',
  imports: [
    FailedState,
    FileField,
    LoadingState,
    ProfileForm,
    ProfilePreviewSection,
    ProposalColumns,
    RouterLink,
    SectionHead,
    SourcesSection,
  ],
  providers: [NewProfileStore],
  templateUrl: './new-profile-page.html',
  styleUrl: './new-profile-page.css',
})
export class NewProfilePage {
  protected readonly store = inject(NewProfileStore);
  private readonly router = inject(Router);
  private readonly notices = inject(Notices);

  protected readonly kinds = IMPORT_KINDS.map((kind) => ({ kind, words: IMPORT_KIND_WORDS[kind] }));
  protected readonly kind = signal<ImportKind | null>(null);
  protected readonly file = signal<File | null>(null);
  protected readonly sampleId = signal<string | null>(null);
  protected readonly chosen = signal<ChosenSettings>({});

  protected readonly proposal = httpResource<ProfileProposal>(() => {
    const [kind, sampleId] = [this.kind(), this.sampleId()];
    if (kind === null || sampleId === null) return undefined;
    const body = { kind, sampleId, chosen: this.chosen() };
    return { url: '/api/import-profiles/proposal', method: 'POST', body };
  });
  protected readonly shown = kept(this.proposal);
  protected readonly failure = computed(() => {
    const error = this.proposal.error();
    return error === undefined ? null : toRequestError(error);
  });
  /** Settings nobody has chosen yet. */
  protected readonly open = computed(() =>
    (this.shown()?.settings ?? []).filter(({ setting }) => this.chosen()[setting] === undefined),
  );
  /** What has a proposal and is still to be chosen. */
  protected readonly proposed = computed(() => this.open().filter(({ proposed }) => proposed !== null));

  /** The draft of the proposals, once all were chosen; from then on the person's own. */
  protected readonly profile = linkedSignal<Json | null>(() => {
    const draft = this.proposal.hasValue() ? this.proposal.value().draft : null;
    return draft !== null && this.open().length === 0 ? draft : null;
  });
  protected readonly sourceList = httpResource<SourceList>(() => '/api/sources');
  protected readonly known = kept(this.sourceList);
  protected readonly sources = computed(() =>
    (this.known()?.sources ?? []).map(({ code, name }) => [code, `${code} · ${name}`] as const),
  );
  protected readonly reason = signal('');
  private readonly settled = signal<Json | null>(null);
  protected readonly preview = httpResource<ProfilePreview>(() => {
    const profile = this.settled();
    if (!profile) return undefined;
    return {
      url: '/api/import-profiles/preview',
      method: 'POST',
      body: { profile, sampleId: this.sampleId() },
    };
  });
  protected readonly result = kept(this.preview);
  protected readonly blocked = computed(() => {
    if ((this.result()?.faults.length ?? 1) > 0) return 'Das Profil hat noch Fehler.';
    return this.reason().trim() === '' ? 'Bitte sagen Sie kurz, wofür das Profil ist.' : null;
  });

  constructor() {
    effect((cleanup) => {
      const profile = this.profile();
      const timer = setTimeout(() => this.settled.set(profile), PAUSE_MS);
      cleanup(() => clearTimeout(timer));
    });
  }

  protected async take(file: File): Promise<void> {
    this.file.set(file);
    this.chosen.set({});
    const sample = await this.store.sample(file);
    this.sampleId.set(sample?.sampleId ?? null);
  }

  protected takeKind(word: string): void {
    this.kind.set(IMPORT_KINDS.find((kind) => kind === word) ?? null);
    this.chosen.set({});
  }

  /** Another separator makes other columns: what was chosen below it is asked anew. */
  protected choose(setting: Setting, value: unknown): void {
    const order = (this.shown()?.settings ?? []).map((one) => one.setting);
    const before = order.slice(0, order.indexOf(setting));
    const keeps = Object.entries(this.chosen()).filter(([key]) => before.some((one) => one === key));
    const same = JSON.stringify(this.chosen()[setting]) === JSON.stringify(value);
    if (!same) this.chosen.set({ ...Object.fromEntries(keeps), [setting]: value });
  }

  protected chooseAll(): void {
    const all = this.proposed().flatMap(({ setting, proposed }) =>
      proposed ? [[setting, proposed.value] as const] : [],
    );
    this.chosen.update((chosen) => ({ ...chosen, ...Object.fromEntries(all) }));
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

  protected setCode(text: string): void {
    this.profile.update((profile) => profile && { ...profile, code: text.trim() });
  }

  protected async save(): Promise<void> {
    const profile = this.profile();
    if (!profile || this.blocked() !== null) return;
    const saved = await this.store.save(profile, this.reason().trim());
    if (!saved) return;
    this.notices.show(`Profil ${saved.code} ist gespeichert.`);
    await this.router.navigate(['/einlesen/profile'], { queryParams: { code: saved.code } });
  }
}
