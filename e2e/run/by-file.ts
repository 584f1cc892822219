import type { TestEvent } from 'node:test/reporters';

/** A finished test of a process that runs several spec files. */
export interface FileTest {
  file: string;
  ms: number;
}

/** A reporter that writes a line of JSON (`FileTest`) per finished test. */
export default async function* byFile(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { file, details } = event.data;
    if (details.type === 'suite') continue;
    yield `${JSON.stringify({ file, ms: details.duration_ms })}\n`;
  }
}

/** What the reporter wrote, summed by file. */
export function timesByFile(lines: string): Map<string, number> {
  const times = new Map<string, number>();
  for (const line of lines.split('\n').filter((text) => text !== '')) {
    const { file, ms } = JSON.parse(line) as FileTest;
    times.set(file, (times.get(file) ?? 0) + ms);
  }
  return times;
}
