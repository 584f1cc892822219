import type { FieldError } from '../errors.ts';
import type { MasterKind } from './master-kinds.ts';

/** What a record holds: canonical text by field, an empty optional field is ''. */
export type Values = Readonly<Record<string, string>>;

/** One field of a kind of master data: its German name and what it must be. */
export interface MasterField {
  title: string;
  /** `code` tells records apart and is compared by its key (0028); `whole` is a number without decimals. */
  type: 'text' | 'code' | 'whole';
  required: boolean;
  /** The most characters; of a whole number its bounds. */
  most: number;
  least?: number;
  /** Holds the code of a record of another kind. */
  refers?: MasterKind;
  /** Changes from a day on, and earlier days keep what was; else a change corrects what was wrong. */
  dated?: true;
  /** What stands below the field. */
  note?: string;
}

/** Everything that differs between kinds of master data, as far as it needs no database. */
export interface MasterRules {
  /** Its word in the address of the page. */
  slug: string;
  words: {
    /** `Amt` */
    one: string;
    /** `Ämter` */
    many: string;
    /** With its article, at the beginning of a sentence: `Das Amt`. */
    the: string;
    /** `Neues Amt` */
    new: string;
    /** `Noch kein Amt.` */
    none: string;
  };
  /** One sentence: what it is, and what needs it. */
  lead: string;
  /** In the order in which they are shown; `code` and `name` are among them. */
  fields: Readonly<Record<string, MasterField>>;
  /** How many go on with what ends: none, at most one, or several (split). */
  successors: 'one' | 'many';
  /** What is wrong with several fields together. */
  together?: (values: Values) => FieldError[];
}

export const codeField = (title = 'Nummer', note = ''): MasterField => ({
  ...{ title, type: 'code', required: true, most: 20 },
  ...(note ? { note } : {}),
});
export const datedText = (title: string, most = 120): MasterField => ({
  ...{ title, type: 'text', required: true, most, dated: true },
});
export const wholeField = (title: string, least: number, most: number, note = ''): MasterField => ({
  ...{ title, type: 'whole', required: true, least, most },
  ...(note ? { note } : {}),
});
