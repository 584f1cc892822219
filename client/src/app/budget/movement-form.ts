import { Component, computed, input, output } from '@angular/core';
import type { FieldError } from '#shared/errors.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import { NEW_LINE_DRAFT } from './movement-draft.ts';
import type { MovementDraft, MovementName } from './movement-draft.ts';
import { NewLineFields } from './new-line-fields.ts';
import { lineChoices } from '../ui/line-choices.ts';
import { LineSelect } from '../ui/line-select.ts';
import { PaperFields } from '../ui/paper-fields.ts';
import { TextField } from '../ui/text-field.ts';

const NAMES: readonly MovementName[] = ['U', 'B', 'S', 'N', 'Z', 'A'];
/** What each kind is for, in one sentence under the choice. */
const WHAT: Record<MovementName, string> = {
  U: 'Innerhalb eines Deckungskreises oder wohin er einseitig deckt; die Summe bleibt gleich (§ 20 GemHVO).',
  B: 'Mehr als bewilligt, gedeckt aus anderen Zeilen oder der Deckungsreserve (§ 84 GemO).',
  S: 'Haushaltswirtschaftliche Sperre oder ihre Aufhebung (§ 29 GemHVO).',
  N: 'Änderung des Ansatzes durch Nachtragssatzung, mit Vorzeichen (§ 82 GemO).',
  Z: 'Mehrerträge, die nur für diesen Zweck ausgegeben werden dürfen.',
  A: 'Ansatz einer Zeile, die noch keinen hat. Erträge mit Minus.',
};

/** The fields of a movement; it only says what was typed. */
@Component({
  selector: 'mc-movement-form',
  imports: [LineSelect, NewLineFields, PaperFields, TextField],
  templateUrl: './movement-form.html',
  styles: `
    .box {
      display: flex;
      gap: var(--s-2);
      align-items: center;
      min-height: var(--target);
    }
    .seg {
      margin: var(--s-2) 0;
    }
    .cover {
      border-left: 3px solid var(--rule-2);
      padding-left: var(--s-3);
    }
    .cover + .cover {
      margin-top: var(--s-2);
    }
  `,
})
export class MovementForm {
  readonly draft = input.required<MovementDraft>();
  readonly page = input.required<BudgetPage>();
  readonly faults = input.required<readonly FieldError[]>();
  /** A written request keeps its kind of movement free to change, its year not. */
  readonly changed = output<MovementDraft>();

  protected readonly names = NAMES;
  protected readonly words = MOVEMENT_WORDS;
  protected readonly what = WHAT;
  protected readonly choices = computed(() => lineChoices(this.page()));
  protected readonly faultAt = computed(() => {
    const faults = this.faults();
    return (path: string): string => faults.find((fault) => fault.path === `payload.${path}`)?.message ?? '';
  });

  protected set(change: Partial<MovementDraft>): void {
    this.changed.emit({ ...this.draft(), ...change });
  }

  protected choose(value: string): void {
    const movement = NAMES.find((name) => name === value) ?? 'U';
    this.set({ movement, newLine: null });
  }

  protected toggleNewLine(isNew: boolean): void {
    this.set({ newLine: isNew ? NEW_LINE_DRAFT : null });
  }

  protected setCover(index: number, change: { lineId?: number | null; amount?: string }): void {
    const covers = this.draft().covers.map((part, at) => (at === index ? { ...part, ...change } : part));
    this.set({ covers });
  }

  protected addCover(): void {
    this.set({ covers: [...this.draft().covers, { lineId: null, amount: '' }] });
  }

  protected removeCover(index: number): void {
    this.set({ covers: this.draft().covers.filter((_, at) => at !== index) });
  }
}
