import type { ProjectRef } from '#shared/budget/budget.ts';

/** `P-041 eAkte Jugendamt`, as it is chosen and typed. */
export const projectLabel = ({ number, name }: ProjectRef): string => `${number} ${name}`;

/** The project that is typed: its label as it was chosen, or its number. */
export function projectTyped<P extends ProjectRef>(text: string, projects: readonly P[]): P | undefined {
  const typed = text.trim().toLocaleLowerCase('de');
  return projects.find((one) =>
    [projectLabel(one), one.number].some((name) => name.toLocaleLowerCase('de') === typed),
  );
}
