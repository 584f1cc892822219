import { toIsoDate } from '#shared/calendar.ts';
import type { RuleCondition, RuleTarget } from '#shared/reconciliation/rule.ts';
import { addRuleVersion } from '../reconciliation/rules.sql.ts';
import type { DemoStep } from './demo-step.sql.ts';
import { instantOf, writing } from './demo-step.sql.ts';

/** After the last file was read in: what is open then has a suggestion, and stays open. */
const WRITTEN_ON = toIsoDate('2021-07-02');

const is = (field: RuleCondition['field'], value: string): RuleCondition => ({ field, test: 'is', value });
const starts = (field: RuleCondition['field'], value: string): RuleCondition => ({
  field,
  test: 'starts',
  value,
});
const contains = (value: string): RuleCondition => ({ field: 'text', test: 'contains', value });
const line = (number: string): RuleTarget => ({ kind: 'line', number, milestoneId: null });

/** Invented, like every posting they are about. */
const RULES: [string, number, RuleCondition[], RuleTarget, string][] = [
  [
    'R-002',
    90,
    [starts('account', '440'), is('year', '2021')],
    line('114'),
    'Sammelzeile, wenn keine engere Regel zutrifft',
  ],
  ['R-009', 20, [is('costObject', '100074100945')], line('103'), 'Alter Auftrag der Kollaboration'],
  [
    'R-014',
    10,
    [is('costObject', '100074100931'), starts('account', '440'), is('year', '2021')],
    line('105'),
    'Alter Auftrag der eAkte, seit 2021 in Zeile 105',
  ],
  [
    'R-021',
    20,
    [is('costObject', '100074200918'), contains('Lotsen')],
    line('113'),
    'Schulungen der Digitalisierungslotsen',
  ],
  ['R-040', 20, [starts('costObject', '7.100430')], line('212'), 'Aktive Technik im Breitband'],
  [
    'R-041',
    20,
    [starts('costObject', '7.100431')],
    { kind: 'line', number: '211', milestoneId: null },
    'Tiefbau im Breitband',
  ],
];

/** The mapping rules of the demo, written by the controller in one go. */
export function ruleSteps(): DemoStep[] {
  return [
    writing(instantOf(WRITTEN_ON, '10:15'), 'controlling1', async (tx, authorId) => {
      for (const [code, priority, conditions, target, reason] of RULES)
        await addRuleVersion(tx, {
          ...{ code, priority, conditions, target, reason: `${reason} (Beispiel, erfunden)` },
          ...{ version: 1, active: true, authorId, origin: 'invented' },
        });
      return { action: 'rules.create', entity: 'rule', entityId: 'demo', after: { rules: RULES.length } };
    }),
  ];
}
