import type { MovementPayload, MovementPayloadInput } from '#shared/approvals/movement.ts';
import type { Ledger, LineKind } from '#shared/budget/terms.ts';
import { formatDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import { formatEuro } from '#shared/money.ts';
import type { Reader } from '../core/reader.ts';
import { NO_PAPER, paperDraftOf, paperPlace, readPaper } from '../requests/paper-draft.ts';
import type { PaperDraft } from '../requests/paper-draft.ts';

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
  covers: { lineId: number | null; amount: string }[];
  /** The line is not in the budget yet. */
  isNew: boolean;
  newLine: NewLineDraft;
  amount: string;
  direction: 'block' | 'release';
  /** The milestone a block hangs on; kept when its request is written anew. */
  milestoneId: number | null;
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
    isNew: false,
    newLine: NEW_LINE_DRAFT,
    amount: '',
    ...{ direction: 'block', milestoneId: null, by: 'cents', percent: '', of: 'A' },
    effectiveOn: effectiveOn === null ? '' : formatDate(effectiveOn),
    ...NO_PAPER,
    reason: '',
  };
}

/** `10` or `2,5` percent in tenths. */
function tenths(text: string, path: string, read: Reader): number {
  const match = /^(\d{1,3})(?:,(\d))?\s*%?$/u.exec(text.trim());
  if (!match) read.fault(path, 'Anteil bitte wie 10 oder 2,5');
  return match ? Number(match[1]) * 10 + Number(match[2] ?? '0') : 0;
}

function targetOf(draft: MovementDraft, year: number, read: Reader) {
  if (!draft.isNew) return { lineId: read.chosen(draft.lineId, 'payload.lineId'), newLine: null };
  const { coverGroup, project, ...line } = draft.newLine;
  const code = (text: string): string | null => (text.trim() === '' ? null : text);
  return { lineId: null, newLine: { ...line, year, coverGroup: code(coverGroup), project: code(project) } };
}

/** What the form asks for, of a line of `year`; what cannot be read is noted at the server's path. */
export function readMovement(draft: MovementDraft, year: number, read: Reader): MovementPayloadInput {
  const common = {
    effectiveOn: read.date(draft.effectiveOn, 'payload.effectiveOn'),
    paper: readPaper(draft, read),
  };
  const { movement } = draft;
  const line = () => read.chosen(draft.lineId, 'payload.lineId');
  const cents = () => read.euro(draft.amount, 'payload.cents');
  switch (movement) {
    case 'A':
      return { movement, ...targetOf(draft, year, read), cents: cents(), ...common };
    case 'N':
      return { movement, lineId: line(), cents: cents(), ...common };
    case 'B': {
      const cover = draft.covers.map((part, index) => ({
        lineId: read.chosen(part.lineId, `payload.cover.${index}.lineId`),
        cents: read.euro(part.amount, `payload.cover.${index}.cents`),
      }));
      return { movement, ...targetOf(draft, year, read), cover, ...common };
    }
    case 'Z': {
      const incomeLineId = read.chosen(draft.fromLineId, 'payload.incomeLineId');
      return { movement, incomeLineId, lineId: line(), cents: cents(), ...common };
    }
    case 'U': {
      const fromLineId = read.chosen(draft.fromLineId, 'payload.fromLineId');
      const toLineId = read.chosen(draft.lineId, 'payload.toLineId');
      return { movement, fromLineId, toLineId, cents: cents(), ...common };
    }
    case 'S': {
      const amount =
        draft.by === 'cents'
          ? { by: 'cents' as const, cents: read.euro(draft.amount, 'payload.amount.cents') }
          : {
              by: 'percent' as const,
              tenths: tenths(draft.percent, 'payload.amount.tenths', read),
              of: draft.of,
            };
      const milestone = draft.milestoneId === null ? {} : { milestoneId: draft.milestoneId };
      return { movement, lineId: line(), direction: draft.direction, ...milestone, amount, ...common };
    }
  }
}

const PLACES: Readonly<Record<string, keyof MovementDraft>> = {
  cents: 'amount',
  'amount.cents': 'amount',
  'amount.tenths': 'percent',
  incomeLineId: 'fromLineId',
  toLineId: 'lineId',
};

/** The field of a fault of the payload. */
export function movementPlace(path: string): string {
  const cover = /^cover\.(\d+)\.(lineId|cents)$/u.exec(path);
  if (cover) return `covers.${cover[1]}.${cover[2] === 'cents' ? 'amount' : 'lineId'}`;
  return PLACES[path] ?? paperPlace(path);
}

/** The form of a request that is written anew. */
export function draftOf(payload: MovementPayload, reason: string): MovementDraft {
  const base: MovementDraft = {
    ...emptyDraft(payload.effectiveOn),
    movement: payload.movement,
    reason,
    ...paperDraftOf(payload.paper),
  };
  const ofNew = (line: Extract<MovementPayload, { movement: 'A' }>['newLine']) => {
    if (!line) return {};
    const { number, name, ledger, kind, subBudget, account, costObject } = line;
    const codes = { coverGroup: line.coverGroup ?? '', project: line.project ?? '' };
    return { isNew: true, newLine: { number, name, ledger, kind, subBudget, account, costObject, ...codes } };
  };
  switch (payload.movement) {
    case 'A':
      return {
        ...base,
        lineId: payload.lineId,
        ...ofNew(payload.newLine),
        amount: formatEuro(payload.cents),
      };
    case 'N':
      return { ...base, lineId: payload.lineId, amount: formatEuro(payload.cents) };
    case 'B': {
      const covers = payload.cover.map((part) => ({ lineId: part.lineId, amount: formatEuro(part.cents) }));
      return { ...base, lineId: payload.lineId, ...ofNew(payload.newLine), covers };
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
      return {
        ...base,
        lineId,
        direction,
        milestoneId: payload.milestoneId ?? null,
        by: amount.by,
        ...share,
      };
    }
  }
}
