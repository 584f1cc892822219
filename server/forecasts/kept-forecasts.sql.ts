import type { IsoDate } from '#shared/calendar.ts';
import type { Cents } from '#shared/money.ts';
import { eachBatch } from '../db/kept.ts';
import type { Part } from '../db/kept.ts';

type KeptForecast = { id: number; on: IsoDate; seq: number; cents: Cents };

/** Every forecast that was given for a line, in the order in which it counts. */
export const FORECASTS: Part<{ byLine: Map<number, KeptForecast[]>; last: number }> = {
  tables: ['line_forecast'],
  read: async (read, before) => {
    const kept = before?.value ?? { byLine: new Map<number, KeptForecast[]>(), last: 0 };
    await eachBatch(
      kept.last,
      (after, most) =>
        read
          .selectFrom('line_forecast')
          .where('id', '>', after)
          .orderBy('id')
          .limit(most)
          .select(['id', 'line_id as lineId', 'forecast_on as on', 'cents', 'recorded_seq as seq'])
          .execute(),
      ({ lineId, ...row }) => {
        const list = kept.byLine.get(lineId) ?? [];
        list.push(row);
        list.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.seq - b.seq || a.id - b.id));
        kept.byLine.set(lineId, list);
        kept.last = row.id;
      },
    );
    return { ...kept };
  },
};
