import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import type { SaxesTagNS } from 'saxes';
import { Refusal } from './task.ts';

export interface XmlEvents {
  open(name: string, attribute: (name: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Awaited between two pieces of the part. */
  taken?(): Promise<void>;
}

const MAX_DEPTH = 64;

function attributeOf(tag: SaxesTagNS): (name: string) => string | undefined {
  return (name) => Object.values(tag.attributes).find((a) => a.local === name)?.value;
}

/**
 * Reads a part as well-formed UTF-8 XML, as a stream. Document types, entities, other encodings and faults of form
 * refuse the file: nothing is repaired, nothing is looked up outside.
 */
export async function readXml(stream: Readable, events: XmlEvents): Promise<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  const refuse = (detail: string): never => {
    throw new Refusal('file-unreadable', detail);
  };
  parser.on('error', () => refuse('Die Excel-Datei ist beschädigt: Ein Teil ist kein gültiges XML.'));
  parser.on('doctype', () => {
    throw new Refusal('file-type-refused', 'Die Datei enthält eine Dokumenttyp-Definition (DTD).');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8')
      refuse('Die Excel-Datei ist nicht in UTF-8.');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > MAX_DEPTH) refuse('Die Excel-Datei ist zu tief geschachtelt.');
    events.open(tag.local, attributeOf(tag));
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    events.close?.(tag.local);
  });
  parser.on('text', (text) => events.text?.(text));
  parser.on('cdata', (text) => events.text?.(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of stream) {
    parser.write(decoder.decode(chunk as Buffer, { stream: true }));
    await events.taken?.();
  }
  parser.write(decoder.decode()).close();
}
