import assert from 'node:assert/strict';
import { test } from 'node:test';
import { migrate, schemaVersion } from '../db/migrate.ts';
import { newestVersion } from '../db/migrations.ts';
import { forEachDatabase } from '../db/test-databases.ts';
import { OLD_SCHEMA } from '../db/test-old-database.ts';
import { verify } from './verify.ts';

/** Each thing that stands in the sample (data/samples/old/README.md), and what names it. */
const FOUND: readonly [rule: string, words: RegExp][] = [
  ['items and sums of one month', /09\/2021.*9970000001.*1\.000,00 €.*Einlesung 20 .*1\.000,00 €/u],
  ['a day outside its period', /9950000001.*77,00 €.*15\.07\.2021.*03\/2021/u],
  ['a closed month that moved', /closed-sap-periods: 03\/2021.*9950000001.*07\/2020.*9950000002/u],
  ['a day outside its year', /9950000002.*77,00 €.*Haushaltsjahr 2020/u],
  ['a day that has not come', /9980000001.*31\.12\.2099/u],
  ['one order under two spellings', /4599000001.*1\.000,00 €/u],
  ['one document under four spellings', /9900000001/u],
  ['one project under two numbers', /P-004.*p-004|p-004.*P-004/u],
  ['a second first appropriation by one person', /Einlesung 32 .*1\.000\.000,00 €.*zweite Person/u],
  ['excess without a council paper', /Antrag 6: 49\.999,99 €.*Zeile 144.*129\.999,98 €/u],
  ['orders that stayed behind their money', /4500010174.*15\.410,44 €.*Zeile 119, 2021/u],
  ['a text that no file can hold', /U\+FFFE/u],
];
const SOUND = [
  'history-chain',
  'transfers-balance',
  'pairs-balance',
  'stored-totals',
  'basket',
  'imports-tie-out',
];

forEachDatabase((_, __, openOld) => {
  test('A filled database of an earlier schema is lifted whole', async () => {
    const db = await openOld();
    assert.equal(await schemaVersion(db), OLD_SCHEMA);
    const count = async (): Promise<unknown> => {
      const found = await db.read
        .selectFrom('posting')
        .select((eb) => [eb.fn.countAll<number>().as('rows'), eb.fn.sum<number>('cents').as('cents')])
        .executeTakeFirstOrThrow();
      return { rows: found.rows, cents: found.cents };
    };
    const before = await count();
    await migrate(db);
    assert.equal(await schemaVersion(db), newestVersion());
    assert.deepEqual(await count(), before, 'no posting is lost or changed');
  });

  test('What an earlier program booked wrongly is found with document and amount', async () => {
    const db = await openOld();
    await migrate(db);
    const { ok, checks } = await verify(db);
    assert.equal(ok, false);
    const said = checks.flatMap((check) => (check.ok ? [] : [`${check.name}: ${check.detail}`])).join('\n');
    for (const [rule, words] of FOUND) assert.match(said, words, rule);
    const sound = checks.filter((check) => check.ok).map((check) => check.name);
    for (const name of SOUND) assert.ok(sound.includes(name), `${name} holds: nothing else is blamed`);
  });
});
