import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toIsoDate } from '../calendar.ts';
import { orderChangeDay } from './order-change.ts';

describe('the day a changed order counts on', () => {
  const CASES: [string, string, number, string | null, string, string][] = [
    ['as the file says', '2021-03-01', 2021, '2021-11-15', '2022-02-03', '2021-11-15'],
    ['the day of reading while its year runs', '2021-03-01', 2021, null, '2021-07-02', '2021-07-02'],
    ['the end of its year when that is over', '2021-03-01', 2021, null, '2022-02-03', '2021-12-31'],
    ['the day of reading for a later due year', '2021-03-01', 2022, null, '2021-07-02', '2021-07-02'],
    ['never before the order', '2021-03-01', 2021, '2021-02-01', '2021-07-02', '2021-03-01'],
  ];
  for (const [name, postedOn, fiscalYear, documentOn, readOn, expected] of CASES)
    test(`A change counts: ${name}`, () =>
      assert.equal(
        orderChangeDay(
          {
            fiscalYear,
            postedOn: toIsoDate(postedOn),
            documentOn: documentOn === null ? null : toIsoDate(documentOn),
          },
          toIsoDate(readOn),
        ),
        expected,
      ));
});
