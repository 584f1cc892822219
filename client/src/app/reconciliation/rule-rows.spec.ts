import type { RuleView } from '#shared/reconciliation/rules.ts';
import { ruleRows, rulesSentence } from '#shared/reconciliation/rule-rows.ts';

const rule = (code: string, change: Partial<RuleView>): RuleView =>
  ({
    ...{ code, version: 1, priority: 20, active: true, reason: 'Anfang', author: 'controlling1' },
    ...{ at: '2021-01-04T08:00:00.000Z', origin: 'live', taken: 0, corrected: 0 },
    conditions: [{ field: 'account', test: 'starts', value: '442' }],
    target: { kind: 'line', number: '105', milestoneId: null },
    ...change,
  }) as RuleView;

const RULES = [
  rule('R-2', { priority: 30, taken: 4, corrected: 1 }),
  rule('R-3', { priority: 10, active: false }),
  rule('R-1', { priority: 20, target: { kind: 'exclude', reason: 'Fremder Auftrag' } }),
];
const codes = (search: string, retired = false) =>
  ruleRows(RULES, { search, retired }).map((row) => row.rule.code);

describe('ruleRows', () => {
  it('stands in the order the rules are asked, retired ones last and only when wanted', () => {
    expect(codes('')).toEqual(['R-1', 'R-2']);
    expect(codes('', true)).toEqual(['R-1', 'R-2', 'R-3']);
  });

  it('finds a rule by its condition, its target and its reason, whatever the case', () => {
    expect(codes('FREMDER')).toEqual(['R-1']);
    expect(codes('zeile 105')).toEqual(['R-2']);
    expect(codes('konto beginnt mit 442')).toEqual(['R-1', 'R-2']);
    expect(codes('nichts davon')).toEqual([]);
  });
});

describe('rulesSentence', () => {
  it('counts what holds, what is retired, and what was corrected', () => {
    expect(rulesSentence(RULES)).toContain('2 Regeln gelten, 1 abgeschaltet');
    expect(rulesSentence(RULES)).toContain('4 Buchungen, 1 davon später anders');
  });
});
