import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { hasBasket, importKindWords, IMPORT_KINDS } from '#shared/imports/terms.ts';
import type { ProfileBrief } from '#shared/imports/imports.ts';
import { parseEuro } from '#shared/money.ts';
import { FileField } from '../ui/file-field.ts';
import { SectionHead } from '../ui/section-head.ts';
import type { Upload } from './imports-store.ts';

const MEGABYTE = 1024 * 1024;
/** What the reader takes (server/imports/read/reader/task.ts). */
const LIMITS_MB: Record<string, number> = { '.csv': 200, '.xlsx': 40 };

/** What is read in most often stands first. */
/** Postings first: they come every month. */
const GROUPS = IMPORT_KINDS.toSorted((a, b) => Number(hasBasket(b)) - Number(hasBasket(a)));

/** Which file, read how, and its control total. Says why it cannot be sent yet. */
@Component({
  selector: 'mc-upload-form',
  imports: [FileField, SectionHead],
  templateUrl: './upload-form.html',
  styleUrl: './upload-form.css',
})
export class UploadForm {
  readonly profiles = input.required<readonly ProfileBrief[]>();
  /** Code of the profile in the address, or of the last import; the first of the list without it. */
  readonly profileCode = input<string>();
  readonly busy = input(false);
  readonly send = output<Upload>();
  readonly profileChanged = output<string>();
  /** Something was changed: a preview shown below no longer fits. */
  readonly changed = output();

  protected readonly chosenCode = linkedSignal<string>(
    () =>
      this.profiles().find((p) => p.code === this.profileCode())?.code ??
      this.groups()[0]?.profiles[0]?.code ??
      '',
  );
  /** The files of one delivery; they are read as one. */
  protected readonly files = signal<readonly File[]>([]);
  protected readonly file = computed(() => this.files()[0] ?? null);
  protected readonly limitMb = computed(() => LIMITS_MB[this.profile()?.formats[0] ?? ''] ?? 40);
  protected readonly accept = computed(() => {
    const formats = this.profile()?.formats ?? [];
    return [...formats, ...(formats.includes('.csv') ? ['.gz', '.txt'] : [])].join(',');
  });
  protected readonly total = signal('');

  protected readonly profile = computed(() => this.profiles().find((p) => p.code === this.chosenCode()));
  protected readonly groups = computed(() =>
    GROUPS.map((kind) => ({
      name: importKindWords(kind),
      profiles: this.profiles().filter((profile) => profile.kind === kind),
    })).filter((group) => group.profiles.length > 0),
  );
  protected readonly totalHint = computed(() => {
    const profile = this.profile();
    if (profile?.totalsRow) return 'Freiwillig: Die Summenzeile der Datei wird ohnehin geprüft.';
    return profile?.controlTotal === 'required'
      ? 'Nötig: Die Datei hat keine Summenzeile.'
      : 'Freiwillig, aber ratsam.';
  });
  protected readonly totalError = computed(() => {
    const text = this.total().trim();
    return text === '' || parseEuro(text) !== undefined ? '' : 'Erwartet wird ein Betrag wie 1.234,56.';
  });
  /** Why the preview cannot be asked for; empty when it can. */
  protected readonly missing = computed(() => {
    if (!this.file()) return 'Bitte zuerst eine Datei wählen.';
    const large = this.files().find((file) => file.size > this.limitMb() * MEGABYTE);
    if (large) return `${large.name} ist größer als ${this.limitMb()} MB.`;
    return this.totalError();
  });

  protected chooseProfile(code: string): void {
    this.chosenCode.set(code);
    this.profileChanged.emit(code);
    this.changed.emit();
  }

  protected chooseFiles(files: readonly File[]): void {
    this.files.set(files);
    this.changed.emit();
  }

  protected setTotal(text: string): void {
    this.total.set(text);
    this.changed.emit();
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.missing() !== '' || this.busy()) return;
    this.send.emit({ files: this.files(), profile: this.chosenCode(), controlTotal: this.total().trim() });
  }
}
