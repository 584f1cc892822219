/** `GRDrs 316/2021`, with its supplement `GRDrs 316/2021 E1`: how a council paper is cited. */
export function paperLabel(paper: { number: number; year: number; supplement: string }): string {
  const supplement = paper.supplement === '' ? '' : ` ${paper.supplement}`;
  return `GRDrs ${paper.number}/${paper.year}${supplement}`;
}
