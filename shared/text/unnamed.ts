import type * as z from 'zod';
import { NO_PERSON, namesPerson } from './person-words.ts';

/** The gate of texts in which no person is named (person-words.ts). */
export const unnamed = <T extends z.ZodString>(text: T): T =>
  text.refine((value) => !namesPerson(value), NO_PERSON);
