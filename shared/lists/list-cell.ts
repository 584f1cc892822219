/**
 * What a cell of a long sheet holds: texts stay texts, amounts, posts and dates are real numbers and dates.
 * `cents` are integer cents, `fte` ten-thousandths, `whole` a number without thousands mark.
 */
export type ListCellKind = 'text' | 'date' | 'cents' | 'whole' | 'integer' | 'fte' | 'days' | 'light';

/** null = nothing to show; a light is its word, with its computed one or its trend in words. */
export type ListCell = string | number | null;
