import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountList } from '#shared/accounts/accounts.ts';
import type { RequestList } from '#shared/approvals/requests.ts';
import type { EnvelopeList } from '#shared/envelopes/envelopes.ts';
import type { HistoryPage } from '#shared/history/history.ts';
import type { ImportList } from '#shared/imports/imports.ts';
import { compareNatural } from '#shared/order.ts';
import type { ForecastPage } from '#shared/planning/forecasts.ts';
import type { OrderList } from '#shared/planning/orders.ts';
import type { RuleList } from '#shared/reconciliation/rules.ts';
import type { RoundList } from '#shared/rounds/rounds.ts';
import type { Instant } from '#shared/calendar.ts';
import { LIGHT_WORDS } from '#shared/light.ts';
import type { MilestonePage } from '#shared/milestones/milestones.ts';
import type { PositionPage } from '#shared/positions/positions.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import type { RiskPage } from '#shared/risks/risks.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { DEMO } from '../demo/test-demo.ts';
import { startTestApp } from '../http/test-app.ts';
import { readSheet } from './test-list-file.ts';

const clock = { now: () => '2021-07-02T08:00:00.000Z' as Instant };
const ON = 'asOf=2021-06-30';

forEachDatabase((open) => {
  async function start(login = 'programmbuero') {
    const app = await startTestApp(await open(DEMO), { clock });
    const fetch = await app.as(login);
    const list = async <T>(path: string): Promise<T> => (await (await fetch(path)).json()) as T;
    const sheet = async (path: string) => {
      const answer = await fetch(path);
      assert.equal(answer.status, 200, path);
      return readSheet(Buffer.from(await answer.arrayBuffer()));
    };
    return { app, fetch, list, sheet };
  }

  test('The file of projects has the rows of the tab under filter and order, with their real values', async (t) => {
    const { app, list, sheet } = await start();
    t.after(() => app.close());
    const { projects } = await list<ProjectList>(`/api/projects?${ON}`);
    const file = await sheet(
      `/api/projects.xlsx?${ON}&ansicht=gelb-rot&sort=-verfuegbar&f.gesamt=gelb&spalten=projekt,gesamt,verfuegbar,ende`,
    );
    const expected = projects
      .filter(({ lights }) => lights.overall.declared === 'yellow')
      .toSorted((a, b) => b.availableCents - a.availableCents);
    assert.ok(expected.length > 1 && expected.length < projects.length);
    assert.deepEqual(
      file.rows.map((row) => [
        row['Nr.'],
        row['Projekt'],
        row['Gesamt'],
        row['Budget, €'],
        row['verfügbar, €'],
        row['Ende, Prognose'],
      ]),
      expected.map((one) => [
        one.number,
        one.name,
        'gelb',
        one.budgetCents / 100,
        one.availableCents / 100,
        one.forecastEndOn,
      ]),
    );
    assert.ok(!file.heads.includes('Nächster Meilenstein'));
    assert.deepEqual(file.lines, [
      'Projekte',
      'Stichtag 30.06.2021',
      'Alles, was Programmbüro sehen darf.',
      'Ansicht: Gelb oder rot',
      'Filter: Gesamt: gelb',
      'Sortiert nach Budget · verfügbar, absteigend',
      `Projekte: ${expected.length} von ${projects.length}`,
      'Beispieldaten',
    ]);
    assert.equal(file.sums['verfügbar, €'], expected.reduce((sum, one) => sum + one.availableCents, 0) / 100);
    assert.equal(file.formats['verfügbar, €'], '[$-407]#,##0.00;[Red]-#,##0.00');
    assert.equal(file.formats['Ende, Prognose'], '[$-407]dd.mm.yyyy');
  });

  test('Milestones, risks and posts: without a view every row and cell of the answer, in the order of the page', async (t) => {
    const { app, list, sheet } = await start();
    t.after(() => app.close());
    const { milestones } = await list<MilestonePage>(`/api/milestones?${ON}`);
    const ofMilestones = await sheet(`/api/milestones.xlsx?${ON}&ansicht=alle&sort=gewicht`);
    assert.deepEqual(
      ofMilestones.rows.map((row) => [row['Basis'], row['Verschiebung'] ?? null, row['Gewicht, €']]),
      milestones
        .toSorted((a, b) => (a.baselineOn < b.baselineOn ? -1 : a.baselineOn > b.baselineOn ? 1 : 0))
        .toSorted((a, b) => a.weightCents - b.weightCents)
        .map((one) => [one.baselineOn, one.slipDays, one.weightCents / 100]),
    );
    const { risks } = await list<RiskPage>(`/api/risks?${ON}`);
    const ofRisks = await sheet(`/api/risks.xlsx?${ON}&ansicht=alle&sort=eintrag&f.frist=2021`);
    assert.deepEqual(
      new Set(
        ofRisks.rows.map(
          (row) => `${String(row['Eintrag'])} ${String(row['Frist'])} ${String(row['bewertet am'])}`,
        ),
      ),
      new Set(
        risks
          .filter(({ dueOn }) => dueOn?.startsWith('2021'))
          .map(({ title, dueOn, assessedOn }) => `${title} ${String(dueOn)} ${assessedOn}`),
      ),
    );
    const { positions } = await list<PositionPage>(`/api/positions?${ON}`);
    const ofPosts = await sheet(`/api/positions.xlsx?${ON}&sort=-vzae&f.besetzt=> 0`);
    assert.equal(ofPosts.rows.length, positions.filter(({ filledFte }) => filledFte > 0).length);
    assert.equal(
      ofPosts.sums['VZÄ'],
      positions
        .filter(({ filledFte }) => filledFte > 0)
        .reduce((sum, { authorisedFte }) => sum + authorisedFte, 0) / 10_000,
    );
    for (const row of ofPosts.rows) {
      const post = positions.find(({ number }) => number === row['Nummer']);
      assert.deepEqual(
        [row['VZÄ'], row['seit'], row['Plankosten, €'] ?? null],
        [
          Number(post?.authorisedFte) / 10_000,
          post?.stateSince,
          post?.plannedCostCents === null ? null : Number(post?.plannedCostCents) / 100,
        ],
      );
    }
  });

  test('A light is its word, its trend and the computed one where that is another', async (t) => {
    const { app, list, sheet } = await start();
    t.after(() => app.close());
    const { projects } = await list<ProjectList>(`/api/projects?${ON}`);
    const { rows } = await sheet(`/api/projects.xlsx?${ON}&spalten=projekt,termin`);
    assert.ok(rows.some((row) => typeof row['Termin, berechnet'] === 'string'));
    for (const row of rows) {
      const pair = projects.find(({ number }) => number === row['Nr.'])?.lights.time;
      assert.ok(pair);
      assert.equal(row['Termin'], LIGHT_WORDS[pair.declared]);
      const differs = pair.computed !== 'none' && pair.computed !== pair.declared;
      assert.equal(row['Termin, berechnet'] ?? null, differs ? LIGHT_WORDS[pair.computed] : null);
    }
  });

  test('Whoever is bound to own rows gets those alone, and the file says so', async (t) => {
    const { app, list, sheet } = await start('projektleitung1');
    t.after(() => app.close());
    const { projects } = await list<ProjectList>(`/api/projects?${ON}`);
    const file = await sheet(`/api/projects.xlsx?${ON}`);
    assert.deepEqual(
      new Set(file.rows.map((row) => row['Nr.'])),
      new Set(projects.map(({ number }) => number)),
    );
    assert.equal(file.lines[2], 'Nur die eigenen Zeilen: mehr sieht Projektleitung nicht.');
    const posts = await sheet(`/api/positions.xlsx?${ON}`);
    assert.ok(!posts.heads.includes('Plankosten, €'));
  });

  test('A column that is not there is refused, a filter that is not understood hides nothing and is said', async (t) => {
    const { app, fetch, sheet } = await start();
    t.after(() => app.close());
    for (const query of [
      'sort=gibtsnicht',
      'spalten=projekt,xx',
      'f.xx=1',
      'xx=1',
      `f.projekt=${'a'.repeat(201)}`,
    ]) {
      const answer = await fetch(`/api/projects.xlsx?${ON}&${query}`);
      assert.equal(answer.status, 400, query);
    }
    const file = await sheet(`/api/projects.xlsx?${ON}&f.verfuegbar=viel`);
    const all = await sheet(`/api/projects.xlsx?${ON}`);
    assert.equal(file.rows.length, all.rows.length);
    assert.ok(file.lines.includes('Filter: Budget · verfügbar: „viel“ nicht verstanden, gilt nicht'));
  });

  test('What begins like a formula is a text in the file', async (t) => {
    const { app, fetch, list, sheet } = await start();
    t.after(() => app.close());
    const [project] = (await list<ProjectList>(`/api/projects?${ON}`)).projects;
    const name = '=HYPERLINK("https://a.example","x")';
    const renamed = await fetch(`/api/projects/${project?.id}?${ON}`, {
      method: 'PATCH',
      json: { name },
      ifMatch: project?.version ?? 0,
    });
    assert.equal(renamed.status, 200);
    const file = await sheet(`/api/projects.xlsx?${ON}&f.projekt=hyperlink`);
    assert.deepEqual(
      file.rows.map((row) => row['Projekt']),
      [name],
    );
    assert.equal(file.formulas, 0);
  });

  test('Orders: all that were found on every page, in their order, with euro and without a sum over ledgers', async (t) => {
    const { app, list, sheet } = await start('controlling1');
    t.after(() => app.close());
    const asked = `${ON}&year=2021&open=1`;
    const first = await list<OrderList>(`/api/orders?${asked}`);
    const orders = [...first.orders];
    for (let page = 2; orders.length < first.total; page += 1)
      orders.push(...(await list<OrderList>(`/api/orders?${asked}&page=${page}`)).orders);
    const file = await sheet(`/api/orders.xlsx?${asked}`);
    assert.deepEqual(
      file.rows.map((row) => [row['Bestellung'], row['fällig'], row['offen, €']]),
      orders.flatMap(({ orderNumber, parts }) =>
        parts.map(({ dueYear, openCents }) => [orderNumber, dueYear, openCents / 100]),
      ),
    );
    assert.ok(file.rows.length > 0);
    assert.ok(file.lines.includes('Jahr der Zeile 2021') && file.lines.includes('nur offene'));
    assert.deepEqual(
      Object.values(file.sums),
      file.heads.map(() => null),
    );
  });

  test('Every other list gives its file: the same rows in the same order as the page', async (t) => {
    const { app, fetch, list, sheet } = await start('controlling1');
    t.after(() => app.close());
    const sameRows = async (file: string, expected: readonly unknown[], head: string) => {
      assert.ok(expected.length > 0, file);
      const written = await sheet(file);
      assert.deepEqual(
        written.rows.map((row) => row[head]),
        expected,
        file,
      );
    };
    await sameRows(
      `/api/forecasts.xlsx?${ON}&year=2021&sort=zeile`,
      (await list<ForecastPage>(`/api/forecasts?${ON}&year=2021`)).rows
        .map(({ line }) => line.number)
        .toSorted(compareNatural),
      'Zeile',
    );
    await sameRows(
      '/api/requests.xlsx?state=decided',
      (await list<RequestList>('/api/requests?state=decided')).requests.map(({ id }) => id),
      'Nr.',
    );
    await sameRows(
      '/api/imports.xlsx',
      (await list<ImportList>('/api/imports')).imports.map(({ id }) => id),
      'Nr.',
    );
    await sameRows(
      `/api/envelopes.xlsx?${ON}`,
      (await list<EnvelopeList>(`/api/envelopes?${ON}`)).rows.map(({ ceilingCents }) => ceilingCents / 100),
      'Obergrenze, €',
    );
    const rules = (await list<RuleList>('/api/rules')).rules.filter(({ active }) => active);
    const ofRules = await sheet('/api/rules.xlsx');
    assert.deepEqual(
      new Set(ofRules.rows.map((row) => row['Regel'])),
      new Set(rules.map(({ code }) => code)),
    );
    const auditor = await app.as('rechnungspruefung');
    const history = (await (await auditor('/api/history')).json()) as HistoryPage;
    const answer = await auditor('/api/history.xlsx');
    const ofHistory = await readSheet(Buffer.from(await answer.arrayBuffer()));
    assert.deepEqual(
      ofHistory.rows.map((row) => row['Nr.']),
      history.entries.map(({ seq }) => seq),
    );
    const accounts = (await (await auditor('/api/accounts')).json()) as AccountList;
    const ofAccounts = await readSheet(
      Buffer.from(await (await auditor('/api/accounts.xlsx')).arrayBuffer()),
    );
    assert.deepEqual(
      ofAccounts.rows.map((row) => row['Anmeldename']),
      accounts.accounts.map(({ login }) => login),
    );
    const rounds = (await (await auditor(`/api/rounds?${ON}`)).json()) as RoundList;
    const ofRounds = await readSheet(
      Buffer.from(await (await auditor(`/api/rounds.xlsx?${ON}`)).arrayBuffer()),
    );
    assert.deepEqual(
      ofRounds.rows.map((row) => row['Berichtsstichtag']),
      rounds.rounds.map(({ reportingDate }) => reportingDate),
    );
    assert.equal((await fetch('/api/accounts.xlsx')).status, 403);
  });
});
