import { LIGHT_WORDS } from '#shared/light.ts';
import type { GridKind } from './grid-column.ts';
import { filterHint } from './grid-filter.ts';

const TYPING_MS = 200;

/** What the grid hands to the field; the shape is the grid's, the names are ours where we choose them. */
interface FieldParams {
  kind: GridKind;
  label: string;
  hint?: string;
  apply: (text: string) => void;
  currentParentModel: () => { filter?: string | null } | null;
}

/** The one filter control of a column: a text field, or for lights a choice. Lives in the grid's filter row. */
export class FilterField {
  private control: HTMLInputElement | HTMLSelectElement | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  init(params: FieldParams): void {
    const control = params.kind === 'light' ? lightChoice() : textField(params.kind, params.hint);
    control.setAttribute('aria-label', `${params.label} filtern`);
    control.value = params.currentParentModel()?.filter ?? '';
    control.classList.toggle('on', control.value !== '');
    control.addEventListener('input', () => {
      clearTimeout(this.timer);
      control.classList.toggle('on', control.value !== '');
      this.timer = setTimeout(() => params.apply(control.value), TYPING_MS);
    });
    this.control = control;
  }

  getGui(): HTMLElement {
    if (!this.control) throw new Error('Das Filterfeld ist noch nicht angelegt.');
    return this.control;
  }

  onParentModelChanged(model: { filter?: string | null } | null): void {
    const text = model?.filter ?? '';
    if (!this.control || this.control.ownerDocument.activeElement === this.control) return;
    this.control.value = text;
    this.control.classList.toggle('on', text !== '');
  }

  destroy(): void {
    clearTimeout(this.timer);
  }
}

function textField(kind: GridKind, hint = filterHint(kind)): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'text';
  field.placeholder = hint;
  if (kind !== 'text') field.classList.add('r');
  return field;
}

function lightChoice(): HTMLSelectElement {
  const choice = document.createElement('select');
  choice.append(new Option('alle', ''), ...Object.values(LIGHT_WORDS).map((word) => new Option(word, word)));
  return choice;
}
