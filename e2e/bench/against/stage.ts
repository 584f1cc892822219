import type { Engine } from '../site.ts';
import type { Facts } from '../facts.ts';
import type { Size } from './ground.ts';
import type { Measured } from './result.ts';
import type { Side } from './side.ts';

/** Where the cases of one ground and engine run: both builds, and where results go. */
export interface Stage {
  engine: Engine;
  size: Size;
  folder: string;
  facts: Facts;
  /** Measured answers of each page and build. */
  times: number;
  /** Of its full size, what the ground has. */
  scale: number;
  /** The named commit, and what stands here. */
  then: Side;
  now: Side;
  report: (name: string, quantity: string, measured: Measured) => void;
  /** Says that both builds gave different figures; the run fails by it. */
  differs: (sentence: string) => void;
}
