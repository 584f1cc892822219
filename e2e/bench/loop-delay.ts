/** Loaded before the server (`--import`): tells, when asked by SIGUSR2, how long its event loop stood still at most. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  process.on('SIGUSR2', () => {
    process.stdout.write(`loop-delay-max-ms ${Math.round(delay.max / 1e6)}\n`);
    delay.reset();
  });
}
