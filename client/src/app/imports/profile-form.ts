import { Component, computed, input, output } from '@angular/core';
import type { ProfilePreview } from '#shared/imports/profile-edit.ts';
import { PROFILE_SECTIONS as SECTIONS } from './profile-fields.ts';
import type { ProfileField as Field } from './profile-fields.ts';

type Json = Record<string, unknown>;

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function valueAt(profile: Json, path: string): unknown {
  return path.split('.').reduce<unknown>((part, key) => (part as Json | undefined)?.[key], profile);
}

/** The common settings of a profile as fields; a change answers with the whole profile. */
@Component({
  selector: 'mc-profile-form',
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
      gap: 0 var(--s-4);
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
      min-height: 18px;
    }
  `,
})
export class ProfileForm {
  readonly profile = input.required<Json>();
  readonly faults = input<ProfilePreview['faults']>([]);
  readonly disabled = input(false);
  readonly changed = output<Json>();

  protected readonly sections = computed(() =>
    SECTIONS.map(({ heading, fields }) => ({
      heading,
      fields: fields.map((field) => {
        const value = valueAt(this.profile(), field.path);
        const text = textOf(value);
        const fault = this.faults().find((one) => one.path === field.path)?.message ?? '';
        return { ...field, value: text, fault, hint: field.hint ?? '' };
      }),
    })),
  );
  protected readonly others = computed(() => {
    const own = new Set(SECTIONS.flatMap((section) => section.fields.map((field) => field.path)));
    return this.faults().filter((fault) => !own.has(fault.path));
  });

  protected set(field: Field, text: string): void {
    const copy = structuredClone(this.profile());
    const keys = field.path.split('.');
    const last = keys.pop() ?? '';
    const holder = keys.reduce<Json>((part, key) => (part[key] ??= {}) as Json, copy);
    if (field.list)
      holder[last] = text
        .split(';')
        .map((one) => one.trim())
        .filter((one) => one !== '');
    else if (field.number) holder[last] = Number(text);
    else if (field.path === 'number.thousands') holder[last] = text === '' ? null : text;
    else if (text === '') Reflect.deleteProperty(holder, last);
    else holder[last] = text;
    this.changed.emit(copy);
  }
}
