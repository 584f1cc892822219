import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { excessNeed } from '../budget/figures.ts';
import type { Figures } from '../budget/figures.ts';
import { formatEuro } from '../money.ts';
import { NEW_LINE, lineSide } from './movement-plan.ts';
import type { MovementLine, PlannedMovement } from './movement-plan.ts';
import type { MovementPayload } from './movement.ts';

/** A line's figures before and after, and those of its cover group (null = it stands alone). */
export interface CoverState {
  line: Omit<MovementLine, 'figures'>;
  before: Figures;
  after: Figures;
  group: { code: string; before: Figures; after: Figures } | null;
}

/** What the cover group says about a movement: what refuses it, and what a reader must know. */
export interface CoverVerdict {
  faults: FieldError[];
  notes: string[];
}

/** Where a payload names the line that gives. */
function giverPath(payload: MovementPayload, lineId: number): string {
  switch (payload.movement) {
    case 'U':
      return 'payload.cents';
    case 'B':
      return `payload.cover.${payload.cover.findIndex((part) => part.lineId === lineId)}.cents`;
    case 'S':
      return `payload.amount.${payload.amount.by === 'cents' ? 'cents' : 'tenths'}`;
    default:
      return 'payload.cents';
  }
}

/** A movement takes from a line when V falls: less budget, or more of it blocked. */
export function takes(movement: PlannedMovement): boolean {
  return movement.kind === 'S' ? movement.cents > 0 : movement.cents < 0;
}

function giverVerdict(payload: MovementPayload, state: CoverState, on: IsoDate): CoverVerdict {
  const { line, after, group } = state;
  const path = giverPath(payload, line.id);
  const day = formatDate(on);
  const left = line.kind === 'reserve' ? after.V : (group?.after.V ?? after.V);
  const name =
    line.kind === 'reserve'
      ? `Die Deckungsreserve ${line.number}`
      : group === null
        ? `Zeile ${line.number} (ohne Deckungskreis)`
        : `Deckungskreis ${group.code}`;
  if (left >= 0) {
    const single = after.V < 0 && group !== null && line.kind !== 'reserve';
    const note = `Zeile ${line.number} steht danach bei ${formatEuro(after.V)} €. Das ist zulässig: Ihr Deckungskreis ${group?.code ?? ''} hat noch ${formatEuro(left)} € (§ 20 GemHVO).`;
    return { faults: [], notes: single ? [note] : [] };
  }
  const need = formatEuro(excessNeed(left));
  if (line.kind === 'reserve') {
    const message = `${name} würde am ${day} um ${need} € überschritten; das ist nicht zulässig (§ 13 GemHVO).`;
    return { faults: [{ path, message }], notes: [] };
  }
  if (payload.movement === 'U' || payload.movement === 'B') {
    const message = `${name} hätte am ${day} nur noch ${formatEuro(left)} € verfügbar: Es fehlen ${need} €.`;
    return { faults: [{ path, message }], notes: [] };
  }
  return {
    faults: [],
    notes: [`${name} hätte am ${day} ${formatEuro(left)} € verfügbar: überplanmäßiger Bedarf ${need} €.`],
  };
}

/** F keeps the sign of its line: nobody gives more than there is, and income does not become expense. */
function signVerdict(payload: MovementPayload, { line, after }: CoverState): FieldError[] {
  const wrong = lineSide(line) === 'income' ? after.F > 0 : after.F < 0;
  if (!wrong) return [];
  const message = `Zeile ${line.number} hätte danach einen fortgeschriebenen Ansatz von ${formatEuro(after.F)} €.`;
  return [{ path: giverPath(payload, line.id), message }];
}

/** What was released must have been blocked, on this day too. */
function blockVerdict(payload: MovementPayload, { line, after }: CoverState, on: IsoDate): FieldError[] {
  if (payload.movement !== 'S' || payload.direction === 'block' || after.S >= 0) return [];
  const message = `Auf Zeile ${line.number} wäre am ${formatDate(on)} weniger als nichts gesperrt (${formatEuro(after.S)} €).`;
  return [{ path: giverPath(payload, line.id), message }];
}

/** What a line itself refuses on a day, whatever its cover group has: F keeps its sign, and no less than nothing is blocked. */
function lineFaults(payload: MovementPayload, states: readonly CoverState[], on: IsoDate): FieldError[] {
  return [
    ...states.flatMap((state) => signVerdict(payload, state)),
    ...states.flatMap((state) => blockVerdict(payload, state, on)),
  ];
}

/**
 * Availability on cover groups (§ 20 GemHVO) on one day: a single negative line inside a positive group is normal and
 * said so; a group (or a line without one) that would fall below 0 refuses transfer and cover, and is stated as
 * überplanmäßiger Bedarf for everything else; the cover reserve is never exceeded (§ 13 GemHVO).
 */
export function coverVerdict(
  payload: MovementPayload,
  movements: readonly PlannedMovement[],
  states: readonly CoverState[],
  on: IsoDate,
): CoverVerdict {
  const giving = new Set(movements.filter(takes).map((movement) => movement.lineId));
  const givers = states.filter((state) => giving.has(state.line.id) && lineSide(state.line) !== 'income');
  const verdicts = givers.map((state) => giverVerdict(payload, state, on));
  return {
    faults: [...lineFaults(payload, states, on), ...verdicts.flatMap((verdict) => verdict.faults)],
    notes: [
      ...states.flatMap((state) =>
        state.line.id === NEW_LINE ? [`Zeile ${state.line.number} wird neu angelegt.`] : [],
      ),
      ...verdicts.flatMap((verdict) => verdict.notes),
    ],
  };
}
