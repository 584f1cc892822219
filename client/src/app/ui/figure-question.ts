/**
 * Who answers "Woher kommt diese Zahl?". A figure knows only that somebody may; the frame says who (shell). Without
 * one, a figure is plain text.
 */
export abstract class FigureQuestion {
  /** Whether this person may ask for that figure. */
  abstract may(address: string): boolean;
  /** The address of the figure that is asked for now. */
  abstract asked(): string | null;
  /** Asks; asking again closes the answer. */
  abstract ask(address: string): void;
}
