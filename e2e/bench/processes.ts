/** What the operating system knows of a process and all it started (Linux; nothing elsewhere). */
import { readdirSync, readFileSync } from 'node:fs';

/** Ticks of /proc/PID/stat in a second (USER_HZ), the same on every Linux. */
const TICK_MS = 10;

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It just ended.
    return '';
  }
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((task) =>
    textOf(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
}

/** A process and all it started, by any of its threads. */
export function processTree(pid: number | undefined): number[] {
  if (pid === undefined) return [];
  return [pid, ...childrenOf(pid).flatMap((child) => processTree(child))];
}

/** Resident memory now, of a process and every process it started, in MB. */
export function rssMbOf(pid: number | undefined): number {
  return processTree(pid).reduce(
    (sum, one) => sum + Number(/VmRSS:\s+(\d+)/u.exec(textOf(`/proc/${one}/status`))?.[1] ?? 0) / 1_024,
    0,
  );
}

/** Processor time at an instant, to be set against a later one. */
export interface CpuReading {
  /** Of each living thread, in ms, exact to the nanosecond. */
  threads: ReadonlyMap<string, number>;
  /** Of the whole processes with their ended threads and children, in steps of 10 ms. */
  ticksMs: number;
}

/** Fields 14 to 17 of /proc/PID/stat: own time and that of ended children, in user and kernel mode. */
function ticksMsOf(pid: number): number {
  const fields = textOf(`/proc/${pid}/stat`).split(') ')[1]?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * TICK_MS, 0);
}

/** Processor time used so far by a process and all it started. */
export function cpuNow(pid: number | undefined): CpuReading {
  const threads = new Map<string, number>();
  const pids = processTree(pid);
  for (const one of pids)
    for (const task of threadsOf(one)) {
      const [ran = ''] = textOf(`/proc/${one}/task/${task}/schedstat`).split(' ');
      if (ran !== '') threads.set(task, Number(ran) / 1e6);
    }
  return { threads, ticksMs: pids.reduce((sum, one) => sum + ticksMsOf(one), 0) };
}

/**
 * Processor time between two readings, in ms: by threads where all that lived before still live, else by the coarse
 * clock, which knows those that ended.
 */
export function cpuMsBetween(before: CpuReading, after: CpuReading): number {
  const ended = [...before.threads.keys()].some((thread) => !after.threads.has(thread));
  if (ended || after.threads.size === 0) return Math.max(0, after.ticksMs - before.ticksMs);
  return [...after.threads].reduce((sum, [thread, ms]) => sum + ms - (before.threads.get(thread) ?? 0), 0);
}
