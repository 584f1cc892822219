import * as z from 'zod';
import { PaperCitation } from '../approvals/movement.ts';
import type { Ledger, LineKind } from '../budget/terms.ts';
import { fiscalYearOf } from '../calendar.ts';
import type { FiscalYear } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { centsField, dateField, entryCentsField, idField, yearField } from '../fields.ts';
import { formatEuro, sumCents, toCents } from '../money.ts';
import type { Cents } from '../money.ts';

/** Payload of a request of the kind `authorisation`: a Verpflichtungsermächtigung in its due-year parts. */
export const AuthorisationPayload = z.strictObject({
  lineId: idField,
  /** Must be the sum of the parts (domain.md section 3); negative = a reduction. */
  totalCents: centsField,
  parts: z
    .array(
      z.strictObject({
        dueYear: yearField,
        cents: entryCentsField.refine((cents) => cents !== 0, 'Ein Betrag wird gebraucht.'),
      }),
    )
    .min(1, 'Mindestens ein Fälligkeitsjahr wird gebraucht.')
    .max(12),
  effectiveOn: dateField,
  paper: PaperCitation.nullable().default(null),
});
export type AuthorisationPayload = z.infer<typeof AuthorisationPayload>;

/** The line, and what stands for its later years already. */
export interface AuthorisationFacts {
  line: { number: string; year: FiscalYear; ledger: Ledger; kind: LineKind } | null;
  authorised: ReadonlyMap<FiscalYear, Cents>;
  used: ReadonlyMap<FiscalYear, Cents>;
}

const MOST_YEARS = 10;

function partFaults(
  payload: AuthorisationPayload,
  facts: AuthorisationFacts & { line: object },
  year: FiscalYear,
): FieldError[] {
  const seen = new Set<FiscalYear>();
  return payload.parts.flatMap(({ dueYear, cents }, index) => {
    const at = (path: string, message: string) => ({ path: `payload.parts.${index}.${path}`, message });
    const faults: FieldError[] = [];
    if (dueYear <= year || dueYear > year + MOST_YEARS)
      faults.push(at('dueYear', `Fällig nach ${year}, höchstens bis ${year + MOST_YEARS}.`));
    if (seen.has(dueYear)) faults.push(at('dueYear', `${dueYear} steht schon darüber.`));
    seen.add(dueYear);
    const after = toCents((facts.authorised.get(dueYear) ?? 0) + cents);
    const least = Math.max(0, facts.used.get(dueYear) ?? 0);
    if (cents < 0 && after < least)
      faults.push(
        at(
          'cents',
          `Für ${dueYear} blieben ${formatEuro(after)} €; bestellt sind ${formatEuro(toCents(least))} €: darunter geht es nicht.`,
        ),
      );
    return faults;
  });
}

/** Every fault at once (§ 11 GemHVO, § 86 GemO): only investments, only later years, parts sum to the whole. */
export function authorisationFaults(payload: AuthorisationPayload, facts: AuthorisationFacts): FieldError[] {
  const { line } = facts;
  if (!line) return [{ path: 'payload.lineId', message: 'Diese Haushaltszeile gibt es nicht.' }];
  const faults: FieldError[] = [];
  if (line.ledger !== 'cash' || line.kind !== 'investment')
    faults.push({
      path: 'payload.lineId',
      message: `Zeile ${line.number} ist keine Investition im Finanzhaushalt: mehrjährige Aufträge sind dort eine Vorbelastung, keine Verpflichtungsermächtigung (§ 11 GemHVO).`,
    });
  if (fiscalYearOf(payload.effectiveOn) > line.year)
    faults.push({
      path: 'payload.effectiveOn',
      message: `Zeile ${line.number} gehört zu ${line.year}: danach wird aus ihr nichts mehr ermächtigt.`,
    });
  if (sumCents(payload.parts.map((part) => part.cents)) !== payload.totalCents)
    faults.push({
      path: 'payload.totalCents',
      message: `Die Fälligkeiten ergeben ${formatEuro(sumCents(payload.parts.map((part) => part.cents)))} €, die Ermächtigung lautet auf ${formatEuro(payload.totalCents)} €.`,
    });
  if (payload.paper === null && payload.parts.some((part) => part.cents > 0))
    faults.push({
      path: 'payload.paper',
      message: 'Eine Verpflichtungsermächtigung braucht den Beschluss, der sie erteilt (§ 86 GemO).',
    });
  return [...faults, ...partFaults(payload, { ...facts, line }, line.year)];
}
