import type { ExplainSource } from '#shared/explain/explain.ts';
import { businessDate, formatDate } from '#shared/calendar.ts';
import type { Instant } from '#shared/calendar.ts';
import { paperRef } from '../papers/paper-columns.ts';
import type { PaperColumns } from '../papers/paper-columns.ts';
import type { OwnRows } from '../rights/own-rows.sql.ts';

/** What a movement's row says about where it comes from. */
export interface MovementOrigin extends PaperColumns {
  id: number;
  counterId: number | null;
  counterNumber: string | null;
  counterName: string | null;
  requestId: number | null;
  requestTitle: string | null;
  approvedBy: string | null;
  approvedAt: Instant | null;
  importId: number | null;
  importFile: string | null;
}

const day = (at: Instant): string => formatDate(businessDate(at));

/** An import as a source: its number and file. */
export function importSource(id: number | null, file: string | null): ExplainSource[] {
  return id === null ? [] : [{ kind: 'import', id, label: `Einlesung ${id}`, detail: file }];
}

function requestSource(row: MovementOrigin): ExplainSource[] {
  const { requestId, requestTitle, approvedBy, approvedAt } = row;
  if (requestId === null) return [];
  const approved =
    approvedBy === null || approvedAt === null ? '' : `, freigegeben von ${approvedBy} am ${day(approvedAt)}`;
  return [
    {
      kind: 'request',
      id: requestId,
      label: `Antrag ${requestId}`,
      detail: `${requestTitle ?? ''}${approved}`,
    },
  ];
}

/** A movement with its paper, its request and who approved it, the line on the other side, and its import. */
export function movementSources(row: MovementOrigin, own: OwnRows | null): ExplainSource[] {
  const paper = paperRef(row, own === null);
  const counter: ExplainSource[] =
    row.counterId === null
      ? []
      : [
          {
            kind: 'line',
            id: row.counterId,
            label: `Gegenzeile ${row.counterNumber ?? ''}`,
            detail: row.counterName,
          },
        ];
  return [
    { kind: 'movement', id: row.id, label: `Bewegung ${row.id}`, detail: null },
    ...(paper ? [{ kind: 'paper' as const, id: paper.id, label: paper.label, detail: paper.title }] : []),
    ...requestSource(row),
    ...counter,
    ...importSource(row.importId, row.importFile),
  ];
}

/** A posting by its document, or by its number here where SAP gave none. */
export function postingSource(row: {
  id: number;
  documentNumber: string | null;
  lineItem: string | null;
  text: string;
}): ExplainSource {
  const item = row.lineItem === null ? '' : `/${row.lineItem}`;
  const label = row.documentNumber === null ? `Buchung ${row.id}` : `Beleg ${row.documentNumber}${item}`;
  return { kind: 'posting', id: row.id, label, detail: row.text === '' ? null : row.text };
}
