import assert from 'node:assert/strict';
import { test } from 'node:test';
import { referencesOf } from './references.ts';
import { actorText, fieldChanges, historyTitle } from './words.ts';

const NAMES = {
  'user:controlling1': 'Controlling 1',
  'project:23': 'P-041 eAkte',
  'line:63': '105 eAkte, Betrieb',
  'milestone:48': 'Übergabe',
  'userId:3': 'Programmbüro',
};

for (const [entity, entityId, action, title] of [
  ['import', '7', 'import.apply', 'Einlesung 7: übernommen'],
  ['project', '23', 'project.report-status', 'Projekt P-041 eAkte: Status gemeldet'],
  ['project', '24', 'project.edit', 'Projekt 24: geändert'],
  ['period', '2021-04', 'period.close', 'Periode April 2021: geschlossen'],
  ['baseline', '2021-03-24', 'baseline.set', 'Basistermine 24.03.2021: neu festgesetzt'],
  [
    'budget-line',
    '2021-06-18|controlling1',
    'forecast.report',
    'Haushaltszeile 18.06.2021, Controlling 1: Prognose gemeldet',
  ],
  ['council_paper', '316/2021', 'paper.record', 'Drucksache GRDrs 316/2021: aufgenommen'],
  ['database', 'demo', 'database.init', 'Datenbank mit Beispieldaten: eingerichtet'],
  ['z', '1', 'x.y', 'z 1: x.y'],
] as const) {
  test(`${action} of ${entity} ${entityId} reads as a sentence, an unknown code as itself`, () => {
    assert.equal(historyTitle({ action, entity, entityId }, NAMES), title);
  });
}

test('Who did it is a name, unless nobody has it', () => {
  assert.equal(actorText('controlling1', NAMES), 'Controlling 1');
  assert.equal(actorText('moves', NAMES), 'Kommandozeile');
  assert.equal(actorText('gone', NAMES), 'gone');
  assert.equal(
    actorText('controlling1 über Kommandozeile (ops)', NAMES),
    'Controlling 1 über Kommandozeile (ops)',
  );
});

test('Fields read in words: names for numbers, euro for cents, days and codes as the pages have them', () => {
  const after = {
    ...{ reference: '9016/2021', asOf: '2021-03-31', sha256: 'a'.repeat(64) },
    ...{ milestoneId: 48, milestone: 'Übergabe', reachedOn: '2021-06-28', leadUserId: 3, flagship: true },
    ...{ forecastCents: -19_950_000, overall: 'green', state: 'held' },
    payload: {
      movement: 'S',
      lineId: 63,
      direction: 'release',
      amount: { by: 'percent', tenths: 50, of: 'A' },
    },
    milestoneForecasts: [{ milestone: 'Übergabe', forecastOn: '2021-07-12' }],
  };
  assert.deepEqual(
    fieldChanges(null, after, NAMES).map(({ field, after: text }) => `${field}: ${text}`),
    [
      'Drucksache: GRDrs 9016/2021',
      'Stichtag: 31.03.2021',
      'Prüfsumme: aaaaaaaaaaaaaaaa…',
      'Meilenstein: Übergabe',
      'erreicht am: 28.06.2021',
      'Leitung: Programmbüro',
      'Leitprojekt: ja',
      'Prognose: −199.500,00 €',
      'Gesamt: grün',
      'Stand: angehalten',
      'Inhalt: Bewegung Sperre, Zeile 105 eAkte, Betrieb, Richtung lösen, Betrag gemessen in Anteil, Promille 50, von A',
      'Prognosen der Meilensteine: Meilenstein Übergabe, Prognose 12.07.2021',
    ],
  );
});

test('What entries refer to is found at any depth, each once', () => {
  const entry = {
    actor: 'a',
    entity: 'project',
    entityId: '23',
    before: null,
    after: { x: [{ lineId: 63 }, { lineId: 63 }] },
  };
  const { user, project, line } = referencesOf([
    entry,
    { ...entry, actor: 'b', entityId: '2021-01-01|c', entity: 'z' },
  ]);
  assert.deepEqual({ user, project, line }, { user: ['a', 'b', 'c'], project: ['23'], line: ['63'] });
});

test('Of an effect the history says what it touched, changed and noted; its figures stand with the request', () => {
  const effect = {
    lines: [{ number: '0105', name: 'eAkte', year: 2021, before: { N: 1 }, after: { N: 2 } }],
    groups: [{ code: null, year: 2021, ledger: 'result' }],
    envelopes: [],
    values: [{ name: 'Basis', before: '30.06.2021', after: '31.07.2021' }],
    notes: ['Kann nicht zurückgenommen werden.'],
  };
  const [change] = fieldChanges(null, { effect });
  assert.deepEqual(change, {
    field: 'Wirkung',
    before: '–',
    after: 'Zeile 0105 eAkte, 2021; Basis: 30.06.2021 → 31.07.2021; Kann nicht zurückgenommen werden.',
  });
});

for (const [before, after, expected] of [
  [null, { a: 1 }, [['a', '–', '1']]],
  [{ a: 1, b: 'x' }, { a: 1, b: 'y' }, [['b', 'x', 'y']]],
  [{ a: 1 }, null, [['a', '1', '–']]],
  [{ a: { b: [1] } }, { a: { b: [1] } }, []],
  ['alt', 'neu', [['Wert', 'alt', 'neu']]],
] as const) {
  test(`From ${JSON.stringify(before)} to ${JSON.stringify(after)} ${expected.length} fields change`, () => {
    assert.deepEqual(
      fieldChanges(before, after).map((c) => [c.field, c.before, c.after]),
      expected,
    );
  });
}
