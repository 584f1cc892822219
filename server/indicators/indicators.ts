import { codeKey } from '#shared/codes.ts';
import { AppError } from '#shared/errors.ts';
import type { IndicatorDetail, IndicatorPage, IndicatorRow } from '#shared/indicators/indicators.ts';
import { compareNatural } from '#shared/order.ts';
import { isOwn } from '#shared/permissions.ts';
import type { Actor } from '#shared/permissions.ts';
import { knownUntil } from '../clocks/selection.ts';
import type { At } from '../clocks/selection.ts';
import { masterNames } from '../dated-names/master-facts.sql.ts';
import { changedFacts } from '../dated-names/project-facts.sql.ts';
import type { Queries } from '../db/database.ts';
import { owns } from '../rights/own-rows.sql.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';
import { elementRows, rowOf, sortOut } from './assemble.ts';
import type { Sorted, Surrounding } from './assemble.ts';
import { headOf, indicatorFacts } from './facts.sql.ts';
import type { IndicatorFacts } from './facts.sql.ts';

const NO_INDICATOR = 'Diese Kennzahl gibt es nicht.';

/** Everything about the indicators, or about one, at a day. */
async function sortedAt(
  read: Queries,
  at: At,
  id?: number,
): Promise<{ given: IndicatorFacts; sorted: Sorted[]; around: Surrounding }> {
  const given = await indicatorFacts(read, { knownSeq: knownUntil(at), id });
  const names = await masterNames(read, at);
  const renamed = await changedFacts(read, at);
  const projects = new Map(
    given.projects.map((row) => [row.id, { ...row, name: renamed.get(row.id)?.name ?? row.name }]),
  );
  const fields = new Map(
    given.fields.map(({ id: fieldId, code, name }) => [
      fieldId,
      { code, name: names.of('fields', code, name) },
    ]),
  );
  return {
    given,
    sorted: sortOut(given, at.asOf, (code, newest) => names.of('offices', code, newest)),
    around: {
      asOf: at.asOf,
      projectOf: (projectId) => projects.get(projectId),
      fieldOf: (fieldId) => fields.get(fieldId),
    },
  };
}

/** Codes that files bring values of, and that nobody has defined. */
function undefinedCodes({ filed, heads }: IndicatorFacts): IndicatorPage['undefinedCodes'] {
  const defined = new Set(heads.map(({ code }) => codeKey(code)));
  const found = new Map(
    filed
      .filter(({ code }) => !defined.has(codeKey(code)))
      .map(({ code, name, unit, model }) => [codeKey(code), { code, name, unit, model }]),
  );
  return [...found.values()].toSorted((a, b) => compareNatural(a.code, b.code));
}

interface Selection extends At {
  projectId?: number | undefined;
  own?: OwnRows | null;
  /** Whoever defines indicators is told of codes that nobody has defined. */
  mayDefine?: boolean;
}

/** The indicators that had begun at a day, by field, project and code; of `own` rows only those. */
export async function listIndicators(
  read: Queries,
  { projectId, own = null, mayDefine = false, ...at }: Selection,
): Promise<IndicatorPage> {
  const { given, sorted, around } = await sortedAt(read, at);
  const places = new Map(given.fields.map(({ code, position }) => [code, position]));
  const placeOf = ({ field }: IndicatorRow): number =>
    (field === null ? undefined : places.get(field.code)) ?? Number.MAX_SAFE_INTEGER;
  const indicators = sorted
    .filter(({ fact }) => owns(own, { projectId: fact.projectId, office: null }))
    .filter(({ fact }) => projectId === undefined || fact.projectId === projectId)
    .map((one) => rowOf(one, around))
    .sort((a, b) => placeOf(a) - placeOf(b) || compareNatural(a.code, b.code));
  return { asOf: at.asOf, indicators, undefinedCodes: mayDefine ? undefinedCodes(given) : [] };
}

/** The head inside the writing transaction. Throws `not-found`, for a foreign one too: as if it were missing. */
export async function requireHead(query: Queries, id: number, actor: Actor) {
  const head = await headOf(query, id);
  if (!head || !isOwn(actor, head)) throw new AppError('not-found', NO_INDICATOR);
  return head;
}

/** One indicator at a day with everything that was said of it and measured. Throws `not-found`. */
export async function indicatorAt(
  read: Queries,
  at: At,
  id: number,
): Promise<{ one: Sorted; detail: IndicatorDetail }> {
  const { sorted, around } = await sortedAt(read, at, id);
  const one = sorted.find(({ head }) => head.id === id);
  if (!one) throw new AppError('not-found', 'An diesem Tag gab es diese Kennzahl noch nicht.');
  const facts = one.facts.toReversed().map((fact) => ({
    ...{ effectiveOn: fact.effectiveOn, name: fact.name, meaning: fact.meaning, unit: fact.unit },
    ...{ direction: fact.direction, projectId: fact.projectId },
    field: fact.fieldId === null ? '' : (around.fieldOf(fact.fieldId)?.code ?? ''),
    model:
      fact.model !== null && fact.lowest !== null && fact.highest !== null
        ? { name: fact.model, lowest: fact.lowest, highest: fact.highest }
        : null,
  }));
  const detail = {
    ...{ asOf: at.asOf, indicator: rowOf(one, around), facts },
    measurements: [...one.measurements],
    elements: elementRows(one, at.asOf),
    unreadable: one.unreadable,
  };
  return { one, detail };
}

/** One indicator for whoever may see it. Throws `not-found`. */
export async function findIndicator(
  read: Queries,
  at: At,
  id: number,
  actor: Actor,
): Promise<IndicatorDetail> {
  await requireHead(read, id, actor);
  return (await indicatorAt(read, at, id)).detail;
}
