import { Component, computed, input, output } from '@angular/core';
import type { ProfilePreview } from '#shared/imports/profile-edit.ts';
import { PROFILE_SECTIONS as SECTIONS } from './profile-fields.ts';
import { withField } from './profile-field.ts';
import type { ProfileField as Field } from './profile-field.ts';
import { ProfileListEditor } from './profile-list-editor.ts';
import { EDITED_LISTS } from './profile-list-fields.ts';
import { textOf, valueAt } from './profile-lists.ts';
import type { Json, ProfileChange } from './profile-lists.ts';

/** The settings of a profile as fields, its lists as rows; says what to do to the profile. */
@Component({
  selector: 'mc-profile-form',
  imports: [ProfileListEditor],
  template: `
    @for (section of sections(); track section.heading) {
      <fieldset [disabled]="disabled()">
        <legend>{{ section.heading }}</legend>
        @for (field of section.fields; track field.path) {
          <div class="one">
            <label [attr.for]="'pf-' + field.path">{{ field.label }}</label>
            @if (field.options; as options) {
              <select
                #choice
                [id]="'pf-' + field.path"
                [attr.aria-invalid]="field.fault ? true : null"
                [attr.aria-describedby]="'ph-' + field.path"
                (change)="set(field, choice.value)"
              >
                @for (option of options; track option[0]) {
                  <option [value]="option[0]" [selected]="option[0] === field.value">{{ option[1] }}</option>
                }
              </select>
            } @else {
              <input
                #text
                [id]="'pf-' + field.path"
                [value]="field.value"
                [attr.aria-invalid]="field.fault ? true : null"
                [attr.aria-describedby]="'ph-' + field.path"
                (input)="set(field, text.value)"
              />
            }
            <p [id]="'ph-' + field.path" [class]="field.fault ? 'error' : 'hint'">
              {{ field.fault || field.hint }}
            </p>
          </div>
        }
      </fieldset>
    }
    @for (list of lists(); track list.key) {
      <mc-profile-list-editor
        [list]="list"
        [profile]="profile()"
        [faults]="faults()"
        [disabled]="disabled()"
        (changed)="changed.emit($event)"
      />
    }
    @if (others().length > 0) {
      <ul class="error" role="alert">
        @for (fault of others(); track $index) {
          <li>{{ fault.path }} {{ fault.message }}</li>
        }
      </ul>
    }
  `,
  styles: `
    fieldset {
      border: 0;
      border-top: 1px solid var(--rule-2);
      padding: var(--s-3) 0;
      margin: 0;
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(190px, 1fr));
      gap: var(--s-1) var(--s-4);
    }
    legend {
      font-weight: var(--w-bold);
      padding-right: var(--s-2);
    }
    input,
    select {
      width: 100%;
    }
    .one p {
      margin-top: 2px;
      min-height: 18px;
    }
  `,
})
export class ProfileForm {
  readonly profile = input.required<Json>();
  readonly faults = input<ProfilePreview['faults']>([]);
  /** Sources a profile may name, with what is shown for each. */
  readonly sources = input<readonly (readonly [string, string])[]>([]);
  readonly disabled = input(false);
  readonly changed = output<ProfileChange>();

  protected readonly lists = computed(() =>
    EDITED_LISTS.filter((list) => list.when?.(this.profile()) ?? true),
  );
  protected readonly sections = computed(() =>
    SECTIONS.filter((section) => section.when?.(this.profile()) ?? true).map(({ heading, fields }) => ({
      heading,
      fields: fields
        .filter((field) => field.when?.(this.profile()) ?? true)
        .map((field) => this.shown(field)),
    })),
  );
  /** Faults that no field and no list shows. */
  protected readonly others = computed(() => {
    const fields = this.sections().flatMap((section) => section.fields.map((field) => field.path));
    const own = [...fields, ...this.lists().map((list) => list.key)];
    return this.faults().filter(({ path }) => !own.some((one) => path === one || path.startsWith(`${one}.`)));
  });

  /** A source that nobody entered is shown as it stands, so that choosing another one is a decision. */
  private sourcesWith(current: string): readonly (readonly [string, string])[] {
    const known = this.sources();
    return known.some(([code]) => code === current)
      ? known
      : [[current, current === '' ? '– bitte wählen –' : `${current} (unbekannt)`], ...known];
  }

  protected set(field: Field, text: string): void {
    this.changed.emit((profile) => withField(profile, field, text));
  }

  private shown(field: Field) {
    const fault = this.faults().find(({ path }) => path === field.path || path.startsWith(`${field.path}.`));
    const value = textOf(valueAt(this.profile(), field.path));
    const chosen = field.path === 'source' ? { options: this.sourcesWith(value) } : {};
    return { ...field, ...chosen, value, fault: fault?.message ?? '', hint: field.hint ?? '' };
  }
}
