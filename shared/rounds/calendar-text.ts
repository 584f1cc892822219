import { addDays } from '../calendar.ts';
import type { Instant, IsoDate } from '../calendar.ts';

/** A day of a calendar file. */
export interface CalendarDay {
  /** Says which one it is, for as long as it is kept: a calendar that reads the file again changes its entry. */
  uid: string;
  on: IsoDate;
  summary: string;
  description: string;
  /** How often it was changed (RFC 5545, 3.8.7.4). */
  sequence: number;
  /** When it was recorded as it is: the instant of its history row. */
  recordedAt: Instant;
  calledOff: boolean;
}

const MOST_OCTETS = 75;

/** Texts bear no commas, semicolons, backslashes and line breaks of their own (RFC 5545, 3.3.11). */
function escaped(text: string): string {
  return text.replace(/[\\;,]/gu, (sign) => `\\${sign}`).replace(/\r\n|\r|\n/gu, '\\n');
}

/** A line of at most 75 octets, broken between characters and going on behind a blank (RFC 5545, 3.1). */
function folded(line: string): string {
  const encoder = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (octets + size > MOST_OCTETS) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

const dayOf = (date: IsoDate): string => date.replaceAll('-', '');
const stampOf = (at: Instant): string => at.replace(/\.\d+Z$/u, 'Z').replace(/[-:]/gu, '');

function eventLines(day: CalendarDay): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${day.uid}`,
    `DTSTAMP:${stampOf(day.recordedAt)}`,
    `SEQUENCE:${day.sequence}`,
    `DTSTART;VALUE=DATE:${dayOf(day.on)}`,
    `DTEND;VALUE=DATE:${dayOf(addDays(day.on, 1))}`,
    `SUMMARY;LANGUAGE=de:${escaped(day.summary)}`,
    ...(day.description === '' ? [] : [`DESCRIPTION;LANGUAGE=de:${escaped(day.description)}`]),
    `STATUS:${day.calledOff ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/**
 * Whole days as a calendar file (RFC 5545), in the order given; the same days give the same bytes. Days have no time
 * and no zone: they are the same everywhere.
 */
export function calendarText(name: string, days: readonly CalendarDay[]): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//MoveS-Cockpit//Fristen//DE',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...days.flatMap(eventLines),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}
