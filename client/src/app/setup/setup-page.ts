import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { SetupState } from '#shared/setup/setup.ts';
import { SETUP_WORDS } from '#shared/setup/steps.ts';
import { asked } from '../core/asked.ts';
import { AskedState } from '../ui/asked-state.ts';

/** Einrichten: the way from an empty database to the first report, with what is there, what is missing and why. */
@Component({
  selector: 'mc-setup-page',
  imports: [AskedState, RouterLink],
  templateUrl: './setup-page.html',
  styleUrl: './setup-page.css',
})
export class SetupPage {
  /** `?schritt=`: the step that is open; without it the first that is not done. */
  readonly schritt = input<string>();

  protected readonly answer = asked<SetupState>(() => '/api/setup');

  protected readonly steps = computed(() =>
    (this.answer.value()?.steps ?? []).map((step, index) => ({
      ...step,
      ...SETUP_WORDS[step.key],
      fact: step.fact,
      missing: step.missing,
      number: index + 1,
    })),
  );
  protected readonly open = computed(() => {
    const steps = this.steps();
    return (
      steps.find(({ key }) => key === this.schritt()) ??
      steps.find(({ done }) => !done) ??
      steps.at(-1) ??
      null
    );
  });
  protected readonly next = computed(() => this.steps()[this.open()?.number ?? 0] ?? null);
  protected readonly subtitle = computed(() => {
    const steps = this.steps();
    const done = steps.filter((step) => step.done).length;
    if (steps.length === 0) return '';
    return done === steps.length
      ? 'Alles ist da'
      : `${done} von ${steps.length} Schritten getan · Sie können jederzeit aufhören; alles bleibt, wie es ist`;
  });
}
