import { codeKey } from '#shared/codes.ts';
import { AppError } from '#shared/errors.ts';
import type { FieldError } from '#shared/errors.ts';
import { elementStateOn } from '#shared/indicators/elements.ts';
import { elementFaults } from '#shared/indicators/indicator-rules.ts';
import type { ElementInput, IndicatorDetail } from '#shared/indicators/indicators.ts';
import { elementKey, MOST_ELEMENTS, readElements } from '#shared/indicators/paste-elements.ts';
import type { ElementsBeside, PastedElement } from '#shared/indicators/paste-elements.ts';
import { ELEMENT_STATE_WORDS } from '#shared/indicators/terms.ts';
import type { PasteAnswer, PasteInput, PastePreview, PasteText } from '#shared/master-data/paste.ts';
import type { Queries } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import type { Tx } from '../db/transact.ts';
import { businessDate } from '#shared/calendar.ts';
import type { IsoDate } from '#shared/calendar.ts';
import type { RouteContext } from '../http/route.ts';
import { LAST_DAY } from './assemble.ts';
import type { Sorted } from './assemble.ts';
import { changeOf, changing, hold, refuse } from './change-indicators.ts';
import { elementIds, officeIds } from './facts.sql.ts';
import { indicatorAt, requireHead } from './indicators.ts';
import { addElements, addElementStates, bumpIndicator } from './write-indicators.sql.ts';

type Context<B> = RouteContext<{ id: number }, undefined, B>;

/** What the rules of a list look at: what stands there, and which offices there are. */
function besideOf({ head, elements }: Sorted, today: IsoDate): ElementsBeside {
  const { basis, endsOn } = head;
  const byKey = new Map(elements.map((one) => [elementKey(basis, one.key), one]));
  return {
    ...{ basis, today, endsOn: endsOn ?? null, count: basis === 'offices' ? 0 : byKey.size },
    known: (key) => basis === 'offices' || byKey.has(key),
    isOffice: (key) => byKey.has(key),
    stands: (key, on) => {
      const element = byKey.get(key);
      const state = element ? elementStateOn(element, on) : null;
      if (!element || state === null) return null;
      return { state, remark: element.said.findLast((said) => said.on <= on)?.remark ?? '' };
    },
  };
}

/** Writes the states of elements, and the elements that are new. */
async function writeElements(tx: Tx, { head }: Sorted, given: readonly PastedElement[]): Promise<void> {
  const { id, basis } = head;
  const offices = new Map(
    (await officeIds(tx.query)).map(({ id: officeId, code }) => [codeKey(code), officeId]),
  );
  const codeOf = new Map([...offices].map(([code, officeId]) => [officeId, code]));
  const known = new Map(
    (await elementIds(tx.query, id)).map((row) => [
      row.officeId === null ? elementKey(basis, row.name ?? '') : (codeOf.get(row.officeId) ?? ''),
      row.id,
    ]),
  );
  const fresh = [
    ...new Map(given.filter(({ key }) => !known.has(key)).map((one) => [one.key, one])).values(),
  ];
  const added = await addElements(
    tx,
    id,
    fresh.map(({ key, name }) =>
      basis === 'offices' ? { name: null, officeId: offices.get(key) ?? null } : { name, officeId: null },
    ),
    'live',
  );
  for (const [at, { key }] of fresh.entries()) known.set(key, added[at] ?? 0);
  await addElementStates(
    tx,
    given.map(({ key, effectiveOn, state, remark }) => ({
      ...{ elementId: known.get(key) ?? 0, on: effectiveOn, state, remark },
    })),
  );
}

/** The state of one element from a day on; what is not in the list yet is added. */
export function setElement(context: Context<ElementInput>): Promise<IndicatorDetail> {
  const { body } = context;
  return changing(context, async (tx, held) => {
    const { one, before, today } = held;
    const beside = besideOf(one, today);
    const key = elementKey(one.head.basis, body.name);
    const standing = beside.stands(key, body.effectiveOn);
    const faults: FieldError[] = [...elementFaults(before, body.effectiveOn, today)];
    const refuseName = (message: string): void => void faults.push({ path: 'name', message });
    if (before.basis === 'offices' && !beside.isOffice(key))
      refuseName(`Das Amt „${body.name}“ steht nicht in den Stammdaten.`);
    if (before.basis === 'offices' && body.remark !== '')
      faults.push({ path: 'remark', message: 'Zu einem Amt wird keine Bemerkung geführt.' });
    if (!beside.known(key) && beside.count >= MOST_ELEMENTS)
      refuseName(`Eine Liste hat höchstens ${MOST_ELEMENTS} Einträge.`);
    if (standing?.state === body.state && standing.remark === body.remark)
      faults.push({ path: 'state', message: 'So steht es für diesen Tag schon da.' });
    refuse(faults);
    await writeElements(tx, one, [{ ...body, key }]);
    return {
      action: 'indicator.element',
      before: { elementState: standing?.state ?? null },
      after: {
        ...{ indicator: `${one.head.code} ${one.fact.name}`, element: body.name },
        ...{ elementState: body.state, effectiveOn: body.effectiveOn },
      },
    };
  });
}

function requireList({ head }: Sorted): void {
  if (head.basis === 'measured')
    refuse([{ path: 'text', message: 'Diese Kennzahl wird gemessen und hat keine Liste.' }]);
}

/** What was read of a pasted list, row by row, with every fault; nothing is taken. */
export async function previewElements(
  read: Queries,
  { actor, clock, params, body, allow }: Context<PasteText>,
): Promise<PastePreview> {
  allow(await requireHead(read, params.id, actor));
  const { one } = await indicatorAt(read, { asOf: LAST_DAY }, params.id);
  requireList(one);
  const { elements: _taken, ...preview } = readElements(
    body.text,
    body.from,
    besideOf(one, businessDate(clock.now())),
  );
  return preview;
}

/** Takes a pasted list as a whole. Throws `rows-invalid` with every fault of every row, and takes nothing then. */
export async function takeElements(context: Context<PasteInput>): Promise<PasteAnswer> {
  const { db, by, params, body } = context;
  return transact(db, by, async (tx) => {
    const { one, projectId, version, today } = await hold(tx, context, null);
    requireList(one);
    const { rows, same, elements } = readElements(body.text, body.from, besideOf(one, today));
    const errors = rows.flatMap(({ line, faults }) =>
      faults.map(({ field, message }) => ({
        path: `rows.${line}.${field}`,
        message: `Zeile ${line}: ${message}`,
      })),
    );
    if (errors.length > 0) throw new AppError('rows-invalid', 'Es wurde nichts übernommen.', { errors });
    if (elements.length === 0) throw new AppError('rule-violated', 'Alle Zeilen stehen schon in der Liste.');
    await writeElements(tx, one, elements);
    await bumpIndicator(tx, params.id, version);
    const after = {
      indicator: `${one.head.code} ${one.fact.name}`,
      changed: elements.map(({ name, state }) => `${name}: ${ELEMENT_STATE_WORDS[state]}`),
    };
    const said = body.reason === '' ? { after } : { after, reason: body.reason };
    return {
      result: { made: elements.length, same },
      change: changeOf('indicator.paste', { id: params.id, projectId }, said),
    };
  });
}
