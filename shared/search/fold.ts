/** Letters that no decomposition opens: in words first, and as people without them type. */
const LETTERS: Readonly<Record<string, readonly [string, string]>> = {
  ß: ['ss', 'ss'],
  ä: ['ae', 'a'],
  ö: ['oe', 'o'],
  ü: ['ue', 'u'],
  æ: ['ae', 'ae'],
  œ: ['oe', 'oe'],
  ø: ['oe', 'o'],
  ł: ['l', 'l'],
  đ: ['d', 'd'],
};

/** Compatible forms made one, small, without signs that nobody sees, blanks made one. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Cc}\u{FFFE}\u{FFFF}]/gu, (sign) => (/\s/u.test(sign) ? ' ' : ''))
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Umlauts go before the marks are dropped, the others after: `ǣ` is an `æ` only without its macron. */
function without(text: string, form: 0 | 1): string {
  const inWords = (letter: string) => LETTERS[letter]?.[form] ?? letter;
  return (
    text
      .replace(/[äöü]/gu, inWords)
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[ßæœøłđ]/gu, inWords)
      // A mark that stood alone, as in `Straße´`, was a blank with a mark.
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

/**
 * A text as the search compares it: small letters, umlauts and ß in words (`Gebäude` → `gebaeude`), other marks
 * dropped. Folding a folded text changes nothing.
 */
export function fold(text: string): string {
  return without(plain(text), 0);
}

/**
 * A text as it is stored for the search: folded and, where that differs, a second time with the umlauts' marks
 * dropped, so that `Buerger`, `Bürger` and `burger` all find it.
 */
export function foldedText(text: string): string {
  const small = plain(text);
  const [words, bare] = [without(small, 0), without(small, 1)];
  return words === bare ? words : `${words}\n${bare}`;
}

const MOST_WORDS = 8;
/** Fewer digits than this, without leading zeros, would find everything. */
const LEAST_DIGITS = 3;

/** What is asked for, as words that must all stand in a folded text; codes lose their leading zeros. At most eight. */
export function searchWords(query: string): string[] {
  const words = fold(query)
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const code = /^0+(\d+)$/u.exec(word)?.[1] ?? word;
      return code.length < LEAST_DIGITS ? word : code;
    });
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/** Whether every word stands in a folded text. */
export function holdsWords(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word));
}
