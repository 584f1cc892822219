import type { Filled } from '../db/test-databases.ts';
import { createDemo } from './demo.ts';

/** The demo, for tests that read it or go on from it: built once a run and engine (`open(DEMO)`). */
export const DEMO: Filled = { name: 'demo', fill: createDemo };
