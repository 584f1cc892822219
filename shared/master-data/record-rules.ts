import { formatDate } from '../calendar.ts';
import type { IsoDate } from '../calendar.ts';
import { codeKey, sameCode } from '../codes.ts';
import type { FieldError } from '../errors.ts';
import type { MasterUse } from './master-data.ts';
import { masterRules } from './master-kinds.ts';
import type { MasterKind } from './master-kinds.ts';
import type { Values } from './master-rules.ts';

/** A record as far as a rule looks at it. */
export interface Standing {
  id: number;
  values: Values;
  from: IsoDate;
  to: IsoDate | null;
}

/** What a rule looks at beside the record: all of its kind, and by field what it may point to. */
export interface Beside {
  records: readonly Standing[];
  choices: Readonly<Record<string, readonly Standing[]>>;
}

const codeOf = ({ values }: Standing): string => values['code'] ?? '';
const named = ({ values }: Standing): string => `${values['code'] ?? ''} ${values['name'] ?? ''}`;

/** Whether a record counts on a day. */
export function countsOn({ from, to }: Pick<Standing, 'from' | 'to'>, day: IsoDate): boolean {
  return from <= day && (to === null || day <= to);
}

/** Of everything that bears a code, compared by its key, the newest. */
export function recordOf(records: readonly Standing[], code: string): Standing | undefined {
  return records
    .filter((record) => sameCode(codeOf(record), code))
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id))
    .at(-1);
}

/** What is wrong with what fields point to on a day. */
function referenceFaults(kind: MasterKind, values: Values, day: IsoDate, beside: Beside): FieldError[] {
  return Object.entries(masterRules(kind).fields).flatMap(([name, { refers }]) => {
    const code = values[name] ?? '';
    if (!refers || code === '') return [];
    const path = `values.${name}`;
    const { the } = masterRules(refers).words;
    const found = recordOf(beside.choices[name] ?? [], code);
    if (!found) return [{ path, message: `${the} „${code}“ gibt es nicht.` }];
    if (countsOn(found, day)) return [];
    return [{ path, message: `${the} ${named(found)} gilt am ${formatDate(day)} nicht.` }];
  });
}

/** Every reason against a new record. A code belongs to one thing for ever, so that no earlier figure changes its meaning. */
export function creationFaults(
  kind: MasterKind,
  { values, from }: { values: Values; from: IsoDate },
  beside: Beside,
): FieldError[] {
  const taken = recordOf(beside.records, values['code'] ?? '');
  const { title } = masterRules(kind).fields['code'] ?? { title: 'Nummer' };
  const ended =
    taken?.to == null ? '' : `; es endet am ${formatDate(taken.to)}, sein Ende lässt sich zurücknehmen`;
  return [
    ...(taken
      ? [
          {
            path: 'values.code',
            message: `${title} ${codeOf(taken)} gehört schon zu „${taken.values['name']}“${ended}.`,
          },
        ]
      : []),
    ...referenceFaults(kind, values, from, beside),
  ];
}

/** The fields of a change that differ from what stands. */
export function changedFields(before: Values, after: Values): string[] {
  return Object.keys(after).filter((name) => after[name] !== before[name]);
}

/** Every reason against other values from a day on; `before` = what holds on that day. */
export function changeFaults(
  kind: MasterKind,
  { record, before }: { record: Standing; before: Values },
  { values, on }: { values: Values; on: IsoDate },
  beside: Beside,
): FieldError[] {
  const changed = changedFields(before, values);
  const { fields } = masterRules(kind);
  if (changed.length === 0) return [{ path: '', message: 'Es ist nichts geändert.' }];
  const faults: FieldError[] = [];
  if (changed.includes('code'))
    faults.push({ path: 'values.code', message: `${fields['code']?.title ?? ''} bleibt, wie es ist.` });
  if (on < record.from && changed.some((name) => fields[name]?.dated))
    faults.push({ path: 'on', message: `Es gilt erst ab dem ${formatDate(record.from)}.` });
  if (record.to !== null && on > record.to)
    faults.push({ path: 'on', message: `Es endet am ${formatDate(record.to)}.` });
  const pointed = Object.fromEntries(changed.map((name) => [name, values[name] ?? '']));
  return [...faults, ...referenceFaults(kind, pointed, on, beside)];
}

/** The successors that codes name, with what is wrong with them. */
function successorFaults(
  kind: MasterKind,
  record: Standing,
  { on, successors }: { on: IsoDate; successors: readonly string[] },
  records: readonly Standing[],
): FieldError[] {
  const { words, successors: most } = masterRules(kind);
  const say = (message: string): FieldError => ({ path: 'successors', message });
  const faults: FieldError[] = [];
  if (most === 'one' && successors.length > 1) faults.push(say(`${words.the} hat höchstens eine Nachfolge.`));
  if (new Set(successors.map((code) => codeKey(code))).size < successors.length)
    faults.push(say('Eine Nachfolge ist zweimal genannt.'));
  for (const code of successors) {
    const found = recordOf(records, code);
    if (!found) faults.push(say(`${words.the} „${code}“ gibt es nicht.`));
    else if (found.id === record.id) faults.push(say('Nichts folgt sich selbst nach.'));
    else if (found.to !== null && found.to <= on)
      faults.push(say(`${named(found)} endet selbst am ${formatDate(found.to)}.`));
  }
  return faults;
}

/** `3 Projekte, 12 Stellen und 4 Haushaltszeilen` */
export function usesInWords(uses: readonly MasterUse[]): string {
  const words = uses.map((use) => use.words);
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} und ${words.at(-1) ?? ''}`;
}

/** Every reason against an end on a day. `uses` = what goes on after it; `lastChange` = the day its newest values count from. */
export function endFaults(
  kind: MasterKind,
  record: Standing,
  end: { on: IsoDate; successors: readonly string[] },
  {
    records,
    uses,
    lastChange,
  }: { records: readonly Standing[]; uses: readonly MasterUse[]; lastChange: IsoDate | null },
): FieldError[] {
  const { words } = masterRules(kind);
  const { on } = end;
  if (record.to !== null)
    return [{ path: 'on', message: `${words.the} endet schon am ${formatDate(record.to)}.` }];
  const faults: FieldError[] = [];
  if (on < record.from)
    faults.push({ path: 'on', message: `Das Ende liegt vor dem Beginn am ${formatDate(record.from)}.` });
  if (lastChange !== null && on < lastChange)
    faults.push({ path: 'on', message: `Am ${formatDate(lastChange)} ändert sich noch etwas daran.` });
  if (uses.length > 0 && end.successors.length === 0)
    faults.push({
      path: 'successors',
      message: `Danach gehören noch dazu: ${usesInWords(uses)}. Nennen Sie, wer sie übernimmt.`,
    });
  return [...faults, ...successorFaults(kind, record, end, records)];
}
