import { job } from '../work/job.ts';
import { verify } from './verify.ts';

/** Reads the whole database, which takes long once it holds a million postings. */
export const verifyJob = job(import.meta.url, 'verifyJob', ({ db }) => verify(db));
