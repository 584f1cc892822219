import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, toIsoDate } from '#shared/calendar.ts';
import { toCents } from '#shared/money.ts';
import { placeOfPage } from './posting-page.ts';

const FIRST = toIsoDate('2025-01-01');

test('A page found by the days’ totals is the page of the whole list, and what is carried is what lies before it', () => {
  const list = fc.array(fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 5 }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      list,
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 7 }),
      (dayRows, page, size) => {
        const rows = dayRows.flatMap((some, n) => some.map((cents) => ({ day: addDays(FIRST, n), cents })));
        const days = dayRows.map((some, n) => ({
          day: addDays(FIRST, n),
          parts: some.length,
          cents: toCents(some.reduce((sum, cents) => sum + cents, 0)),
        }));
        const place = placeOfPage(days, page, size);
        const [within, offset] = place.days
          ? [
              rows.filter(({ day }) => place.days && day >= place.days.from && day <= place.days.to),
              place.days.offset,
            ]
          : [[], 0];
        const expected = rows.slice((page - 1) * size, page * size);
        assert.deepEqual(within.slice(offset, offset + size), expected);
        assert.equal(place.total, rows.length);
        const carried =
          place.carriedCents + within.slice(0, offset).reduce((sum, { cents }) => sum + cents, 0);
        assert.equal(
          carried,
          rows.slice(0, (page - 1) * size).reduce((sum, { cents }) => sum + cents, 0),
        );
        const last = expected.at(-1);
        // Nothing behind the page's last day is read.
        if (last) assert.equal(place.days?.to, last.day);
      },
    ),
  );
});
