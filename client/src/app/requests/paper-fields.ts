import { Component, computed, input } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import type { FieldTree } from '@angular/forms/signals';
import { EntryText } from '../ui/entry/entry-text.ts';
import type { PaperDraft } from './paper-draft.ts';

/** A council paper as it is cited; one that is not known yet is written down with title, body and day. */
@Component({
  selector: 'mc-paper-fields',
  imports: [EntryText, FormField],
  template: `
    <mc-entry-text [fieldId]="name()" [label]="label()" hint="316/2021" [formField]="fields().paper" />
    @if (asksEntry()) {
      <mc-entry-text
        [fieldId]="name() + '-title'"
        label="Titel der Drucksache"
        [formField]="fields().paperTitle"
      />
      <mc-entry-text
        [fieldId]="name() + '-body'"
        label="Gremium"
        hint="Gemeinderat"
        [formField]="fields().paperBody"
      />
      <mc-entry-text
        [fieldId]="name() + '-on'"
        label="Sitzungstag"
        hint="TT.MM.JJJJ"
        [formField]="fields().paperOn"
      />
    }
  `,
})
export class PaperFields {
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  /** Of the form that cites a paper. */
  readonly fields = input.required<{ readonly [K in keyof PaperDraft]: FieldTree<string> }>();

  /** Once asked for, the fields stay while they are filled. */
  protected readonly asksEntry = computed(() => {
    const { paperTitle, paperBody, paperOn } = this.fields();
    return [paperTitle, paperBody, paperOn].some(
      (field) => field().value() !== '' || field().errors().length > 0,
    );
  });
}
