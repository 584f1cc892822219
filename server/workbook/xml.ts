import { toXmlText } from '#shared/text/sheet-text.ts';

export const XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text between tags or in an attribute, whatever it holds. */
export function xmlText(text: string): string {
  return toXmlText(text).replace(/[&<>"]/gu, (mark) => ESCAPES[mark] ?? mark);
}

/** An element with its attributes and what stands in it, already XML; nothing inside closes it at once. */
export function tag(
  name: string,
  attributes: Record<string, string | number> = {},
  ...inside: string[]
): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const content = inside.join('');
  return content === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${content}</${name}>`;
}
