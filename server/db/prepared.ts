import pg from 'pg';

/** Statements that keep a name, and the longest text worth one. */
const MOST_NAMED = 400;
const LONGEST_NAMED = 8_000;

const names = new Map<string, string>();

/** The name under which a connection keeps a question; none for what is asked too seldom or differs each time. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMED || text.length > LONGEST_NAMED || !text.startsWith('select')) return undefined;
  const name = `q${names.size}`;
  names.set(text, name);
  return name;
}

/** What Kysely calls: a text and its values. */
type Query = (text: unknown, values?: unknown, ...rest: unknown[]) => unknown;

/**
 * A connection that prepares each question once: PostgreSQL reads and plans its text the first time only, the same
 * as SQLite's kept statements.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const plain = super.query.bind(this) as Query;
    const prepared: Query = (text, values, ...rest) => {
      const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
      return name === undefined ? plain(text, values, ...rest) : plain({ name, text, values }, ...rest);
    };
    // One of the driver's own signatures, by which Kysely asks; the others go through unchanged.
    this.query = prepared as typeof this.query;
  }
}
