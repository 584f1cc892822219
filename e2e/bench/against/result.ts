/** One line of the comparison: one quantity of one case, of both builds. */
export interface Line {
  case: string;
  engine: string;
  quantity: string;
  then: number | null;
  now: number | null;
  /** How many times better now, whichever way is better; null where only one side is measured. */
  better: number | null;
  /** What was asked for, in words; null where the line only informs. */
  asked: string | null;
  kept: boolean | null;
}

/** Whether more of a quantity is better, as requests a second are, or less, as milliseconds are. */
export type Direction = 'more' | 'less';

/** What is asked of a quantity: so many times better, at most so much, or at least. */
export interface Asked {
  times?: number;
  most?: number;
  least?: number;
}

const wordsOf = ({ times, most, least }: Asked): string | null => {
  const words = [
    ...(times === undefined ? [] : [`${times} × better`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
    ...(least === undefined ? [] : [`at least ${least}`]),
  ];
  return words.length === 0 ? null : words.join(', ');
};

export interface Measured {
  then: number | null;
  now: number | null;
  direction: Direction;
  asked?: Asked;
}

function betterOf({ then, now, direction }: Measured): number | null {
  if (then === null || now === null) return null;
  return direction === 'more' ? now / then : then / now;
}

function isKept(measured: Measured, better: number | null): boolean | null {
  const { now, asked = {} } = measured;
  if (wordsOf(asked) === null) return null;
  return (
    (asked.times === undefined || (better !== null && better >= asked.times)) &&
    (asked.most === undefined || (now !== null && now <= asked.most)) &&
    (asked.least === undefined || (now !== null && now >= asked.least))
  );
}

const round = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value * 1_000) / 1_000;

export function lineOf(about: { case: string; engine: string; quantity: string }, measured: Measured): Line {
  const better = betterOf(measured);
  return {
    ...about,
    then: round(measured.then),
    now: round(measured.now),
    better: round(better),
    asked: wordsOf(measured.asked ?? {}),
    kept: isKept(measured, better),
  };
}

const numeral = (value: number | null): string =>
  value === null
    ? '–'
    : value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

const verdictOf = (kept: boolean | null): string => (kept === null ? '' : kept ? 'kept' : '**not kept**');

/** The lines as a table of Markdown, which reads well on a screen too. */
export function comparisonOf(lines: readonly Line[], labels: { then: string; now: string }): string {
  return [
    `| case | engine | quantity | ${labels.then} | ${labels.now} | times better | asked | |`,
    '| --- | --- | --- | ---: | ---: | ---: | --- | --- |',
    ...lines.map(
      (line) =>
        `| ${line.case} | ${line.engine} | ${line.quantity} | ${numeral(line.then)} | ${numeral(line.now)} | ${numeral(line.better)} | ${line.asked ?? ''} | ${verdictOf(line.kept)} |`,
    ),
  ].join('\n');
}
