import { AppError } from '#shared/errors.ts';
import type { Verb, VerbContext } from '../cli/verb.ts';
import { generate } from './generate.sql.ts';
import type { GenerateOptions } from './generate.sql.ts';

const DEFAULTS = { postings: 100_000, lines: 600, projects: 200, seed: 1 };
/** Least and most of each; more lines than a city has, and as many postings as a disk holds. */
const BOUNDS: Record<keyof GenerateOptions, [number, number]> = {
  postings: [0, 20_000_000],
  lines: [2, 100_000],
  projects: [0, 9_999],
  seed: [0, 4_294_967_295],
};

function numberOf(values: VerbContext['values'], name: keyof GenerateOptions): number {
  const text = values[name];
  if (text === undefined) return DEFAULTS[name];
  const [least, most] = BOUNDS[name];
  const number = typeof text === 'string' && /^\d{1,10}$/u.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new AppError('invalid-input', `--${name}: erwartet wird eine ganze Zahl von ${least} bis ${most}.`);
}

function optionsOf(values: VerbContext['values']): GenerateOptions {
  return {
    postings: numberOf(values, 'postings'),
    lines: numberOf(values, 'lines'),
    projects: numberOf(values, 'projects'),
    seed: numberOf(values, 'seed'),
  };
}

/** `generate`: the demo and any amount of invented data on top, for measuring and for trying out. */
export const generateVerb: Verb = {
  name: 'generate',
  usage: 'generate [--postings N] [--lines N] [--projects N] [--seed N]',
  help: [
    'Legt eine neue Datenbank mit den Beispieldaten und beliebig vielen erzeugten Daten 2024/2025 an.',
    'Alles Erzeugte ist erfunden und so gekennzeichnet; gleicher Startwert, gleiche Datenbank.',
    '',
    `  --postings N          Buchungen (${DEFAULTS.postings})`,
    `  --lines N             Haushaltszeilen (${DEFAULTS.lines})`,
    `  --projects N          Projekte (${DEFAULTS.projects})`,
    `  --seed N              Startwert (${DEFAULTS.seed})`,
  ].join('\n'),
  options: {
    postings: { type: 'string' },
    lines: { type: 'string' },
    projects: { type: 'string' },
    seed: { type: 'string' },
  },
  database: 'new',
  check: optionsOf,
  run: async ({ db, values }) => {
    const options = optionsOf(values);
    await generate(db, options);
    const { postings, lines, projects } = options;
    return { data: options, text: `Erzeugt: ${postings} Buchungen, ${lines} Zeilen, ${projects} Projekte.` };
  },
};
