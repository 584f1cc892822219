import { Component, type ElementRef, input, output, signal, viewChild } from '@angular/core';

/** Chooses one file: by the browser's own chooser (keyboard included) or by dropping it here. */
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
        (change)="choose(field.files)"
      />
      <label class="btn" for="import-file">{{ file() ? 'Andere Datei wählen' : 'Datei wählen' }}</label>
      <span class="name">{{ file()?.name ?? 'oder hierher ziehen' }}</span>
      @if (file(); as chosen) {
        <span class="hint nw">{{ size(chosen) }}</span>
      }
    </div>
  `,
  styleUrl: './file-field.css',
})
export class FileField {
  readonly file = input.required<File | null>();
  readonly accept = input('');
  readonly chosen = output<File>();

  protected readonly over = signal(false);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected choose(files: FileList | null): void {
    const file = files?.item(0);
    if (file) this.chosen.emit(file);
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

  protected size(file: File): string {
    return `${Math.max(1, Math.round(file.size / 1024)).toLocaleString('de-DE')} kB`;
  }
}
