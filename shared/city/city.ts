import * as z from 'zod';
import { lineText, longText } from '../fields.ts';
import type { CityNames } from './city-names.ts';

const NAMES = {
  name: lineText().min(1, 'Der Name der Stadt fehlt.').max(80, 'Höchstens 80 Zeichen.'),
  place: lineText().max(60, 'Höchstens 60 Zeichen.'),
  programme: lineText().min(1, 'Der Name des Programms fehlt.').max(80, 'Höchstens 80 Zeichen.'),
  sender: longText()
    .max(300, 'Höchstens 300 Zeichen.')
    .refine((text) => text.split('\n').length <= 5, 'Höchstens fünf Zeilen.'),
};

/** As the session and a report carry them. */
export const CityWords = z.strictObject({
  ...{ name: z.string(), place: z.string(), programme: z.string(), sender: z.string() },
}) satisfies z.ZodType<CityNames>;

/** POST /api/city */
export const CityInput = z.strictObject({ ...NAMES, reason: lineText().max(300) });
export type CityInput = z.infer<typeof CityInput>;

/** GET /api/city; version 0 = nobody has said it yet. */
export const CityView = CityWords.extend({ version: z.int().min(0) });
export type CityView = z.infer<typeof CityView>;
