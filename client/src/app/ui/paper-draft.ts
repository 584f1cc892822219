import type { PaperCitation } from '#shared/approvals/movement.ts';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';

/** A council paper as it is typed; title, body and day only for one that is not known yet. */
export interface PaperDraft {
  paper: string;
  paperTitle: string;
  paperBody: string;
  paperOn: string;
}

export const NO_PAPER: PaperDraft = { paper: '', paperTitle: '', paperBody: '', paperOn: '' };

/** `GRDrs 316/2021 E1` or `316/2021`. */
const PAPER = /^(?:GRDrs\.?\s*)?(\d{1,5})\/(\d{4})(?:\s+(\S.{0,19}))?$/u;

/** What is cited, and what cannot be read of it; paths as the server names them. */
export function readPaper(draft: PaperDraft): { paper: PaperCitation | null; faults: FieldError[] } {
  const text = draft.paper.trim();
  if (text === '') return { paper: null, faults: [] };
  const match = PAPER.exec(text);
  if (!match)
    return {
      paper: null,
      faults: [{ path: 'payload.paper', message: 'Drucksache bitte wie 316/2021 schreiben.' }],
    };
  const { paperTitle: title, paperBody: body, paperOn } = draft;
  const cited = { number: Number(match[1]), year: Number(match[2]), supplement: match[3] ?? '' };
  if ([title, body, paperOn].every((part) => part.trim() === ''))
    return { paper: { ...cited, entry: null }, faults: [] };
  const sessionOn = parseDate(paperOn);
  const faults = sessionOn
    ? []
    : [{ path: 'payload.paper.entry.sessionOn', message: 'Sitzungstag bitte als TT.MM.JJJJ schreiben.' }];
  const entry = { title, body, sessionOn: sessionOn ?? ('' as IsoDate) };
  return { paper: { ...cited, entry }, faults };
}

/** The fields of a paper that is cited already. */
export function paperDraftOf(paper: PaperCitation | null): PaperDraft {
  if (!paper) return NO_PAPER;
  const { number, year, supplement, entry } = paper;
  return {
    paper: `${number}/${year}${supplement === '' ? '' : ` ${supplement}`}`,
    paperTitle: entry?.title ?? '',
    paperBody: entry?.body ?? '',
    paperOn: entry ? formatDate(entry.sessionOn) : '',
  };
}
