import { formatDate } from '#shared/calendar.ts';
import type { CityNames } from '#shared/city/city-names.ts';
import type { CouncilReport } from '#shared/reports/reports.ts';

/** A text as a CSS string. */
function quoted(text: string): string {
  return `"${text.replace(/["\\\n]/gu, ' ')}"`;
}

/**
 * Gives the printed page its running head: the margin boxes of `@page` read these properties of the root.
 * Returns what takes them away again.
 */
export function printHead(document: Document, report: CouncilReport, city: CityNames): () => void {
  const reference = report.reference === '' ? report.kindText : `GRDrs ${report.reference}`;
  const properties: [string, string][] = [
    ['--print-left', quoted(`${city.name}, ${reference}`)],
    ['--print-right', quoted(report.demo ? 'Beispieldaten' : '')],
    ['--print-foot', quoted(`Stichtag ${formatDate(report.asOf)}, ${report.edition}e Ausgabe`)],
  ];
  const { style } = document.documentElement;
  for (const [name, value] of properties) style.setProperty(name, value);
  return () => {
    for (const [name] of properties) style.removeProperty(name);
  };
}
