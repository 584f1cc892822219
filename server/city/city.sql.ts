import type { CityInput, CityView } from '#shared/city/city.ts';
import { NEUTRAL_CITY } from '#shared/city/city-names.ts';
import type { CityNames } from '#shared/city/city-names.ts';
import { AppError } from '#shared/errors.ts';
import type { Database, Queries } from '../db/database.ts';
import { question } from '../db/question.ts';
import { transact } from '../db/transact.ts';
import type { Clock } from '#shared/calendar.ts';
import type { Writer } from '../db/transact.ts';

const stored = question((read) =>
  read.selectFrom('city').where('id', '=', 1).select(['name', 'place', 'programme', 'sender', 'version']),
);

/** What the city is called, with the version of it; neutral words, of version 0, until somebody says so. */
export async function cityView(read: Queries): Promise<CityView> {
  const [row] = await stored(read, {});
  return row ?? { ...NEUTRAL_CITY, version: 0 };
}

/** The same without its version, as sessions and reports carry it. */
export async function cityNames(read: Queries): Promise<CityNames> {
  const { version: _version, ...names } = await cityView(read);
  return names;
}

/** Says what the city is called from now on; issued reports keep their head. Throws `stale`. */
export async function setCity(
  db: Database,
  by: { clock: Clock; writer: Writer },
  { reason, ...names }: CityInput,
  version: number,
): Promise<CityView> {
  return transact(
    db,
    by,
    async (tx) => {
      const { version: standing, ...before } = await cityView(tx.query);
      if (standing !== version)
        throw new AppError('stale', undefined, { current: { ...before, version: standing } });
      const row = { ...names, version: version + 1, recorded_seq: tx.seq };
      await tx.query
        .insertInto('city')
        .values({ id: 1, ...row })
        .onConflict((oc) => oc.column('id').doUpdateSet(row))
        .execute();
      const change = { action: 'city.set', entity: 'city', entityId: 1, before, after: names };
      return { result: undefined, change: reason === '' ? change : { ...change, reason } };
    },
    (read) => cityView(read),
  );
}
