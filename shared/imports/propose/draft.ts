import { isMoneyKind, moneyRules } from '../money/money-kinds.ts';
import type { ImportKind } from '../terms.ts';
import type { FieldProposal } from './field-words.ts';
import type { ChosenSettings } from './profile-proposal.ts';

/** Columns that stand twice under one name, or under none: each gets a name of its own at its place. */
export function namedColumnsOf(
  headers: readonly string[],
): Record<string, { header: string; position: number }> {
  const twice = new Set(headers.filter((header, at) => headers.indexOf(header) !== at));
  return Object.fromEntries(
    headers.flatMap((header, at) =>
      header !== '' && !twice.has(header)
        ? []
        : [[columnName(headers, at), { header, position: at + 1 }] as const],
    ),
  );
}

/** The name under which a profile reads the column at a place. */
export function columnName(headers: readonly string[], at: number): string {
  const header = headers[at] ?? '';
  if (header === '') return `Spalte ${at + 1}`;
  const before = headers.slice(0, at).filter((one) => one === header).length;
  const all = headers.filter((one) => one === header).length;
  return all > 1 ? `${header} (${before + 1})` : header;
}

function columnsOf(fields: readonly FieldProposal[]): Record<string, unknown> {
  const object = fields.filter(({ field }) => field === 'object').map(({ column }) => column);
  const single = fields.filter(({ field }) => field !== 'object' && field !== 'amount');
  return { object, ...Object.fromEntries(single.map(({ field, column }) => [field, column])) };
}

/**
 * A profile of everything that was proposed and chosen. It has no code, no name and no source: those are a person's,
 * and until they are given it is not stored.
 */
export function draftProfile(
  kind: ImportKind,
  format: 'csv' | 'xlsx',
  headers: readonly string[],
  chosen: ChosenSettings,
  fields: readonly FieldProposal[],
): Record<string, unknown> {
  const { encoding, separator, sheet, headerRow, number, dateFormat, unit, sign } = chosen;
  const named = namedColumnsOf(headers);
  const file = {
    ...{ code: '', title: '', description: '', kind, source: '', format, headerRow },
    ...(format === 'csv' ? { encoding, separator } : {}),
    ...(sheet === undefined ? {} : { sheet }),
    ...(Object.keys(named).length === 0 ? {} : { namedColumns: named }),
    leaveOut: [],
    dateFormat,
  };
  if (!isMoneyKind(kind))
    return {
      ...file,
      fields: Object.fromEntries(fields.map(({ field, column }) => [field, column])),
      ...(number === undefined ? {} : { number }),
    };
  const amounts = fields.filter(({ field }) => field === 'amount');
  const columns = columnsOf(fields);
  const mayBeItems = moneyRules(kind).onlyTotals === undefined;
  const items = mayBeItems && fields.some(({ field }) => field === 'documentNumber');
  return {
    ...file,
    layout: items ? 'items' : 'totals',
    columns: amounts.length === 1 ? { amount: amounts[0]?.column, ...columns } : columns,
    ...(amounts.length > 1 ? { amounts: amounts.map(({ column }) => ({ column, name: column })) } : {}),
    ...{ constants: {}, number, unit, sign, emptyAmount: 'refused', totalsRow: null },
    ...{ controlTotal: 'optional', accountFrame: 'BW', assignment: ['account', 'account-group'] },
  };
}
