import type { Figures } from '../budget/figures.ts';
import { FIGURE_WORDS } from '../budget/terms.ts';
import type { FigureName } from '../budget/terms.ts';
import type { ExplainPart } from './explain.ts';
import { part } from './parts.ts';

/** Letters and signs a computed figure is made of (domain.md section 3); null for a recorded one. */
export type Composition = readonly (readonly [sign: 1 | -1, name: FigureName])[];

const F: Composition = [
  [1, 'A'],
  [1, 'N'],
  [1, 'E'],
  [1, 'B'],
  [1, 'Z'],
  [1, 'U'],
];
const V: Composition = [
  [1, 'F'],
  [-1, 'S'],
  [-1, 'O'],
  [-1, 'I'],
];

/** What a figure is computed from: F from A N E B Z U, V from F S O I; every other letter is recorded. */
export function compositionOf(figure: FigureName): Composition | null {
  return figure === 'F' ? F : figure === 'V' ? V : null;
}

/** The recorded letters of a figure with the sign they have in it: V = A + N + E + B + Z + U − S − O − I. */
export function recordedLetters(figure: FigureName): { sign: 1 | -1; name: FigureName }[] {
  const composition = compositionOf(figure);
  if (!composition) return [{ sign: 1, name: figure }];
  return composition.flatMap(([sign, name]) =>
    recordedLetters(name).map((one) => ({ ...one, sign: (sign * one.sign) as 1 | -1 })),
  );
}

const text = (figure: FigureName, composition: Composition, of: (name: FigureName) => string): string => {
  const terms = composition.map(([sign, name], index) => {
    const mark = sign === -1 ? '− ' : index === 0 ? '' : '+ ';
    return `${mark}${of(name)}`;
  });
  return `${of(figure)} = ${terms.join(' ')}`;
};

const RECORDED: Partial<Record<FigureName, string>> = {
  O: 'je Bestellung max(0; bestellt − berechnet − storniert), ohne spätere Fälligkeit (Vorbelastung)',
  I: 'gebucht bis zum Stichtag; Gutschriften desselben Jahres mindern (§ 16 (2) GemHVO)',
};

/** The formula in letters and in words. */
export function formulaOf(figure: FigureName): { letters: string; words: string } {
  const composition = compositionOf(figure);
  if (composition)
    return {
      letters: text(figure, composition, (name) => name),
      words: text(figure, composition, (name) => FIGURE_WORDS[name]),
    };
  const what = RECORDED[figure] ?? 'Summe der Bewegungen dieser Art, die bis zum Stichtag wirken';
  return { letters: figure, words: `${FIGURE_WORDS[figure]}: ${what}` };
}

/** The parts of F or V from a line's or a sum's figures; `deeper` gives the address of a letter's own node. */
export function formulaParts(
  composition: Composition,
  figures: Figures,
  deeper: (name: FigureName) => string,
): ExplainPart[] {
  return composition.map(([sign, name]) =>
    part({
      sign,
      letter: name,
      label: FIGURE_WORDS[name],
      value: figures[name],
      explain: figures[name] === 0 ? null : deeper(name),
    }),
  );
}
