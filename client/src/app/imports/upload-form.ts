import { Component, computed, input, linkedSignal, output, signal } from '@angular/core';
import { IMPORT_KIND_WORDS, IMPORT_KINDS } from '#shared/imports/terms.ts';
import type { ImportKind } from '#shared/imports/terms.ts';
import type { ProfileBrief } from '#shared/imports/imports.ts';
import { parseEuro } from '#shared/money.ts';
import { FileField } from '../ui/file-field.ts';
import { SectionHead } from '../ui/section-head.ts';
import type { Upload } from './imports-store.ts';

const MAX_BYTES = 10 * 1024 * 1024;

/** What is read in most often stands first. */
const GROUPS: readonly ImportKind[] = ['actuals', ...IMPORT_KINDS.filter((kind) => kind !== 'actuals')];

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
  protected readonly file = signal<File | null>(null);
  protected readonly total = signal('');

  protected readonly profile = computed(() => this.profiles().find((p) => p.code === this.chosenCode()));
  protected readonly groups = computed(() =>
    GROUPS.map((kind) => ({
      name: IMPORT_KIND_WORDS[kind],
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
    const file = this.file();
    if (!file) return 'Bitte zuerst eine Datei wählen.';
    if (file.size > MAX_BYTES) return 'Die Datei ist größer als 10 MB.';
    return this.totalError();
  });

  protected chooseProfile(code: string): void {
    this.chosenCode.set(code);
    this.profileChanged.emit(code);
    this.changed.emit();
  }

  protected chooseFile(file: File): void {
    this.file.set(file);
    this.changed.emit();
  }

  protected setTotal(text: string): void {
    this.total.set(text);
    this.changed.emit();
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const file = this.file();
    if (!file || this.missing() !== '' || this.busy()) return;
    this.send.emit({ file, profile: this.chosenCode(), controlTotal: this.total().trim() });
  }
}
