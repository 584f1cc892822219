import { formatEuro, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import type { ImportProfile } from './profile.ts';

export interface Control {
  cents: Cents | null;
  origin: 'totals-row' | 'entered' | 'none';
  /** Null while there is nothing to check, or rows are missing from the sum. */
  ok: boolean | null;
  /** What is wrong, with both sums. */
  fault: string | null;
}

interface ControlFacts {
  profile: ImportProfile;
  /** All rows of the file that are not totals rows, also those left out. */
  fileCents: Cents;
  totals: readonly { line: number; cents: Cents }[];
  /** As a person reads it off the file: in euro, with the file's signs. */
  enteredCents: Cents | null;
  complete: boolean;
}

function mismatch(name: string, control: Cents, file: Cents): string {
  const difference = toCents(file - control);
  return `${name} ${formatEuro(control)} €, Summe der Zeilen ${formatEuro(file)} €, Unterschied ${formatEuro(difference)} €.`;
}

/** The file's own total and the entered one must both equal the sum of its rows, to the cent (promises.md I6). */
export function controlOf(facts: ControlFacts): Control {
  const { profile, fileCents, enteredCents } = facts;
  const entered =
    enteredCents === null
      ? null
      : profile.sign === 'expense-positive'
        ? enteredCents
        : toCents(-enteredCents);
  const [first, second] = facts.totals;
  const cents = first?.cents ?? entered;
  const origin = first ? 'totals-row' : entered === null ? 'none' : 'entered';
  if (second) {
    const fault = `Die Datei hat mehr als eine Summenzeile (Zeilen ${first?.line ?? 0} und ${second.line}).`;
    return { cents, origin, ok: false, fault };
  }
  if (cents === null) {
    const needed = profile.controlTotal === 'required';
    const fault = needed
      ? `Das Profil „${profile.title}“ verlangt eine Kontrollsumme. Die Datei hat keine Summenzeile, und es wurde keine angegeben. Summe der Zeilen: ${formatEuro(fileCents)} €.`
      : null;
    return { cents, origin, ok: needed ? false : null, fault };
  }
  if (!facts.complete) return { cents, origin, ok: null, fault: null };
  const faults = [
    ...(first && first.cents !== fileCents ? [mismatch('Summenzeile', first.cents, fileCents)] : []),
    ...(entered !== null && entered !== fileCents
      ? [mismatch('Angegebene Kontrollsumme', entered, fileCents)]
      : []),
  ];
  return { cents, origin, ok: faults.length === 0, fault: faults.length === 0 ? null : faults.join(' ') };
}
