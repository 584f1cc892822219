import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sumFigures } from '../budget/figures.ts';
import { SIDES, sideName } from '../budget/sides.ts';
import { LEDGERS, LEDGER_WORDS } from '../budget/terms.ts';
import { toCents } from '../money.ts';
import { reportTableFaults } from '../report-table.ts';
import type { ReportTable } from '../report-table.ts';
import { councilReport } from './council-report.ts';
import type { CouncilFacts } from './council-facts.ts';
import { highlights } from './highlights.ts';
import { CouncilReport } from './reports.ts';
import { BARE, PROGRAMME, parts, project, subBudget } from './test-facts.ts';

function tableOf(facts: CouncilFacts, id: string): ReportTable {
  const table = councilReport(facts, '').tables.find((one) => one.id === id);
  assert.ok(table, id);
  return table;
}

/** The row whose first column says `name`. */
function rowOf(table: ReportTable, name: string) {
  const row = table.rows.find((one) => one.cells['name'] === name);
  assert.ok(row, name);
  return row;
}

for (const [name, facts] of Object.entries({ BARE, PROGRAMME })) {
  test(`Every total and derived cell is the sum it claims to be (${name})`, () => {
    assert.deepEqual(councilReport(facts, '9105/2021').tables.flatMap(reportTableFaults), []);
  });

  test(`The report matches its contract, and every table belongs to one chapter (${name})`, () => {
    const report = councilReport(facts, '9105/2021');
    assert.deepEqual(
      CouncilReport.parse(JSON.parse(JSON.stringify(report))),
      JSON.parse(JSON.stringify(report)),
    );
    assert.deepEqual(
      report.chapters.flatMap((chapter) => chapter.tableIds),
      report.tables.map((table) => table.id),
    );
  });
}

test('A database without projects and posts says so in one sentence per table', () => {
  const report = councilReport(BARE, '');
  for (const table of report.tables.filter((one) => one.id !== 'hinweise')) {
    assert.deepEqual(table.rows, [], table.id);
    assert.match(
      table.sentence,
      /^In diesem Datenbestand (sind|gibt es) .*(keine|noch keine) .*\.$/u,
      table.id,
    );
  }
  assert.equal(report.title, 'Bericht zum 30. Juni 2021');
});

test('Envelopes are never added and name their free amount', () => {
  const table = tableOf(PROGRAMME, 'rahmen');
  assert.deepEqual(
    table.rows.map((row) => row.kind),
    ['row', 'row'],
  );
  // 18,000,000.00 − 0 − 3,890,000.00 − 10,770,000.33
  assert.equal(table.rows[0]?.cells['free'], 333_999_967);
  assert.match(table.notes[0] ?? '', /überlappen sich und werden nie addiert/u);
});

test('Expense, reserve, income and unassigned postings stand apart', () => {
  const table = tableOf(PROGRAMME, 'haushalt');
  const expense = 'Summe Aufwendungen ohne Deckungsreserve, Ergebnishaushalt 2021';
  assert.equal(rowOf(table, expense).cells['I'], 120_001 + 9_999);
  assert.equal(rowOf(table, 'Summe Erträge, Ergebnishaushalt 2021').cells['I'], -12_195);
  assert.equal(rowOf(table, 'Summe Deckungsreserve, Ergebnishaushalt 2021').cells['V'], 300_000);
  const open = 'nicht zugeordnet, Ergebnishaushalt 2021 (9 Buchungen)';
  assert.equal(rowOf(table, open).cells['I'], 4_686_420);
  assert.ok(
    !table.rows.some((row) => row.cells['name'] === 'Summe Ergebnishaushalt 2021'),
    'nothing is netted',
  );
});

test('A sum over both years is named as double budget and stays within one ledger', () => {
  const totals = tableOf(PROGRAMME, 'haushalt').rows.filter((row) => row.kind === 'total');
  assert.deepEqual(
    totals.map((row) => row.cells['name']),
    ['Doppelhaushalt 2020/2021, Ergebnishaushalt, Aufwendungen ohne Deckungsreserve'],
  );
  // A: 5,000.00 + 6,000.00 + 1,000.00; E: −100.00 + 100.00
  assert.equal(totals[0]?.cells['A'], 1_200_000);
  assert.equal(totals[0].cells['E'], 0);
});

test('Unassigned postings of a year without lines have a place of their own', () => {
  const facts = {
    ...BARE,
    unassigned: [{ year: 2016, ledger: 'result' as const, postings: 1, cents: toCents(7) }],
  };
  const table = tableOf(facts, 'haushalt');
  assert.equal(rowOf(table, 'nicht zugeordnet, Ergebnishaushalt 2016 (1 Buchung)').cells['I'], 7);
  assert.deepEqual(reportTableFaults(table), []);
});

test('No table adds ledgers or nets income, and every sum is that of its lines', () => {
  const line = fc.record({
    year: fc.integer({ min: 2020, max: 2022 }),
    ledger: fc.constantFrom(...LEDGERS),
    side: fc.constantFrom(...SIDES),
    code: fc.constantFrom('100', '200', '300'),
    amounts: fc.dictionary(
      fc.constantFrom('A', 'N', 'U', 'S', 'O', 'I'),
      fc.integer({ min: -1e9, max: 1e9 }),
    ),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(line, { selector: (l) => `${l.year}${l.ledger}${l.side}${l.code}` }),
      (lines) => {
        const budget = lines.map(({ amounts, ...rest }) => ({
          ...rest,
          name: rest.code,
          parts: parts(amounts),
        }));
        const report = councilReport({ ...PROGRAMME, budget, unassigned: [] }, '');
        assert.deepEqual(report.tables.flatMap(reportTableFaults), []);
        const table = report.tables.find((one) => one.id === 'haushalt');
        for (const ledger of LEDGERS) {
          const inLedger = budget.filter((fact) => fact.ledger === ledger && fact.year === 2021);
          for (const side of SIDES) {
            const own = inLedger.filter((fact) => fact.side === side);
            const title = `Summe ${sideName(ledger, side, inLedger)}, ${LEDGER_WORDS[ledger]} 2021`;
            const row = table?.rows.find((one) => one.cells['name'] === title);
            assert.equal(row?.cells['V'] ?? 0, sumFigures(own.map((fact) => fact.parts)).V);
          }
        }
      },
    ),
  );
});

test('The build-up tells expense, income and reserve gross, and a year without a figure says so', () => {
  const sentence = tableOf(PROGRAMME, 'budget-aufbau').sentence.replaceAll('\u00a0', ' ');
  assert.match(
    sentence,
    /^Ergebnishaushalt 2021: Von 0,01 Mio\. € Aufwendungen sind 0,00 Mio\. € gebucht, 0,00 Mio\. € verfügbar\. Dazu 0,00 Mio\. € Deckungsreserve\. Von 0,00 Mio\. € Erträgen sind 0,00 Mio\. € gebucht\. Finanzhaushalt 2021: /u,
  );
  const empty = { ...BARE, budget: [{ ...subBudget(2022, '100', {}) }] };
  assert.equal(tableOf(empty, 'budget-aufbau').sentence, 'Ergebnishaushalt 2022: noch kein Ansatz wirksam.');
  assert.deepEqual(highlights(empty), ['Ergebnishaushalt 2022: noch kein Ansatz wirksam.']);
});

test('Vorbelastung is told under the budget tables, and nothing else knows of it', () => {
  const note =
    'Vorbelastung 2022 durch Aufträge aus Zeilen 2021, Ergebnishaushalt: 2.200.000,00 €. Sie steht weder in O noch in V.';
  for (const id of ['budget-aufbau', 'haushalt']) assert.ok(tableOf(PROGRAMME, id).notes.includes(note), id);
});

test('Cost accounting is named as outside the budget and is no part of a cover sentence', () => {
  const budget = [
    subBudget(2017, '1', { A: 100 }),
    { ...subBudget(2017, '1', { A: 900 }), ledger: 'costing' as const },
  ];
  const facts = { ...BARE, budget };
  assert.equal(highlights(facts).length, 1);
  assert.ok(tableOf(facts, 'haushalt').notes.some((note) => note.startsWith('Kostenrechnung: ')));
  assert.match(tableOf(facts, 'budget-aufbau').sentence, /Kostenrechnung 2017 \(außerhalb des Haushalts\)/u);
});

test('A project deviates when it is red, yellow, declared unlike computed, or asks for a decision', () => {
  const pair = { declared: 'green', trend: 'flat', computed: 'red', rule: 'T2' } as const;
  const green = project('P-001', 'green');
  const facts = {
    ...PROGRAMME,
    projects: [
      green,
      project('P-002', 'yellow'),
      project('P-003', 'red'),
      project('P-004', 'green', { lights: { ...green.lights, time: pair } }),
      project('P-005', 'green', { decisionNeeded: 'Zustimmung' }),
      project('P-006', 'red', { state: 'cancelled' }),
    ],
  };
  const table = tableOf(facts, 'abweichungen');
  assert.deepEqual(
    table.rows.map((row) => row.cells['number']),
    ['P-003', 'P-002', 'P-004', 'P-005'],
  );
  const text = table.rows[2]?.cells['deviation'];
  assert.ok(typeof text === 'string' && text.includes('Termin grün gemeldet, rot berechnet'));
});

test('A deviation names what, from when to when, in which direction, and the paper', () => {
  const row = tableOf(PROGRAMME, 'abweichungen').rows[0];
  assert.equal(
    row?.cells['deviation'],
    'Fachverfahren angebunden am 15.10.2021 statt 30.04.2021, 168 Tage später. Prognose 85.000,00 € über dem fortgeschriebenen Ansatz (P − F).',
  );
  assert.equal(row.cells['papers'], 'GRDrs 316/2021');
});

test('A milestone without a forecast shows no date, which is not unchanged', () => {
  const row = rowOf(tableOf(PROGRAMME, 'meilensteine'), 'Betrieb');
  assert.equal(row.cells['now'], null);
  assert.equal(row.cells['shift'], null);
});

test('The most important is told in at most six sentences and compares with the report before', () => {
  const projects = PROGRAMME.projects.filter((one) => !one.reportOverdue);
  const { highlights } = councilReport({ ...PROGRAMME, projects }, '');
  assert.ok(highlights.length <= 6);
  assert.ok(highlights.includes('63,45 von 98,00 Stellen sind besetzt, 12,80 mehr als am 31. März 2021.'));
  assert.ok(
    highlights.includes(
      'Von 2 Projekten steht eines auf Rot, 1 mehr als am 31. März 2021. Eine Entscheidung wird gebraucht: Kfz-Zulassung online.',
    ),
  );
});

test('No table of the public report shows what a post costs', () => {
  for (const id of ['stellen-gesamt', 'stellen-amt', 'stellen-gruppe'])
    assert.ok(tableOf(PROGRAMME, id).columns.every((column) => column.kind !== 'cents'));
});

test('Demo data is named, and so is everything a figure rests on', () => {
  const terms = tableOf(PROGRAMME, 'hinweise').rows.map((row) => row.cells['term']);
  for (const term of [
    'Stichtag',
    'Datenstand',
    'Nicht zugeordnet',
    'Ansatz',
    'Rundung',
    'Berechnete Ampeln',
    'Beispieldaten',
  ])
    assert.ok(terms.includes(term), term);
  assert.ok(!tableOf(BARE, 'hinweise').rows.some((row) => row.cells['term'] === 'Beispieldaten'));
});

test('Indicators stand with value, model, target and standing; a city that has none reads nothing of them', () => {
  assert.ok(councilReport(BARE, '').tables.every(({ id }) => id !== 'kennzahlen'));
  const table = tableOf(PROGRAMME, 'kennzahlen');
  assert.equal(
    table.sentence,
    'Von 3 Kennzahlen ist eine am Ziel oder im Plan, 1 dahinter, 1 ohne Vergleich mit einem Ziel.',
  );
  assert.deepEqual(rowOf(table, 'Kennzahl BREITBAND').cells, {
    ...{ name: 'Kennzahl BREITBAND', field: 'IT', value: '38,3 %', basis: '18 von 47 Gebäude' },
    ...{ on: '2021-06-30', target: '70 %', due: '2021-12-31', standing: '▲ hinter dem Plan' },
  });
  const level = rowOf(table, 'Kennzahl OZG-REIFE').cells;
  assert.deepEqual([level['value'], level['basis']], ['Stufe 2,75', 'OZG 0 bis 4 (2021)']);
  assert.deepEqual(
    [rowOf(table, 'Kennzahl NEU').cells['value'], rowOf(table, 'Kennzahl NEU').cells['target']],
    [null, null],
  );
  assert.ok(
    table.notes.some((note) => note.startsWith('Kennzahl BREITBAND: Ziel: 70 % bis 31.12.2021; nach Plan')),
  );
});
