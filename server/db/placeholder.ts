/** Stands in a statement's text for a value that comes with each asking (question.ts). */
export class Placeholder {
  readonly name: string;
  /** Set where an engine takes a list as one text. */
  readonly asJson: boolean;

  constructor(name: string, asJson = false) {
    this.name = name;
    this.asJson = asJson;
  }

  /** A text that depended on a value would be kept as it was for the first one. */
  [Symbol.toPrimitive](): never {
    throw new Error(`The value ${this.name} is not known while the statement is written.`);
  }
}
