import { formatDate } from '../calendar.ts';
import type { FieldError } from '../errors.ts';
import { formatEuro, toCents } from '../money.ts';
import type { Cents } from '../money.ts';
import { LEDGER_WORDS } from '../budget/terms.ts';
import { excessFault } from './excess-limit.ts';
import type { ExcessSoFar } from './excess-limit.ts';
import { NEW_LINE, blockCents, coverSum, lineSide, namedLines, targetId } from './movement-plan.ts';
import type { MovementLine } from './movement-plan.ts';
import type { MovementPayload } from './movement.ts';

/** What the rules must know beside the payload. */
export interface MovementFacts {
  /** The lines the payload names, and the new one under `NEW_LINE`; figures on the day of effect. */
  lines: ReadonlyMap<number, MovementLine>;
  /** Directed cover on the day of effect (§ 20 GemHVO): `from` may cover `to`. */
  edges: readonly { from: string; to: string }[];
  /** From this amount on an excess is substantial and wants the council (§ 84(1) GemO). */
  substantialCents: Cents;
  /** For an excess what its line and cover group have got so far. */
  excess: ExcessSoFar | null;
  /** For a block or its release what hangs on milestones. */
  hold?: HoldFacts | null;
}

/** What of a line is blocked until a milestone is reached, in cents. */
export interface HoldFacts {
  /** On the line, at any milestone. */
  onLineCents: Cents;
  /** The milestone the request names; null where there is none on the day, undefined where it names none. */
  milestone?: { name: string; isReached: boolean; isOfLine: boolean; heldCents: Cents } | null | undefined;
}

type Of<K extends MovementPayload['movement']> = Extract<MovementPayload, { movement: K }>;

const fault = (path: string, message: string): FieldError => ({ path: `payload.${path}`, message });
const when = (wrong: boolean, path: string, message: string): FieldError[] =>
  wrong ? [fault(path, message)] : [];

const EXPENSE_ONLY = 'Das geht nur auf einer Zeile für Aufwendungen oder Auszahlungen.';
const NOT_TRANSFERABLE =
  'Die Deckungsreserve ist nicht übertragbar (§ 13 GemHVO); aus ihr deckt man überplanmäßig.';

/** One year and one ledger: a double budget is two years, and the ledgers are never added (§§ 2, 3, 7 GemHVO). */
function togetherFaults(first: MovementLine, other: MovementLine, path: string): FieldError[] {
  return [
    ...when(first.id === other.id, path, 'Das ist dieselbe Zeile.'),
    ...when(
      first.year !== other.year,
      path,
      `Zeile ${other.number} gehört zu ${other.year}, Zeile ${first.number} zu ${first.year}: Eine Bewegung bleibt in einem Jahr.`,
    ),
    ...when(
      first.ledger !== other.ledger,
      path,
      `Zeile ${other.number} steht im ${LEDGER_WORDS[other.ledger]}, Zeile ${first.number} im ${LEDGER_WORDS[first.ledger]}: Haushalte werden nicht vermischt.`,
    ),
  ];
}

/** Expense positive, income negative (domain.md section 3). */
function signFaults(line: MovementLine, cents: Cents): FieldError[] {
  const income = lineSide(line) === 'income';
  return [
    ...when(cents === 0, 'cents', 'Der Betrag darf nicht 0 sein.'),
    ...when(cents < 0 && !income, 'cents', 'Ein Ansatz für Aufwendungen ist positiv.'),
    ...when(cents > 0 && income, 'cents', 'Ein Ansatz für Erträge ist negativ.'),
  ];
}

function appropriationFaults(payload: Of<'A'>, facts: MovementFacts): FieldError[] {
  const id = targetId(payload);
  if (id === null) return [fault('lineId', 'Bitte wählen Sie eine Zeile oder beschreiben Sie eine neue.')];
  const line = facts.lines.get(id);
  if (!line) return [];
  return [
    ...signFaults(line, payload.cents),
    ...when(
      line.figures.A !== 0,
      'lineId',
      `Zeile ${line.number} hat schon einen Ansatz (${formatEuro(line.figures.A)} €); er wird durch einen Nachtrag geändert (§ 82 GemO), damit der ursprüngliche lesbar bleibt.`,
    ),
    ...when(
      id === NEW_LINE && payload.paper === null,
      'paper',
      'Eine neue Zeile braucht den Beschluss, der sie bewilligt.',
    ),
  ];
}

function supplementaryFaults(payload: Of<'N'>): FieldError[] {
  return [
    ...when(payload.cents === 0, 'cents', 'Der Betrag darf nicht 0 sein.'),
    ...when(
      payload.paper === null,
      'paper',
      'Ein Nachtrag braucht die Drucksache, die ihn beschließt (§ 82 GemO).',
    ),
  ];
}

/** What an excess asks for, beside the limit. */
export function askedExcess(payload: Of<'B'>, { substantialCents }: MovementFacts) {
  return { cents: coverSum(payload), hasPaper: payload.paper !== null, limitCents: substantialCents };
}

function excessFaults(payload: Of<'B'>, facts: MovementFacts): FieldError[] {
  const id = targetId(payload);
  if (id === null) return [fault('lineId', 'Bitte wählen Sie eine Zeile oder beschreiben Sie eine neue.')];
  const line = facts.lines.get(id);
  const ids = payload.cover.map((part) => part.lineId);
  return [
    ...when(line !== undefined && lineSide(line) !== 'expense', 'lineId', EXPENSE_ONLY),
    ...payload.cover.flatMap((part, index) => {
      const giver = facts.lines.get(part.lineId);
      const path = `cover.${index}.lineId`;
      return [
        ...(line && giver ? togetherFaults(line, giver, path) : []),
        ...when(ids.indexOf(part.lineId) < index, path, 'Diese Zeile ist schon als Deckung genannt.'),
      ];
    }),
    ...(facts.excess ? excessFault(facts.excess, askedExcess(payload, facts)) : []),
  ];
}

function earmarkedFaults(payload: Of<'Z'>, facts: MovementFacts): FieldError[] {
  const [income, line] = [facts.lines.get(payload.incomeLineId), facts.lines.get(payload.lineId)];
  return [
    ...when(
      income !== undefined && lineSide(income) !== 'income',
      'incomeLineId',
      'Mehrerträge kommen von einer Ertragszeile.',
    ),
    ...when(line !== undefined && lineSide(line) !== 'expense', 'lineId', EXPENSE_ONLY),
    ...(income && line ? togetherFaults(income, line, 'lineId') : []),
  ];
}

/** Inside one cover group, or along a directed edge that is valid on the day (§ 20 GemHVO). */
function coverFaults(from: MovementLine, to: MovementLine, facts: MovementFacts): FieldError[] {
  const [a, b] = [from.coverGroup, to.coverGroup];
  if (a !== null && a === b) return [];
  if (a !== null && b !== null && facts.edges.some((edge) => edge.from === a && edge.to === b)) return [];
  const reversed = a !== null && b !== null && facts.edges.some((edge) => edge.from === b && edge.to === a);
  const why =
    a === null || b === null
      ? `Zeile ${a === null ? from.number : to.number} gehört zu keinem Deckungskreis.`
      : reversed
        ? `Die Deckung ist einseitig: ${b} deckt ${a}, nicht umgekehrt.`
        : `Deckungskreis ${a} deckt ${b} an diesem Tag nicht.`;
  return [fault('toLineId', `${why} Der Weg ist eine überplanmäßige Bewilligung mit Deckung (§ 84 GemO).`)];
}

function transferFaults(payload: Of<'U'>, facts: MovementFacts): FieldError[] {
  const [from, to] = [facts.lines.get(payload.fromLineId), facts.lines.get(payload.toLineId)];
  const kinds = [
    [from, 'fromLineId'],
    [to, 'toLineId'],
  ] as const;
  const wrongKind = kinds.flatMap(([line, path]) => [
    ...when(line?.kind === 'reserve', path, NOT_TRANSFERABLE),
    ...when(line !== undefined && lineSide(line) === 'income', path, EXPENSE_ONLY),
  ]);
  if (!from || !to) return wrongKind;
  const together = togetherFaults(from, to, 'toLineId');
  const cover = together.length > 0 || wrongKind.length > 0 ? [] : coverFaults(from, to, facts);
  return [...wrongKind, ...together, ...cover];
}

/** A block at a milestone is lifted when that is reached with evidence, and no other way. */
function holdFaults(
  payload: Of<'S'>,
  { hold, lines }: MovementFacts,
  place: string,
  cents: Cents,
): FieldError[] {
  const line = lines.get(payload.lineId);
  if (!hold || !line) return [];
  const isRelease = payload.direction === 'release';
  if (payload.milestoneId === undefined) {
    const free = toCents(line.figures.S - hold.onLineCents);
    return when(
      isRelease && hold.onLineCents > 0 && cents > free,
      place,
      `${formatEuro(hold.onLineCents)} € der Sperre hängen an Meilensteinen; ohne sie lassen sich ${formatEuro(free)} € aufheben.`,
    );
  }
  const { milestone } = hold;
  if (!milestone) return [fault('milestoneId', 'Diesen Meilenstein gibt es an diesem Tag nicht.')];
  const { name, isReached, isOfLine, heldCents } = milestone;
  return [
    ...when(!isOfLine, 'milestoneId', `„${name}“ gehört nicht zum Projekt der Zeile ${line.number}.`),
    ...when(
      !isRelease && isReached,
      'milestoneId',
      `„${name}“ ist schon erreicht; daran wartet kein Geld mehr.`,
    ),
    ...when(
      isRelease && !isReached,
      'milestoneId',
      `„${name}“ ist nicht mit Nachweis erreicht; bis dahin bleibt das Geld gesperrt.`,
    ),
    ...when(
      isRelease && cents > heldCents,
      place,
      `An „${name}“ hängen auf Zeile ${line.number} ${formatEuro(heldCents)} €; mehr lässt sich daran nicht aufheben.`,
    ),
  ];
}

function blockFaults(payload: Of<'S'>, facts: MovementFacts): FieldError[] {
  const line = facts.lines.get(payload.lineId);
  if (!line) return [];
  const cents = blockCents(payload.amount, line.figures);
  const place = payload.amount.by === 'cents' ? 'amount.cents' : 'amount.tenths';
  return [
    ...when(
      lineSide(line) === 'income',
      'lineId',
      'Gesperrt werden Aufwendungen, nicht Erträge (§ 29 GemHVO).',
    ),
    ...when(cents === 0, place, 'Der Anteil ergibt 0,00 €.'),
    ...when(
      payload.direction === 'release' && cents > line.figures.S,
      place,
      `Gesperrt sind ${formatEuro(line.figures.S)} €; aufgehoben werden kann nicht mehr.`,
    ),
    ...holdFaults(payload, facts, place, cents),
  ];
}

function kindFaults(payload: MovementPayload, facts: MovementFacts): FieldError[] {
  switch (payload.movement) {
    case 'A':
      return appropriationFaults(payload, facts);
    case 'N':
      return supplementaryFaults(payload);
    case 'B':
      return excessFaults(payload, facts);
    case 'Z':
      return earmarkedFaults(payload, facts);
    case 'U':
      return transferFaults(payload, facts);
    case 'S':
      return blockFaults(payload, facts);
  }
}

/** Why a movement cannot be booked as it stands, every fault at once; what its cover group says comes after (movement-cover.ts). */
export function movementFaults(payload: MovementPayload, facts: MovementFacts): FieldError[] {
  const named = namedLines(payload);
  const touched = [...named.map(({ id }) => id), NEW_LINE].map((id) => facts.lines.get(id));
  const years = new Set(touched.flatMap((line) => (line ? [line.year] : [])));
  const [year] = years;
  return [
    ...named.flatMap(({ id, path }) =>
      when(!facts.lines.has(id), path, 'Diese Haushaltszeile gibt es nicht.'),
    ),
    ...named.flatMap(({ id, path }) =>
      when(
        facts.lines.get(id)?.ledger === 'costing',
        path,
        'Die Kostenrechnung ist kein Teil des Haushalts; dort gibt es keine Bewegungen.',
      ),
    ),
    ...when(
      years.size === 1 && year !== undefined && !payload.effectiveOn.startsWith(`${year}-`),
      'effectiveOn',
      `${formatDate(payload.effectiveOn)} liegt nicht im Haushaltsjahr ${year ?? ''} der Zeile.`,
    ),
    ...kindFaults(payload, facts),
  ];
}
