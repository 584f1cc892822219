import * as z from 'zod';
import { toIsoDate } from '#shared/calendar.ts';
import { codeKey } from '#shared/codes.ts';
import { dateField, originField } from '#shared/fields.ts';
import { DIRECTIONS, ELEMENT_STATES, INDICATOR_BASES, INDICATOR_KINDS } from '#shared/indicators/terms.ts';
import { indicatorIds, namedElements, officeIds } from '../indicators/facts.sql.ts';
import {
  addElementStates,
  addElements,
  addIndicator,
  addMeasurement,
  addTarget,
} from '../indicators/write-indicators.sql.ts';
import { listOf } from './demo-files.ts';
import { projectKeys } from './demo-keys.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { groupedBy, idFrom, instantOf, writing } from './demo-step.sql.ts';

const text = z.string().min(1);
const readIndicators = listOf('indicators.json', {
  code: text,
  kind: z.enum(INDICATOR_KINDS),
  basis: z.enum(INDICATOR_BASES),
  startsOn: dateField,
  project: text,
  name: text,
  meaning: text,
  unit: text,
  direction: z.enum(DIRECTIONS),
  model: z.strictObject({ name: text, lowest: z.int(), highest: z.int() }).nullable(),
  targets: z.array(z.strictObject({ dueOn: dateField, value: z.int() })),
  measurements: z.array(
    z.strictObject({ on: dateField, value: z.int(), total: z.int().nullable(), source: text }),
  ),
  elements: z.array(
    z.strictObject({
      name: text,
      states: z.array(z.strictObject({ on: dateField, state: z.enum(ELEMENT_STATES) })),
    }),
  ),
  origin: originField,
});
type DemoIndicator = ReturnType<typeof readIndicators>[number];

const counted = (indicators: number) => ({ after: { indicators } });

/** What is measured, with its targets and the list it is counted from, on the day from which on it is. */
function begins([date, group]: [string, DemoIndicator[]]): DemoStep {
  return writing(instantOf(toIsoDate(date), '14:00'), 'programmbuero', async (tx) => {
    const projects = await projectKeys(tx.query);
    const offices = new Map((await officeIds(tx.query)).map(({ id, code }) => [codeKey(code), id]));
    for (const { targets, elements, project, model, ...one } of group) {
      const { name, lowest, highest } = model ?? { name: '', lowest: null, highest: null };
      const projectId = idFrom(projects, project);
      const id = await addIndicator(tx, one, {
        ...one,
        projectId,
        fieldId: null,
        model: name,
        lowest,
        highest,
      });
      const aim = { model: model?.name ?? null, reason: 'Beispielziel', origin: one.origin };
      for (const target of targets) await addTarget(tx, id, { ...target, ...aim });
      await addElements(
        tx,
        id,
        elements.map((element) =>
          one.basis === 'offices'
            ? { name: null, officeId: idFrom(offices, codeKey(element.name)) }
            : { name: element.name, officeId: null },
        ),
        one.origin,
      );
    }
    return { action: 'indicator.add', entity: 'indicator', entityId: date, ...counted(group.length) };
  });
}

/** Values of one day, recorded on it. */
function measures([date, group]: [
  string,
  (DemoIndicator['measurements'][number] & DemoIndicator)[],
]): DemoStep {
  return writing(instantOf(toIsoDate(date), '14:10'), 'programmbuero', async (tx) => {
    const ids = new Map((await indicatorIds(tx.query)).map(({ code, id }) => [code, id]));
    for (const { code, on, value, total, source, model, origin } of group)
      await addMeasurement(tx, idFrom(ids, code), {
        ...{ on, value, total, source, origin, remark: '', model: model?.name ?? null },
      });
    return { action: 'indicator.measure', entity: 'indicator', entityId: date, ...counted(group.length) };
  });
}

/** States of one day, recorded on it. */
function states([date, group]: [
  string,
  { code: string; name: string; on: DemoIndicator['startsOn']; state: (typeof ELEMENT_STATES)[number] }[],
]): DemoStep {
  return writing(instantOf(toIsoDate(date), '14:20'), 'programmbuero', async (tx) => {
    const ids = new Map((await namedElements(tx.query)).map(({ id, code, name }) => [`${code} ${name}`, id]));
    await addElementStates(
      tx,
      group.map(({ code, name, on, state }) => ({
        ...{ elementId: idFrom(ids, `${code} ${name}`), on, state, remark: '' },
      })),
    );
    return { action: 'indicator.paste', entity: 'indicator', entityId: date, ...counted(group.length) };
  });
}

/** The indicators of the programme as they were defined, measured and counted, one step per day. */
export function indicatorSteps(): DemoStep[] {
  const indicators = readIndicators();
  const measured = indicators.flatMap((one) => one.measurements.map((value) => ({ ...one, ...value })));
  const said = indicators.flatMap(({ code, elements }) =>
    elements.flatMap(({ name, states: own }) => own.map((state) => ({ code, name, ...state }))),
  );
  return [
    ...groupedBy(indicators, ({ startsOn }) => startsOn).map(begins),
    ...groupedBy(measured, ({ on }) => on).map(measures),
    ...groupedBy(said, ({ on }) => on).map(states),
  ];
}
