import { sumCents, parseEuro, ZERO_CENTS } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import type { AuthorisationPayload } from '#shared/planning/authorisation.ts';
import type { Reader } from '../../core/reader.ts';
import { NO_PAPER, readPaper } from '../../requests/paper-draft.ts';
import type { PaperDraft } from '../../requests/paper-draft.ts';
import type { DuePart } from './due-parts.ts';

/** A commitment authorisation as it is typed. */
export interface AuthorisationDraft extends PaperDraft {
  lineId: number | null;
  parts: DuePart[];
  effectiveOn: string;
  reason: string;
}

/** One part, due in the year after the line's. */
export function emptyAuthorisation(year: number, effectiveOn: string): AuthorisationDraft {
  const parts = [{ dueYear: String(year + 1), cents: '' }];
  return { lineId: null, parts, effectiveOn, ...NO_PAPER, reason: '' };
}

/** The payload of what is typed. The whole is the sum of its parts: nobody types it a second time. */
export function readAuthorisation(draft: AuthorisationDraft, read: Reader): AuthorisationPayload {
  const lineId = read.chosen(draft.lineId, 'payload.lineId');
  const parts = draft.parts.map(({ dueYear, cents }, index) => ({
    dueYear: read.year(dueYear, `payload.parts.${index}.dueYear`),
    cents: read.euro(
      cents,
      `payload.parts.${index}.cents`,
      'Betrag bitte wie 45.000,00 schreiben; eine Kürzung mit Minus.',
    ),
  }));
  return {
    lineId,
    totalCents: sumCents(parts.map((part) => part.cents)),
    parts,
    effectiveOn: read.date(draft.effectiveOn, 'payload.effectiveOn'),
    paper: readPaper(draft, read),
  };
}

/** Σ of the parts that can be read, for the line under them. */
export function partsSum(draft: AuthorisationDraft): Cents {
  return sumCents(draft.parts.map((part) => parseEuro(part.cents) ?? ZERO_CENTS));
}
