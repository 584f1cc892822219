import { Component, DestroyRef, computed, inject, input, model, signal } from '@angular/core';

/** Codes for the day the app is lost, shown this once: to copy, to print, and to say that they are kept. */
@Component({
  selector: 'mc-recovery-codes',
  template: `
    <p>
      Jeder dieser Codes meldet Sie einmal an, zusammen mit Ihrem Kennwort, wenn die App fehlt. Sie werden nur
      jetzt gezeigt.
    </p>
    <ol aria-label="Wiederherstellungscodes">
      @for (code of codes(); track code) {
        <li>{{ code }}</li>
      }
    </ol>
    <p class="do">
      <button type="button" class="btn" (click)="copy()">Kopieren</button>
      <button type="button" class="btn" (click)="print()">Drucken</button>
      <span class="hint" role="status">{{ said() }}</span>
    </p>
    <p>
      <label
        ><input type="checkbox" [checked]="kept()" (change)="kept.set(!kept())" />Ich habe sie
        aufbewahrt</label
      >
    </p>
  `,
  styles: `
    ol {
      columns: 2;
      width: max-content;
      max-width: 100%;
      margin: var(--s-3) 0;
      padding: var(--s-2) var(--s-4);
      border: 1px solid var(--rule-2);
      font-family: ui-monospace, 'Cascadia Mono', 'Liberation Mono', monospace;
    }
    li {
      padding: 2px var(--s-3) 2px 0;
      break-inside: avoid;
    }
    .do {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--s-2);
      margin-bottom: var(--s-2);
    }
  `,
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  /** Whether the person said that they are kept. */
  readonly kept = model(false);

  protected readonly said = signal('');
  private readonly text = computed(
    () => `Wiederherstellungscodes MoveS-Cockpit, ${window.location.host}\n${this.codes().join('\n')}\n`,
  );

  constructor() {
    // Nobody leaves by mistake with codes that were never written down.
    const ask = (event: Event): void => {
      if (!this.kept()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    inject(DestroyRef).onDestroy(() => window.removeEventListener('beforeunload', ask));
  }

  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
      this.said.set('Kopiert.');
    } catch {
      this.said.set('Der Browser erlaubt das Kopieren nicht; bitte abschreiben oder drucken.');
    }
  }

  protected print(): void {
    window.print();
  }
}
