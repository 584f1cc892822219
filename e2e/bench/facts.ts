import { script } from './site.ts';

export interface Line {
  id: number;
  number: string;
  account: string;
  costObject: string;
  /** Number of its postings. */
  postings: number;
}

/** What the cases ask about, read from the database itself, so that no contract has to hold it. */
export interface Facts {
  /** Generated lines of the measured year, the one with the most postings first. */
  lines: Line[];
  projects: number[];
  /** Postings of the year nobody assigned. */
  unassigned: number[];
}

export const factsOf = async (databaseUrl: string, year: number): Promise<Facts> =>
  JSON.parse(await script('e2e/bench/bare/database.ts', databaseUrl, 'facts', String(year))) as Facts;
