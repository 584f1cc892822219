import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { codeKey } from '../codes.ts';
import type { FieldError } from '../errors.ts';
import { paperLabel } from '../budget/paper.ts';
import type { PaperState } from './terms.ts';

interface Numbered {
  number: number;
  year: number;
  supplement: string;
}

/** By what a paper is told apart: `316/2021 E1` is `316/2021 e1`. */
export function paperKey({ number, year, supplement }: Numbered): string {
  return `${number}/${year}|${codeKey(supplement)}`;
}

/** How a paper stands in the history and is called there: `316/2021 E1`. */
export function paperEntity(paper: Numbered): string {
  return paperLabel(paper).replace('GRDrs ', '');
}

/** A body as far as a rule looks at it. */
interface KnownBody {
  name: string;
  from: IsoDate;
  endsOn: IsoDate | null;
}

/** Everything against number, session and deadline of a paper; none = it can be kept. */
export function paperFaults(
  paper: Numbered & { body: string; sessionOn: IsoDate; deadline: IsoDate | null },
  known: {
    /** Another paper of this key that is there. */
    twin: boolean;
    /** The body of this name; undefined = it is written down with the paper. */
    body: KnownBody | undefined;
    calledOff: boolean;
  },
): FieldError[] {
  const faults: FieldError[] = [];
  const say = (path: string, message: string): void => void faults.push({ path, message });
  const { sessionOn, deadline, year } = paper;
  if (known.twin) say('number', `${paperLabel(paper)} gibt es schon.`);
  if (Number(sessionOn.slice(0, 4)) < year)
    say('sessionOn', 'Die Sitzung liegt vor dem Jahr der Drucksache.');
  else if (known.calledOff) say('sessionOn', 'Diese Sitzung ist abgesagt.');
  const body = known.body;
  if (body?.endsOn != null && body.endsOn < sessionOn)
    say('body', `${body.name} gibt es nur bis ${formatDate(body.endsOn)}.`);
  if (body && sessionOn < body.from)
    say('body', `${body.name} gibt es erst seit ${formatDate(body.from)}; der Beginn steht bei den Gremien.`);
  if (deadline !== null && deadline < sessionOn) say('deadline', 'Die Frist liegt vor der Sitzung.');
  return faults;
}

const AFTER_SESSION: readonly PaperState[] = ['decided', 'rejected', 'in-work', 'done', 'reported'];

/** What the council says, it says in the session: null, or why the day is too early for the state. */
export function beforeSession(state: PaperState, on: IsoDate, sessionOn: IsoDate): FieldError[] {
  if (!AFTER_SESSION.includes(state) || on >= sessionOn) return [];
  return [
    {
      path: 'on',
      message: `Die Sitzung ist am ${formatDate(sessionOn)}; dieser Stand gilt frühestens dann.`,
    },
  ];
}
