import { ByteCensus } from '#shared/imports/propose/byte-census.ts';
import type { Proposal } from '#shared/imports/propose/proposal.ts';
import {
  proposeHeader,
  proposeSeparator,
  SEPARATORS,
  ShapeCensus,
} from '#shared/imports/propose/shape-census.ts';
import type { Separator } from '#shared/imports/propose/shape-census.ts';
import type { Encoding } from '#shared/imports/file-shape.ts';
import { unpacked } from './inflate.ts';
import { RecordCutter } from './records.ts';
import { Refusal } from './task.ts';

/** What a new profile wants to know of a whole file, before anybody says how it is read. */
export type LookTask = { look: 'bytes' } | { look: 'records'; encoding: Encoding } | { look: 'sheets' };

export interface LookedRecords {
  separator: Proposal<Separator>;
  /** For each separator that parts the file at all: where its header stands. */
  headers: Partial<Record<Separator, Proposal<number>>>;
}

interface Answers {
  bytes: { encoding: Proposal<Encoding> };
  records: LookedRecords;
  sheets: { sheets: { name: string; isHidden: boolean }[] };
}
export type LookedAt<K extends LookTask['look']> = Answers[K];
export type Looked = Answers[keyof Answers];

async function lookAtBytes(pieces: AsyncIterable<Buffer>): Promise<Looked> {
  const census = new ByteCensus();
  for await (const piece of unpacked(pieces)) census.take(piece);
  return { encoding: census.propose() };
}

const DECODERS: Record<Encoding, string> = {
  'utf-8': 'utf-8',
  'windows-1252': 'windows-1252',
  'iso-8859-15': 'iso-8859-15',
  'utf-16': 'utf-16le',
};

/** Cuts the file by every separator at once; one by which it cannot be cut (a lone quote) is out. */
async function lookAtRecords(pieces: AsyncIterable<Buffer>, encoding: Encoding): Promise<Looked> {
  const decoder = new TextDecoder(DECODERS[encoding]);
  const cutters = new Map(
    SEPARATORS.map((separator) => {
      const census = new ShapeCensus();
      const cutter = new RecordCutter({ separator, firstLine: 1, quotes: true }, ({ line, fields }) => {
        census.take(line, fields);
      });
      return [separator, { census, cutter }] as const;
    }),
  );
  const feed = (work: (cutter: RecordCutter) => void): void => {
    for (const [separator, { cutter }] of [...cutters])
      try {
        work(cutter);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        cutters.delete(separator);
      }
  };
  for await (const piece of unpacked(pieces)) {
    const text = decoder.decode(piece, { stream: true });
    feed((cutter) => {
      cutter.take(text);
    });
  }
  feed((cutter) => {
    cutter.take(decoder.decode());
    cutter.end();
  });
  const censuses = new Map([...cutters].map(([separator, { census }]) => [separator, census]));
  return {
    separator: proposeSeparator(censuses),
    headers: Object.fromEntries(
      [...censuses]
        .filter(([, census]) => census.usual().width > 1)
        .map(([separator, census]) => [separator, proposeHeader(census)]),
    ),
  };
}

/** Looks at a whole file in the bounded process. Throws `Refusal` for what is no text file or no workbook. */
export async function look(task: LookTask, pieces: AsyncIterable<Buffer>): Promise<Looked> {
  if (task.look === 'bytes') return lookAtBytes(pieces);
  if (task.look === 'records') return lookAtRecords(pieces, task.encoding);
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return { sheets: await (await import('./xlsx.ts')).sheetNames(Buffer.concat(all)) };
}
