import { Component, ElementRef, computed, inject, input, output } from '@angular/core';
import type { ProfilePreview } from '#shared/imports/profile-edit.ts';
import { moved, pathOf, rowsOf, textOf, valueAt, withCell, withRows } from './profile-lists.ts';
import type { EditedList, Json, ListField, ProfileChange } from './profile-lists.ts';

/** One list of a profile as rows of fields: added, removed, put in order. Says what to do to the profile. */
@Component({
  selector: 'mc-profile-list-editor',
  templateUrl: './profile-list-editor.html',
  styleUrl: './profile-list-editor.css',
})
export class ProfileListEditor {
  readonly list = input.required<EditedList>();
  readonly profile = input.required<Json>();
  readonly faults = input<ProfilePreview['faults']>([]);
  readonly disabled = input(false);
  readonly changed = output<ProfileChange>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly values = computed(() => rowsOf(this.profile(), this.list()));
  protected readonly rows = computed(() => {
    const list = this.list();
    const { fields, row: name } = list;
    return this.values().map((row, index) => {
      const path = pathOf(list, index, row);
      const own = this.faults().filter((one) => one.path === path || one.path.startsWith(`${path}.`));
      const shown = fields.filter((field) => field.when?.(row) ?? true);
      const cells = shown.map((field) => {
        const at = `${path}.${field.path}`;
        const found = own.find((one) => one.path === at || one.path.startsWith(`${at}.`));
        return {
          field,
          // What a map is held by may hold blanks, which no id may.
          id: list.map ? `pl-${list.key}-${index}-${field.path}` : `pl-${at}`,
          value: textOf(valueAt(row, field.path)),
          fault: found?.message ?? '',
        };
      });
      const known = new Set(cells.map((cell) => cell.fault));
      const others = own.filter((one) => !known.has(one.message)).map((one) => one.message);
      return { name: list.single ? name : `${name} ${index + 1}`, cells, others };
    });
  });

  /** What is wrong with the list as a whole. */
  protected readonly general = computed(() => {
    const { key, single } = this.list();
    const rows = this.values().map((row, index) => pathOf(this.list(), index, row));
    const inRow = (path: string): boolean => rows.some((row) => path === row || path.startsWith(`${row}.`));
    return this.faults()
      .filter(({ path }) => path === key || path.startsWith(`${key}.`))
      .filter(({ path }) => !inRow(path) || (path === key && !single))
      .map(({ message }) => message);
  });

  protected set(index: number, field: ListField, text: string): void {
    this.write((rows) => rows.map((row, at) => (at === index ? withCell(row, field, text) : row)));
  }

  protected add(): void {
    const { empty } = this.list();
    this.write((rows) => [...rows, empty]);
    this.focus(`[data-row="${this.values().length}"] :is(input, select)`);
  }

  protected remove(index: number): void {
    this.write((rows) => rows.filter((_, at) => at !== index));
    this.focus('.add');
  }

  /** The focus goes along, so that a row can be moved further. */
  protected move(index: number, by: -1 | 1): void {
    const to = index + by;
    if (to < 0 || to >= this.values().length) return;
    this.write((rows) => moved(rows, index, to));
    this.focus(`[data-row="${to}"] [data-move="${by}"]`);
  }

  private write(change: (rows: readonly Json[]) => readonly Json[]): void {
    const list = this.list();
    this.changed.emit((profile) => withRows(profile, list, change(rowsOf(profile, list))));
  }

  private focus(selector: string): void {
    setTimeout(() => this.host.nativeElement.querySelector<HTMLElement>(selector)?.focus());
  }
}
