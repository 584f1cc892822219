import { parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { parseEuro, sumCents, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { AuthorisationPayload } from '#shared/planning/authorisation.ts';
import { NO_PAPER, readPaper } from '../ui/paper-draft.ts';
import type { PaperDraft } from '../ui/paper-draft.ts';
import type { DuePart } from './due-parts.ts';

/** A commitment authorisation as it is typed. */
export interface AuthorisationDraft extends PaperDraft {
  lineId: number | null;
  parts: readonly DuePart[];
  effectiveOn: string;
  reason: string;
}

/** One part, due in the year after the line's. */
export function emptyAuthorisation(year: number, effectiveOn: string): AuthorisationDraft {
  const parts = [{ dueYear: String(year + 1), amount: '' }];
  return { lineId: null, parts, effectiveOn, ...NO_PAPER, reason: '' };
}

export interface ReadAuthorisation {
  payload: AuthorisationPayload;
  /** What is plain before the server is asked; it decides about the rest. */
  faults: FieldError[];
}

/** The payload of what is typed. The whole is the sum of its parts: nobody types it a second time. */
export function readAuthorisation(draft: AuthorisationDraft): ReadAuthorisation {
  const faults: FieldError[] = [];
  const need = (ok: boolean, path: string, message: string): void => {
    if (!ok) faults.push({ path: `payload.${path}`, message });
  };
  need(draft.lineId !== null, 'lineId', 'Bitte wählen Sie eine Zeile.');
  const parts = draft.parts.map((part, index) => {
    const dueYear = part.dueYear.trim();
    const cents = parseEuro(part.amount);
    need(/^\d{4}$/u.test(dueYear), `parts.${index}.dueYear`, 'Jahr bitte mit vier Ziffern.');
    need(
      cents !== undefined && cents !== 0,
      `parts.${index}.cents`,
      'Betrag bitte wie 45.000,00 schreiben; eine Kürzung mit Minus.',
    );
    return { dueYear: Number(dueYear), cents: cents ?? ZERO_CENTS };
  });
  const effectiveOn = parseDate(draft.effectiveOn);
  need(effectiveOn !== undefined, 'effectiveOn', 'Datum bitte als TT.MM.JJJJ schreiben.');
  const cited = readPaper(draft);
  faults.push(...cited.faults);
  const payload = {
    lineId: draft.lineId ?? 0,
    totalCents: sumCents(parts.map((part) => part.cents)),
    parts,
    effectiveOn: effectiveOn ?? ('' as IsoDate),
    paper: cited.paper,
  };
  return { payload: payload, faults };
}

/** Σ of the parts that can be read, for the line under them. */
export function partsSum(draft: AuthorisationDraft): Cents {
  return sumCents(draft.parts.map((part) => parseEuro(part.amount) ?? ZERO_CENTS));
}
