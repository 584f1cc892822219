import * as z from 'zod';
import '#shared/german-issues.ts';

/** What the server reads from its environment; everything has a safe default for this machine. */
export const Environment = z.object({
  DATABASE_URL: z.string().min(1).default('sqlite:data/local/moves.db'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** The address users see; https makes cookies Secure. */
  PUBLIC_URL: z.url().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
});
export type Environment = z.infer<typeof Environment>;

/** Parses the environment. Throws with the name of every faulty variable. */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const result = Environment.safeParse(variables);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Umgebung fehlerhaft: ${faults.join('; ')}`);
}
