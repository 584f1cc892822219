import { Component, computed, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import type { BudgetPage } from '#shared/budget/budget.ts';
import { MOVEMENT_WORDS } from '#shared/budget/terms.ts';
import { NEW_LINE_DRAFT } from './movement-draft.ts';
import type { MovementDraft, MovementName } from './movement-draft.ts';
import { NewLineFields } from './new-line-fields.ts';
import { lineChoices } from './line-choices.ts';
import { EntryLine } from './entry-line.ts';
import { PaperFields } from '../requests/paper-fields.ts';
import { EntryText } from '../ui/entry/entry-text.ts';

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

/** The fields of a movement. A request that is written anew keeps its kind of movement free to change, its year not. */
@Component({
  selector: 'mc-movement-form',
  imports: [EntryLine, EntryText, FormField, NewLineFields, PaperFields],
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
  readonly fields = input.required<FieldTree<MovementDraft>>();
  readonly page = input.required<BudgetPage>();

  protected readonly names = NAMES;
  protected readonly words = MOVEMENT_WORDS;
  protected readonly what = WHAT;
  protected readonly choices = computed(() => lineChoices(this.page()));

  protected set(change: Partial<MovementDraft>): void {
    this.fields()().value.update((draft) => ({ ...draft, ...change }));
  }

  protected choose(value: string): void {
    const movement = NAMES.find((name) => name === value) ?? 'U';
    this.set({ movement, isNew: false, newLine: NEW_LINE_DRAFT });
  }

  protected addCover(): void {
    this.fields()
      .covers()
      .value.update((covers) => [...covers, { lineId: null, amount: '' }]);
  }

  protected removeCover(index: number): void {
    this.fields()
      .covers()
      .value.update((covers) => covers.filter((_, at) => at !== index));
  }
}
