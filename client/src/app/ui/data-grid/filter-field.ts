import { LIGHT_WORDS } from '#shared/light.ts';
import type { GridKind } from './grid-column.ts';

const TYPING_MS = 200;

/** What the grid's page knows of a field. */
export interface FieldState {
  text: string;
  /** It was not understood. */
  faulty: boolean;
}

/** What the grid hands to the field. */
export interface FieldParams {
  kind: GridKind;
  label: string;
  hint?: string;
  apply: (text: string) => void;
  /** The field asks to be shown its state now and whenever it changes; the answer ends that. */
  follow: (show: (state: FieldState) => void) => () => void;
}

/** The one filter control of a column: a text field, or for lights a choice. Lives in the grid's filter row. */
export class FilterField {
  private control: HTMLInputElement | HTMLSelectElement | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unfollow: (() => void) | undefined;

  init(params: FieldParams): void {
    const control = params.kind === 'light' ? lightChoice() : textField(params.kind, params.hint);
    control.setAttribute('aria-label', `${params.label} filtern`);
    control.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.timer = undefined;
        params.apply(control.value);
      }, TYPING_MS);
    });
    this.control = control;
    this.unfollow = params.follow((state) => this.show(control, state));
  }

  getGui(): HTMLElement {
    if (!this.control) throw new Error('Das Filterfeld ist noch nicht angelegt.');
    return this.control;
  }

  /** The grid's own model stays empty; what is filtered is decided by the page. */
  onParentModelChanged(): void {}

  destroy(): void {
    clearTimeout(this.timer);
    this.unfollow?.();
  }

  /** What is being typed is not overwritten by an older state. */
  private show(control: HTMLInputElement | HTMLSelectElement, { text, faulty }: FieldState): void {
    if (this.timer !== undefined) return;
    if (control.value.trim() !== text) control.value = text;
    if (control instanceof HTMLSelectElement && control.value !== text)
      control.add(new Option(text, text, true, true));
    control.classList.toggle('on', text !== '');
    if (faulty) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
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

/** What the filter field of a column suggests. */
export function filterHint(kind: GridKind): string {
  if (kind === 'text') return 'enthält …';
  return kind === 'date' ? 'z. B. bis 7.2021' : 'z. B. < 0';
}
