import { formatEuro, parseEuro, sumCents, toCents, ZERO_CENTS } from '../money.ts';
import type { Cents } from '../money.ts';
import type { FilePlace, FileSums, TotalsRow } from './parsed-file.ts';
import type { ImportProfile } from './profile.ts';
import { turned } from './row-amount.ts';
import { amountsOf } from './row-reader.ts';
import type { ControlOrigin } from './terms.ts';

/** One control total that was checked, as a person reads it off the file: with the file's signs. */
export interface ControlLine {
  name: string;
  origin: Exclude<ControlOrigin, 'none'>;
  statedCents: Cents;
  fileCents: Cents;
}

export interface Control {
  /** The total of all amounts, expense positive; null where none is known. */
  cents: Cents | null;
  origin: ControlOrigin;
  /** Null while there is nothing to check, or rows are missing from the sum. */
  ok: boolean | null;
  /** What is wrong, with both sums. */
  fault: string | null;
  /** Set where a column says income or expense: the file's own sum is then another than ours. */
  byDirection?: true;
  lines: ControlLine[];
}

interface ControlFacts {
  profile: ImportProfile;
  /** All rows of the file that are not totals rows, also those left out. */
  fileCents: Cents;
  sums: Pick<FileSums, 'amounts' | 'controls'>;
  totals: readonly TotalsRow[];
  parts: readonly FilePlace[];
  /** As a person reads it off the file: in euro, with the file's signs. */
  enteredCents: Cents | null;
  complete: boolean;
}

function mismatch({ name, statedCents, fileCents }: ControlLine): string {
  const difference = toCents(fileCents - statedCents);
  return `${name} ${formatEuro(statedCents)} €, Summe der Zeilen ${formatEuro(fileCents)} €, Unterschied ${formatEuro(difference)} €.`;
}

/** What the totals rows say about amount `at`: of one for the whole delivery, or of one in each part. */
function totalOf(totals: readonly TotalsRow[], at: number): Cents {
  return sumCents(totals.map((row) => row.parts[at] ?? ZERO_CENTS));
}

/** The totals row's own sums: of the only amount, or of each. */
function totalsLines({ profile, totals, sums }: ControlFacts): ControlLine[] {
  if (totals.length === 0) return [];
  const word = totals.length === 1 ? 'Summenzeile' : 'Summenzeilen';
  return amountsOf(profile).map((amount, at) => ({
    name: profile.amounts ? `${word} ${amount.name}` : word,
    origin: 'totals-row',
    statedCents: turned(totalOf(totals, at), amount.sign),
    fileCents: toCents(sums.amounts[at] ?? 0),
  }));
}

/** One totals row for all, or one in each part; anything else says nothing certain. */
function totalsFault({ totals, parts }: ControlFacts): string | null {
  const [first, second] = totals;
  if (!first || !second) return null;
  const files = new Set(totals.map((row) => row.file));
  if (parts.length > 1 && totals.length === parts.length && files.size === totals.length) return null;
  const where = (row: TotalsRow): string =>
    parts.length > 1 ? `${row.file} Zeile ${row.line}` : `${row.line}`;
  return parts.length > 1
    ? `Eine Summenzeile steht einmal für alle Teile oder einmal in jedem; gefunden: ${totals.slice(0, 10).map(where).join(', ')}.`
    : `Die Datei hat mehr als eine Summenzeile (Zeilen ${where(first)} und ${where(second)}).`;
}

function statedLines({ profile, sums }: ControlFacts): ControlLine[] {
  return (profile.controls ?? []).map(({ name, total }, at) => ({
    name,
    origin: 'profile',
    statedCents: parseEuro(total) ?? ZERO_CENTS,
    fileCents: toCents(sums.controls[at] ?? 0),
  }));
}

function enteredLines({ sums, enteredCents }: ControlFacts): ControlLine[] {
  if (enteredCents === null) return [];
  const fileCents = sumCents(sums.amounts.map((cents) => toCents(cents)));
  return [{ name: 'Angegebene Kontrollsumme', origin: 'entered', statedCents: enteredCents, fileCents }];
}

/** Whether the file's signs mean the same in every amount, so that one total can be turned into ours. */
function hasOneSign({ profile }: ControlFacts): boolean {
  return (
    profile.direction === undefined && amountsOf(profile).every((amount) => amount.sign === profile.sign)
  );
}

/** The total the profile states for all amounts together, expense positive; null unless it states each. */
function statedTotal({ profile }: ControlFacts): Cents | null {
  const parts = amountsOf(profile).map((amount) => {
    const control = (profile.controls ?? []).find((one) => one.column === amount.column);
    const cents = control && parseEuro(control.total);
    return cents === undefined ? undefined : turned(cents, amount.sign);
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length && profile.direction === undefined ? sumCents(known) : null;
}

/** The total of all amounts in storage's sign; where a direction column decides it, the rows' own sum if it was met. */
function originOf(facts: ControlFacts, lines: readonly ControlLine[]): Pick<Control, 'cents' | 'origin'> {
  const { profile, totals, enteredCents, fileCents } = facts;
  const met = (origin: ControlOrigin): Cents | null => {
    const own = lines.filter((line) => line.origin === origin);
    return own.length > 0 && own.every((line) => line.statedCents === line.fileCents) ? fileCents : null;
  };
  if (totals.length > 0) {
    const cents = profile.direction ? met('totals-row') : sumCents(totals.flatMap((row) => row.parts));
    return { cents, origin: 'totals-row' };
  }
  const stated = statedTotal(facts);
  if (stated !== null) return { cents: stated, origin: 'profile' };
  if (enteredCents === null) return { cents: null, origin: 'none' };
  const cents = hasOneSign(facts) ? turned(enteredCents, profile.sign) : met('entered');
  return { cents, origin: 'entered' };
}

/**
 * Every total that is known must equal the sum of the rows, to the cent (promises.md I6): the file's own, those the
 * profile states, and the entered one.
 */
export function controlOf(facts: ControlFacts): Control {
  const { profile, fileCents, complete } = facts;
  const known = [...totalsLines(facts), ...statedLines(facts), ...enteredLines(facts)];
  const lines = complete ? known : [];
  const origin = { ...originOf(facts, lines), ...(profile.direction ? { byDirection: true as const } : {}) };
  const fault = totalsFault(facts);
  if (fault !== null) return { ...origin, ok: false, fault, lines: [] };
  if (profile.controlTotal === 'required' && known.length === 0) {
    const missing = `Das Profil „${profile.title}“ verlangt eine Kontrollsumme. Die Datei hat keine Summenzeile, und es wurde keine angegeben. Summe der Zeilen: ${formatEuro(fileCents)} €.`;
    return { ...origin, ok: false, fault: missing, lines: [] };
  }
  if (lines.length === 0) return { ...origin, ok: null, fault: null, lines };
  const faults = lines.filter((line) => line.statedCents !== line.fileCents).map(mismatch);
  return { ...origin, ok: faults.length === 0, fault: faults.length === 0 ? null : faults.join(' '), lines };
}
