/** Words that stand before the name of a person, and what only an address of a person holds. */
const BEFORE_A_NAME =
  /(?:^|[\s(,;/])(?:[Hh]errn?|[Ff]rau|[Hh]r\.|[Ff]r\.|[Dd]r\.|[Pp]rof\.)\s+\p{Lu}|[^\s@]+@[^\s@]+\.[A-Za-z]/u;

/**
 * Whether a text names a person as far as that can be seen: a form of address before a capital letter, or a mail
 * address. No names of post holders are kept anywhere (domain.md section 4); a bare name cannot be told from a word, so
 * the hint at the field says the rest.
 */
export function namesPerson(text: string): boolean {
  return BEFORE_A_NAME.test(text);
}

export const NO_PERSON = 'Hier stehen keine Namen von Personen: bitte die Funktion oder die Stelle nennen.';
