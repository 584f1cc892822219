import { businessDate } from '../calendar.ts';
import type { List } from '../lists/list.ts';
import { listColumns } from '../lists/list-column.ts';
import { ruleRows } from './rule-rows.ts';
import type { RuleRow } from './rule-rows.ts';
import type { RuleView } from './rules.ts';

/** The rules, and which of them the page shows. */
export interface ShownRules {
  rules: readonly RuleView[];
  search: string;
  retired: boolean;
}

export const RULE_LIST: List<RuleRow, ShownRules> = {
  ...{ title: 'Zuordnungsregeln', one: 'Regel', many: 'Regeln' },
  rows: ({ rules, ...filter }) => ruleRows(rules, filter),
  columns: () =>
    listColumns<RuleRow>([
      {
        ...{ key: 'regel', label: 'Regel', kind: 'text' },
        value: ({ rule }) => rule.code,
        parts: [
          { label: 'Regel', kind: 'text', width: 16, value: ({ rule }) => rule.code },
          { label: 'Fassung', kind: 'whole', value: ({ rule }) => rule.version },
          {
            ...{ label: 'Stand', kind: 'text', width: 13 },
            value: ({ rule }) => (rule.active ? 'gilt' : 'abgeschaltet'),
          },
        ],
      },
      {
        ...{ key: 'rang', label: 'Rang', kind: 'integer' },
        value: ({ rule }) => rule.priority,
        parts: [{ label: 'Rang', kind: 'whole', value: ({ rule }) => rule.priority }],
      },
      {
        ...{ key: 'wenn', label: 'Wenn alles zutrifft', kind: 'text' },
        value: ({ conditions }) => conditions,
      },
      { ...{ key: 'ziel', label: 'führt zu', kind: 'text' }, value: ({ target }) => target },
      { ...{ key: 'zugeordnet', label: 'zugeordnet', kind: 'integer' }, value: ({ rule }) => rule.taken },
      { ...{ key: 'anders', label: 'später anders', kind: 'integer' }, value: ({ rule }) => rule.corrected },
      {
        ...{ key: 'seit', label: 'gilt seit', kind: 'date' },
        value: ({ rule }) => businessDate(rule.at),
        second: ({ rule }) => rule.author,
        secondLabel: 'von',
      },
      { ...{ key: 'grund', label: 'Grund', kind: 'text' }, value: ({ rule }) => rule.reason },
    ]),
};
