import { Component, computed, type ElementRef, input, output, signal, viewChild } from '@angular/core';

/** Chooses one file, or several where `multiple` says so: by the browser's own chooser (keyboard included) or by dropping it here. */
@Component({
  selector: 'mc-file-field',
  template: `
    <div
      class="drop"
      [class.over]="over()"
      (dragover)="hover($event, true)"
      (dragleave)="over.set(false)"
      (drop)="drop($event)"
    >
      <input
        #field
        class="vh"
        type="file"
        id="import-file"
        aria-describedby="import-file-hint"
        [accept]="accept()"
        [multiple]="multiple()"
        (change)="choose(field.files)"
      />
      <label class="btn" for="import-file">{{ label() }}</label>
      <span class="name">{{ name() }}</span>
      @if (file()) {
        <span class="hint nw">{{ size() }}</span>
      }
    </div>
  `,
  styleUrl: './file-field.css',
})
export class FileField {
  readonly file = input.required<File | null>();
  /** The files chosen beside the first, for one delivery. */
  readonly more = input<readonly File[]>([]);
  readonly accept = input('');
  readonly multiple = input(false);
  readonly chosen = output<File>();
  /** All that was chosen at once; at least one. */
  readonly chosenAll = output<readonly File[]>();

  protected readonly over = signal(false);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected readonly label = computed(() => {
    const what = this.multiple() ? 'Dateien' : 'Datei';
    return this.file() ? `Andere ${what} wählen` : `${what} wählen`;
  });
  protected readonly name = computed(() => {
    const names = [this.file()?.name ?? 'oder hierher ziehen', ...this.more().map((file) => file.name)];
    return names.join(', ');
  });

  protected choose(files: FileList | null): void {
    const [file, ...others] = [...(files ?? [])];
    if (file) {
      this.chosen.emit(file);
      this.chosenAll.emit([file, ...others]);
    }
    // The same file can be chosen again after it was mended.
    this.field().nativeElement.value = '';
  }

  protected hover(event: DragEvent, over: boolean): void {
    event.preventDefault();
    this.over.set(over);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    this.choose(event.dataTransfer?.files ?? null);
  }

  protected readonly size = computed(() => {
    const bytes = [this.file(), ...this.more()].reduce((sum, file) => sum + (file?.size ?? 0), 0);
    return `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('de-DE')} kB`;
  });
}
