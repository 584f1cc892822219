import type { Instant } from '#shared/calendar.ts';
import type { ImportPlanView } from '#shared/imports/imports.ts';
import { toCents } from '#shared/money.ts';
import { blockedReason, controlDifference, controlNote, planSentence } from './plan-words.ts';

const PLAN: ImportPlanView = {
  kind: 'actuals',
  profile: 'sap-ist',
  fileName: 'ist.csv',
  fileSha256: 'a',
  contentSha256: 'b',
  rowsRead: 4,
  bookings: 4,
  add: 4,
  change: 0,
  same: 0,
  missing: 0,
  rejected: 0,
  leftOut: 0,
  addCents: toCents(100),
  sameCents: toCents(0),
  sumCents: toCents(100),
  leftOutCents: toCents(5),
  unassignedCents: toCents(0),
  unassignedRows: 0,
  controlTotalCents: toCents(105),
  controlOrigin: 'totals-row',
  controlOk: true,
  controlFault: null,
  controls: [],
  figures: [],
  warnings: [],
  warningsTotal: 0,
  errors: [],
  errorsTotal: 0,
  late: [],
  held: [],
  doubled: [],
  rows: [],
  notices: [],
  importedBefore: null,
  planSha256: 'c',
  applicable: true,
};

const APPLIED_AT = '2021-07-02T08:00:00.000Z' as Instant;

describe('The words of a plan', () => {
  const cases: [string, Partial<ImportPlanView>, RegExp, RegExp | null][] = [
    ['may be booked', {}, /^4 Zeilen werden gebucht/u, null],
    ['one row', { add: 1 }, /^1 Zeile wird gebucht/u, null],
    ['faulty rows', { rejected: 2, applicable: false }, /^2 Zeilen sind fehlerhaft/u, /berichtigen/u],
    [
      'wrong total',
      { controlOk: false, controlFault: 'x', applicable: false },
      /^Die Kontrollsumme stimmt nicht/u,
      /auf den Cent/u,
    ],
    ['conflict', { add: 0, change: 1, same: 3 }, /^1 Zeile steht schon .* kommt in die Konfliktliste/u, null],
    ['new rows beside a conflict', { add: 3, change: 2 }, /^3 Zeilen werden gebucht, 2 Zeilen stehen/u, null],
    [
      'changed appropriation',
      { kind: 'appropriations', change: 1, applicable: false },
      /^1 Zeile steht schon/u,
      /Bewegung mit Beschluss/u,
    ],
    [
      'imported before',
      { importedBefore: { importId: 7, appliedAt: APPLIED_AT }, applicable: false },
      /schon eingelesen \(Nr\. 7\)/u,
      /schon gebucht/u,
    ],
    [
      'a changed order',
      { kind: 'commitments', add: 1, change: 2 },
      /^1 Zeile ist neu, 2 Zeilen sind anders/u,
      null,
    ],
    ['nothing new', { add: 0, same: 4 }, /stehen schon im Bestand/u, null],
  ];
  for (const [name, change, sentence, blocked] of cases) {
    it(`say ${name}`, () => {
      const plan = { ...PLAN, ...change };
      expect(planSentence(plan)).toMatch(sentence);
      if (blocked) expect(blockedReason(plan) ?? '').toMatch(blocked);
      else expect(blockedReason(plan)).toBeNull();
    });
  }

  it('compare the control total with all rows of the file, also those left out', () => {
    expect(controlDifference(PLAN)).toBe(toCents(0));
    expect(controlDifference({ ...PLAN, controlTotalCents: toCents(106) })).toBe(toCents(-1));
  });

  it('claim no difference while rows cannot be read', () => {
    const plan = { ...PLAN, rejected: 1, controlOk: null };
    expect(controlDifference(plan)).toBeNull();
    expect(controlNote(plan)).toContain('sobald alle Zeilen lesbar sind');
  });
});
