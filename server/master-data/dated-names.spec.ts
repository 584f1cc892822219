import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock, Instant } from '#shared/calendar.ts';
import type { BudgetPage } from '#shared/budget/budget.ts';
import type { MasterAnswer, MasterList } from '#shared/master-data/master-data.ts';
import type { Overview } from '#shared/overview/overview.ts';
import type { ProjectList } from '#shared/projects/projects.ts';
import { DEMO } from '../demo/test-demo.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { startTestApp } from '../http/test-app.ts';

const clock: Clock = { now: () => '2024-06-01T08:00:00.000Z' as Instant };
const BEFORE = '2021-06-29';
const FROM = '2021-06-30';

forEachDatabase((open) => {
  test('Lists and pages call things as they were called on the Stichtag, whether facts are kept or read', async () => {
    const db = await open(DEMO);
    const app = await startTestApp(db, { clock });
    const ask = await app.as('admin');
    const get = async <T>(path: string) => (await (await ask(path)).json()) as T;
    const namesOn = async (asOf: string) => {
      const { projects } = await get<ProjectList>(`/api/projects?asOf=${asOf}`);
      const { fields, stageName } = await get<Overview>(`/api/overview?asOf=${asOf}`);
      const { ledgers } = await get<BudgetPage>(`/api/budget?asOf=${asOf}&year=2021`);
      const [project] = projects;
      return {
        ...{ office: project?.officeName, field: project?.fieldName, stage: stageName },
        ...{ overview: fields.find(({ code }) => code === project?.field)?.name },
        subBudget: ledgers[0]?.groups[0]?.lines[0]?.subBudgetName,
      };
    };
    const before = await namesOn(BEFORE);
    assert.deepEqual(await namesOn(FROM), before);
    const { projects } = await get<ProjectList>(`/api/projects?asOf=${FROM}`);
    const { ledgers } = await get<BudgetPage>(`/api/budget?asOf=${FROM}&year=2021`);
    const rename = async (kind: string, wanted: (code: string) => boolean) => {
      const { rows } = await get<MasterList>(`/api/master-data/${kind}?asOf=${FROM}`);
      const row = rows.find(({ values }) => wanted(values['code'] ?? ''));
      assert.ok(row, kind);
      const json = { values: { ...row.values, name: `Neu: ${kind}` }, on: FROM, reason: 'Umbenannt' };
      const path = `/api/master-data/${kind}/${row.id}/changes`;
      const answer = await ask(path, { method: 'POST', json, ifMatch: row.version });
      assert.equal(answer.status, 200);
      assert.equal(((await answer.json()) as MasterAnswer).row.version, row.version + 1);
    };
    await rename('offices', (code) => code === projects[0]?.office);
    await rename('fields', (code) => code === projects[0]?.field);
    await rename('stages', () => true);
    await rename('sub-budgets', (code) => code === ledgers[0]?.groups[0]?.lines[0]?.subBudget);
    assert.deepEqual(await namesOn(BEFORE), before, 'the day before keeps what was');
    assert.deepEqual(await namesOn(FROM), {
      ...{ office: 'Neu: offices', field: 'Neu: fields', overview: 'Neu: fields' },
      ...{ stage: 'Neu: stages', subBudget: 'Neu: sub-budgets' },
    });
    await app.close();
  });
});
