import { Component, computed, input, output } from '@angular/core';
import type { PaperDraft } from './paper-draft.ts';
import { TextField } from './text-field.ts';

/** A council paper as it is cited; one that is not known yet is written down with title, body and day. */
@Component({
  selector: 'mc-paper-fields',
  imports: [TextField],
  template: `
    <mc-text-field
      [name]="name()"
      [label]="label()"
      hint="316/2021"
      [value]="draft().paper"
      [fault]="faultAt()('paper') || faultAt()('paper.entry')"
      (typed)="changed.emit({ paper: $event })"
    />
    @if (asksEntry()) {
      <mc-text-field
        [name]="name() + '-title'"
        label="Titel der Drucksache"
        [value]="draft().paperTitle"
        [fault]="faultAt()('paper.entry.title')"
        (typed)="changed.emit({ paperTitle: $event })"
      />
      <mc-text-field
        [name]="name() + '-body'"
        label="Gremium"
        hint="Gemeinderat"
        [value]="draft().paperBody"
        [fault]="faultAt()('paper.entry.body')"
        (typed)="changed.emit({ paperBody: $event })"
      />
      <mc-text-field
        [name]="name() + '-on'"
        label="Sitzungstag"
        hint="TT.MM.JJJJ"
        [value]="draft().paperOn"
        [fault]="faultAt()('paper.entry.sessionOn')"
        (typed)="changed.emit({ paperOn: $event })"
      />
    }
  `,
})
export class PaperFields {
  readonly name = input.required<string>();
  readonly label = input.required<string>();
  readonly draft = input.required<PaperDraft>();
  /** What is wrong at a path below the payload, such as `paper.entry.title`. */
  readonly faultAt = input.required<(path: string) => string>();
  readonly changed = output<Partial<PaperDraft>>();

  /** Once asked for, the fields stay while they are filled. */
  protected readonly asksEntry = computed(() => {
    const { paperTitle, paperBody, paperOn } = this.draft();
    const at = this.faultAt();
    const faulty = ['', '.title', '.body', '.sessionOn'].some((part) => at(`paper.entry${part}`) !== '');
    return faulty || [paperTitle, paperBody, paperOn].some((text) => text !== '');
  });
}
