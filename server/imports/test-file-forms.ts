import assert from 'node:assert/strict';
import { bookingsOf, faultsOf, testProfile, tryFile } from './profiles/test-profiles.ts';

/** One form in which a city gives out its figures, and what is read of it. */
export interface FileForm {
  /** What the profile says beside the plain one (test-profiles.ts). */
  profile: Record<string, unknown>;
  file: string | Buffer;
  /** `year object account cents`, expense positive. */
  bookings: string[];
  notices?: RegExp[];
}

export const lines = (...rows: string[]): string => rows.join('\r\n');
export const PLAIN_HEAD = 'Jahr;Objekt;Konto;Betrag';
export const SIDE_BY_SIDE = {
  columns: { amount: undefined, fiscalYear: undefined },
  emptyAmount: 'zero',
};

/**
 * What each form must prove, by its name: no fault, exactly these bookings, a control total that is met, and what is
 * told. The spec makes the tests of it, so that they count as its own.
 */
export function formTests(forms: Readonly<Record<string, FileForm>>): [string, () => Promise<void>][] {
  return Object.entries(forms).map(([name, { profile, file, bookings, notices = [] }]) => [
    `Read by its profile alone: ${name}`,
    async () => {
      const tried = await tryFile(testProfile(profile), Buffer.from(file as string));
      assert.deepEqual(faultsOf(tried), []);
      assert.deepEqual(bookingsOf(tried), bookings);
      assert.equal(tried.plan.control.fault, null);
      for (const notice of notices) assert.match(tried.notices.join('\n'), notice);
    },
  ]);
}
