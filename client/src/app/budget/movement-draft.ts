import type { MovementPayload, MovementPayloadInput, PaperCitation } from '#shared/approvals/movement.ts';
import type { Ledger, LineKind } from '#shared/budget/terms.ts';
import { formatDate, parseDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { FieldError } from '#shared/errors.ts';
import { formatEuro, parseEuro } from '#shared/money.ts';
import type { Cents } from '#shared/money.ts';
import { NO_PAPER, paperDraftOf, readPaper } from '../ui/paper-draft.ts';
import type { PaperDraft } from '../ui/paper-draft.ts';

export type MovementName = MovementPayload['movement'];

export interface NewLineDraft {
  number: string;
  name: string;
  ledger: Ledger;
  kind: LineKind;
  subBudget: string;
  coverGroup: string;
  project: string;
  account: string;
  costObject: string;
}

/** The form as it is typed; texts stay texts until they are sent. */
export interface MovementDraft extends PaperDraft {
  movement: MovementName;
  lineId: number | null;
  /** Who gives: the line of a transfer, the income line of earmarked income. */
  fromLineId: number | null;
  covers: readonly { lineId: number | null; amount: string }[];
  newLine: NewLineDraft | null;
  amount: string;
  direction: 'block' | 'release';
  by: 'cents' | 'percent';
  percent: string;
  of: 'A' | 'F';
  effectiveOn: string;
  reason: string;
}

export const NEW_LINE_DRAFT: NewLineDraft = {
  ...{ number: '', name: '', ledger: 'result', kind: 'material', subBudget: '' },
  ...{ coverGroup: '', project: '', account: '', costObject: '' },
};

export function emptyDraft(effectiveOn: IsoDate | null): MovementDraft {
  return {
    movement: 'U',
    lineId: null,
    fromLineId: null,
    covers: [{ lineId: null, amount: '' }],
    newLine: null,
    amount: '',
    ...{ direction: 'block', by: 'cents', percent: '', of: 'A' },
    effectiveOn: effectiveOn === null ? '' : formatDate(effectiveOn),
    ...NO_PAPER,
    reason: '',
  };
}

const AMOUNT = 'Betrag bitte wie 45.000,00';
const LINE = 'Bitte wählen Sie eine Zeile.';
const DATE = 'Datum bitte als TT.MM.JJJJ';

/** Collects what is typed into a payload, and every fault on the way; paths as the server names them. */
class Reader {
  readonly faults: FieldError[] = [];

  fault(path: string, message: string): void {
    this.faults.push({ path: `payload.${path}`, message });
  }

  cents(text: string, path: string): Cents {
    const cents = parseEuro(text);
    if (cents === undefined) this.fault(path, AMOUNT);
    return cents ?? (0 as Cents);
  }

  line(id: number | null, path: string): number {
    if (id === null) this.fault(path, LINE);
    return id ?? 0;
  }

  date(text: string, path: string): IsoDate {
    const date = parseDate(text);
    if (!date) this.fault(path, DATE);
    return date ?? ('' as IsoDate);
  }

  /** `10` or `2,5` percent in tenths. */
  tenths(text: string, path: string): number {
    const match = /^(\d{1,3})(?:,(\d))?\s*%?$/u.exec(text.trim());
    if (!match) this.fault(path, 'Anteil bitte wie 10 oder 2,5');
    return match ? Number(match[1]) * 10 + Number(match[2] ?? '0') : 0;
  }
}

function paperOf(draft: MovementDraft, read: Reader): PaperCitation | null {
  const { paper, faults } = readPaper(draft);
  read.faults.push(...faults);
  return paper;
}

function targetOf(draft: MovementDraft, year: number, read: Reader) {
  if (!draft.newLine) return { lineId: read.line(draft.lineId, 'lineId'), newLine: null };
  const { coverGroup, project, ...line } = draft.newLine;
  const code = (text: string): string | null => (text.trim() === '' ? null : text);
  return { lineId: null, newLine: { ...line, year, coverGroup: code(coverGroup), project: code(project) } };
}

function payloadOf(draft: MovementDraft, year: number, read: Reader): MovementPayloadInput {
  const common = { effectiveOn: read.date(draft.effectiveOn, 'effectiveOn'), paper: paperOf(draft, read) };
  const line = () => read.line(draft.lineId, 'lineId');
  switch (draft.movement) {
    case 'A':
      return {
        movement: 'A',
        ...targetOf(draft, year, read),
        cents: read.cents(draft.amount, 'cents'),
        ...common,
      };
    case 'N':
      return { movement: 'N', lineId: line(), cents: read.cents(draft.amount, 'cents'), ...common };
    case 'B': {
      const cover = draft.covers.map((part, index) => ({
        lineId: read.line(part.lineId, `cover.${index}.lineId`),
        cents: read.cents(part.amount, `cover.${index}.cents`),
      }));
      return { movement: 'B', ...targetOf(draft, year, read), cover, ...common };
    }
    case 'Z': {
      const incomeLineId = read.line(draft.fromLineId, 'incomeLineId');
      return {
        movement: 'Z',
        incomeLineId,
        lineId: line(),
        cents: read.cents(draft.amount, 'cents'),
        ...common,
      };
    }
    case 'U': {
      const fromLineId = read.line(draft.fromLineId, 'fromLineId');
      const toLineId = read.line(draft.lineId, 'toLineId');
      return { movement: 'U', fromLineId, toLineId, cents: read.cents(draft.amount, 'cents'), ...common };
    }
    case 'S': {
      const amount =
        draft.by === 'cents'
          ? { by: 'cents' as const, cents: read.cents(draft.amount, 'amount.cents') }
          : { by: 'percent' as const, tenths: read.tenths(draft.percent, 'amount.tenths'), of: draft.of };
      return { movement: 'S', lineId: line(), direction: draft.direction, amount, ...common };
    }
  }
}

/** What the form asks for, with every fault that is plain before the server is asked. */
export function readDraft(
  draft: MovementDraft,
  year: number,
): { payload: MovementPayloadInput; faults: readonly FieldError[] } {
  const read = new Reader();
  const payload = payloadOf(draft, year, read);
  return { payload, faults: read.faults };
}

/** The form of a request that is written anew. */
export function draftOf(payload: MovementPayload, reason: string): MovementDraft {
  const base: MovementDraft = {
    ...emptyDraft(payload.effectiveOn),
    movement: payload.movement,
    reason,
    ...paperDraftOf(payload.paper),
  };
  const newLine = (line: Extract<MovementPayload, { movement: 'A' }>['newLine']): NewLineDraft | null => {
    if (!line) return null;
    const { number, name, ledger, kind, subBudget, account, costObject } = line;
    const codes = { coverGroup: line.coverGroup ?? '', project: line.project ?? '' };
    return { number, name, ledger, kind, subBudget, account, costObject, ...codes };
  };
  switch (payload.movement) {
    case 'A':
      return {
        ...base,
        lineId: payload.lineId,
        newLine: newLine(payload.newLine),
        amount: formatEuro(payload.cents),
      };
    case 'N':
      return { ...base, lineId: payload.lineId, amount: formatEuro(payload.cents) };
    case 'B': {
      const covers = payload.cover.map((part) => ({ lineId: part.lineId, amount: formatEuro(part.cents) }));
      return { ...base, lineId: payload.lineId, newLine: newLine(payload.newLine), covers };
    }
    case 'Z':
      return {
        ...base,
        fromLineId: payload.incomeLineId,
        lineId: payload.lineId,
        amount: formatEuro(payload.cents),
      };
    case 'U':
      return {
        ...base,
        fromLineId: payload.fromLineId,
        lineId: payload.toLineId,
        amount: formatEuro(payload.cents),
      };
    case 'S': {
      const { amount, direction, lineId } = payload;
      const share =
        amount.by === 'cents'
          ? { amount: formatEuro(amount.cents) }
          : {
              percent: `${Math.floor(amount.tenths / 10)}${amount.tenths % 10 === 0 ? '' : `,${amount.tenths % 10}`}`,
              of: amount.of,
            };
      return { ...base, lineId, direction, by: amount.by, ...share };
    }
  }
}
