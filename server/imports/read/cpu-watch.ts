import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ASK_MS = 250;
/** Clock ticks a second in /proc, the same on every Linux that runs Node. */
const TICKS = 100;

/** Processor time of a process so far, in seconds; undefined where the system does not tell (only Linux does). */
export function cpuSecondsOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in brackets may hold anything; what is counted stands behind it: fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  } catch {
    return undefined;
  }
}

/**
 * Calls `tooLong` once a process has used more processor time than `seconds`: a busy machine, which gives it less, does
 * not count. Where the system does not tell, or the process does nothing at all, the clock ends it at twenty times that.
 * Returns what ends the watch.
 */
export function watchCpu(child: ChildProcess, seconds: number, tooLong: () => void): () => void {
  const until = performance.now() + seconds * 20_000;
  const timer = setInterval(() => {
    const used = child.pid === undefined ? undefined : cpuSecondsOf(child.pid);
    if ((used ?? 0) <= seconds && performance.now() < until) return;
    clearInterval(timer);
    tooLong();
  }, ASK_MS);
  return () => {
    clearInterval(timer);
  };
}
