import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toIsoDate } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import { calendarText } from './calendar-text.ts';
import type { CalendarDay } from './calendar-text.ts';

const DAY: CalendarDay = {
  uid: 'berichtsrunde-2021-06-30@moves-cockpit',
  on: toIsoDate('2021-12-31'),
  summary: 'Abgabefrist: Statusberichte',
  description: '',
  sequence: 0,
  recordedAt: '2021-07-01T08:00:00.123Z' as Instant,
  calledOff: false,
};

/** Reads a calendar file by the rules of RFC 5545 alone: unfolds its lines and takes escapes back. */
function readCalendar(text: string): Record<string, string>[] {
  const events: Record<string, string>[] = [];
  for (const line of text.replace(/\r\n[ \t]/gu, '').split('\r\n')) {
    const [, name = '', value = ''] = /^([^:;]+)(?:;[^:]*)?:(.*)$/su.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') events.push({});
    const event = events.at(-1);
    if (event && name !== '')
      event[name] = value.replace(/\\([\\;,nN])/gu, (_, sign: string) =>
        sign.toLowerCase() === 'n' ? '\n' : sign,
      );
  }
  return events;
}

test('A day is what the standard asks for, and ends before the next one', () => {
  const [event] = readCalendar(calendarText('Fristen', [DAY]));
  assert.deepEqual(event, {
    ...{ BEGIN: 'VEVENT', UID: DAY.uid, DTSTAMP: '20210701T080000Z', SEQUENCE: '0' },
    ...{ DTSTART: '20211231', DTEND: '20220101', SUMMARY: DAY.summary },
    ...{ STATUS: 'CONFIRMED', TRANSP: 'TRANSPARENT', END: 'VCALENDAR' },
  });
  assert.match(calendarText('Fristen', [{ ...DAY, calledOff: true }]), /\r\nSTATUS:CANCELLED\r\n/u);
});

test('Any text comes back as it was, in lines of at most 75 octets that end as they must', () => {
  const written = fc.stringMatching(/^[a-zäöüß€,;:\\\n 🙂]{0,200}$/u);
  fc.assert(
    fc.property(written, written, (summary, description) => {
      const text = calendarText('Fristen', [{ ...DAY, summary, description }]);
      assert.ok(text.endsWith('END:VCALENDAR\r\n'));
      assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/u);
      for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
      const [event] = readCalendar(text);
      assert.equal(event?.['SUMMARY'], summary);
      assert.equal(event['DESCRIPTION'] ?? '', description);
    }),
  );
});

test('The same days give the same bytes', () => {
  assert.equal(calendarText('Fristen', [DAY, DAY]), calendarText('Fristen', [DAY, DAY]));
});
