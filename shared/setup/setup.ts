import * as z from 'zod';
import { SETUP_STEPS } from './steps.ts';

const count = z.int().min(0);

/** What is there, as far as a step asks for it; counts of rows, whether or not they are still in force. */
export const SetupCounts = z.strictObject({
  /** Accounts that may sign in: by the roles without which nothing is decided. */
  accounts: count,
  admins: count,
  controllers: count,
  programmeOffice: count,
  stages: count,
  fields: count,
  offices: count,
  subBudgets: count,
  /** Rules of all account maps. */
  accountRules: count,
  lines: count,
  envelopes: count,
  projects: count,
  projectsWithoutMilestone: count,
  posts: count,
  /** Imports of postings that stand. */
  actualImports: count,
  statusReports: count,
  issuedReports: count,
});
export type SetupCounts = z.infer<typeof SetupCounts>;

/** GET /api/setup: how far the city is. */
export const SetupState = z.strictObject({
  demo: z.boolean(),
  counts: SetupCounts,
  steps: z.array(
    z.strictObject({
      key: z.enum(SETUP_STEPS),
      done: z.boolean(),
      /** What is there, in words. */
      fact: z.string(),
      /** What is missing and why it matters, a sentence each. */
      missing: z.array(z.string()),
      /** Whether whoever asks may do it. */
      may: z.boolean(),
    }),
  ),
});
export type SetupState = z.infer<typeof SetupState>;
