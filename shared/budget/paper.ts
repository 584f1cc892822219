/** What names a council paper. */
export interface PaperKey {
  number: number;
  year: number;
  supplement: string;
}

const CITED = /^(?:GRDrs\.?\s*)?(\d{1,5})\/(\d{4})(?:\s+(\S.{0,19}))?$/u;

/** `316/2021`, `GRDrs 316/2021 E1` as it is typed; undefined for anything else. */
export function readPaperLabel(text: string): PaperKey | undefined {
  const match = CITED.exec(text.trim());
  if (!match) return undefined;
  return { number: Number(match[1]), year: Number(match[2]), supplement: match[3] ?? '' };
}

/** `GRDrs 316/2021`, with its supplement `GRDrs 316/2021 E1`: how a council paper is cited. */
export function paperLabel(paper: { number: number; year: number; supplement: string }): string {
  const supplement = paper.supplement === '' ? '' : ` ${paper.supplement}`;
  return `GRDrs ${paper.number}/${paper.year}${supplement}`;
}
