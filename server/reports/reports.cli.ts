import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { formatDate } from '#shared/calendar.ts';
import { counted } from '#shared/counted.ts';
import { AppError } from '#shared/errors.ts';
import { NewReportDraft } from '#shared/reports/report-drafts.ts';
import type { CouncilReport, IssuedReport } from '#shared/reports/reports.ts';
import { actorNamed, writerAs } from '../cli/actor.ts';
import { asOfOption } from '../cli/options.ts';
import type { Verb, VerbContext, VerbResult } from '../cli/verb.ts';
import { invalidInput } from '../http/parse-request.ts';
import { handlerOf } from '../request-kinds.ts';
import { isDemo } from '../session/session.sql.ts';
import { canonicalJson } from './canonical-json.ts';
import { composeAndAsk } from './compose-and-ask.ts';
import { compareIssued } from './compare-issued.ts';
import { contentSha256, draftReport, findContent, findReport } from './reports.sql.ts';
import { tableFile } from './table-file.ts';
import { reportWorkbook } from './workbook.ts';

async function save(path: string, bytes: Buffer): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('invalid-input', `Die Datei ${path} lässt sich nicht schreiben: ${reason}`);
  }
}

function summary(report: CouncilReport, out: string, bytes: number): Record<string, unknown> {
  return {
    asOf: report.asOf,
    out,
    bytes,
    contentSha256: contentSha256(canonicalJson(report)),
    tables: report.tables.map((table) => ({ id: table.id, rows: table.rows.length })),
  };
}

function textOption(values: VerbContext['values'], name: string, otherwise: string): string {
  const given = values[name];
  return typeof given === 'string' ? given.trim() : otherwise;
}

function outOption(values: VerbContext['values']): string {
  const out = textOption(values, 'out', '');
  if (out === '')
    throw new AppError('invalid-parameter', '--out braucht einen Dateinamen, zum Beispiel bericht.xlsx.');
  return out;
}

async function council({ db, by, values }: VerbContext): Promise<VerbResult> {
  const asOf = asOfOption(values);
  const out = outOption(values);
  const report = await draftReport(db, by.clock, asOf);
  const bytes = await reportWorkbook(report, null);
  await save(out, bytes);
  const text = `${report.title} geschrieben: ${out} (Stichtag ${formatDate(asOf)}, ${report.tables.length} Tabellen)`;
  return { data: summary(report, out, bytes.length), text };
}

/** Composes a report and asks for its release; `request approve` releases it. */
async function issue(context: VerbContext): Promise<VerbResult> {
  const { db, by, values } = context;
  const actor = await actorNamed(context, 'reports:compose');
  const head = NewReportDraft.safeParse({
    asOf: asOfOption(values),
    reference: textOption(values, 'reference', ''),
    kind: textOption(values, 'kind', 'information'),
    title: textOption(values, 'title', ''),
    department: textOption(values, 'department', ''),
    ...{ agenda: [], corrects: null },
  });
  if (!head.success) throw invalidInput(head.error);
  const { copy, request } = await composeAndAsk(
    db,
    { clock: by.clock, writer: writerAs(context, actor) },
    handlerOf,
    {
      head: head.data,
      knownGaps: textOption(values, 'known-gaps', ''),
      reason: textOption(values, 'reason', '') || 'Bericht an den Gemeinderat',
      origin: (await isDemo(db.read)) ? 'invented' : 'live',
    },
  );
  const data = { request: request.id, fairCopy: copy.id, draft: copy.draftId, sha256: copy.sha256 };
  const text = `Antrag ${request.id}: ${request.title}, wartet auf eine andere Person.\n  Prüfsumme ${copy.sha256}`;
  return { data, text };
}

function idOption(text: unknown, what: string): number {
  const id = typeof text === 'string' ? Number(text) : 0;
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new AppError('invalid-parameter', `${what} braucht die Nummer eines herausgegebenen Berichts.`);
}

/** The bytes the application hands out for an issued report. */
async function rendered(report: IssuedReport, content: string, { values }: VerbContext): Promise<Buffer> {
  const { brief } = report;
  const format = textOption(values, 'format', 'xlsx');
  const table = textOption(values, 'table', '');
  if (format === 'xlsx' && table === '')
    return reportWorkbook(report.report, { issuedAt: brief.issuedAt, sha256: brief.sha256 });
  if (format === 'json' && table === '') return Buffer.from(content);
  if (format === 'csv' || format === 'json') return tableFile(report.report, table, format);
  throw new AppError('invalid-parameter', '--format xlsx | json [--table T] | csv --table T');
}

/** An issued report as a file, from what was stored. */
async function render(context: VerbContext): Promise<VerbResult> {
  const { db, values } = context;
  const id = idOption(values['id'], '--id');
  const out = outOption(values);
  const { content } = await findContent(db.read, id);
  const issued = await findReport(db.read, id);
  const bytes = await rendered(issued, content, context);
  await save(out, bytes);
  const data = { id, out, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  return { data, text: `GRDrs ${issued.brief.reference} geschrieben: ${out} (${bytes.length} Bytes)` };
}

async function compare({ db, positionals }: VerbContext): Promise<VerbResult> {
  const [, a, b] = positionals;
  const [before, after] = [idOption(a, 'compare A B'), idOption(b, 'compare A B')];
  const data = await db.snapshot((read) => compareIssued(read, before, after));
  const lines = data.differences.map(
    (one) => `${one.table} · ${one.name} · ${one.column}: ${one.before} → ${one.after}`,
  );
  const head = `GRDrs ${data.before.reference} → ${data.after.reference}: ${counted(data.total, 'Angabe', 'Angaben')} anders`;
  return { data, text: [head, ...lines].join('\n') };
}

const DEEDS: Record<string, (context: VerbContext) => Promise<VerbResult>> = {
  council,
  issue,
  render,
  compare,
};

/** `report`: the draft as a workbook, a report that waits for its release, an issued one as a file, two compared. */
export const reportVerb: Verb = {
  name: 'report',
  usage: 'report council --as-of DATE --out F | issue … --as KONTO | render --id N --out F | compare A B',
  help: [
    'council  Schreibt den Bericht an den Gemeinderat zum Stichtag als Excel-Datei: Überblick, Projekte, Haushalt,',
    '         Stellen, Meilensteine, Abweichungen, Hinweise; Summen als Formeln mit Ergebnis. Es ist ein Entwurf.',
    '         Eine vorhandene Datei wird ersetzt. Mit --json: {asOf, out, bytes, contentSha256, tables: [{id, rows}]}.',
    '         --as-of DATE --out F.xlsx',
    'issue    Stellt einen Bericht zusammen, hält ihn als Reinschrift mit Prüfsumme fest und beantragt seine',
    '         Herausgabe; herausgegeben wird er, wenn eine andere Person den Antrag freigibt (request approve).',
    '  --kind decision|information  Beschluss- oder Mitteilungsvorlage (information)',
    '  --title T --department R     Titel und Referat',
    '  --known-gaps SATZ            begründet, was die Prüfung findet; ohne den Satz darf nichts fehlen',
    '  --reason T                   Begründung des Antrags',
    '  --as-of DATE --reference N/JAHR --as KONTO',
    'render   Schreibt einen herausgegebenen Bericht aus dem, was gespeichert ist: dieselben Bytes wie die Anwendung.',
    '  --id N --out F --format xlsx | json | csv   json ohne --table hat die Prüfsumme des Berichts',
    '  --table T                    eine seiner Tabellen (csv, json)',
    'compare  Sagt, was Bericht B anders sagt als Bericht A: report compare A B.',
  ].join('\n'),
  options: {
    ...{ id: { type: 'string' }, format: { type: 'string' }, table: { type: 'string' } },
    ...{ 'as-of': { type: 'string' }, out: { type: 'string' }, as: { type: 'string' } },
    ...{ reference: { type: 'string' }, kind: { type: 'string' }, title: { type: 'string' } },
    ...{ department: { type: 'string' }, reason: { type: 'string' }, 'known-gaps': { type: 'string' } },
  },
  database: 'existing',
  run: async (context) => {
    const { positionals } = context;
    const [name = ''] = positionals;
    const deed = positionals.length === (name === 'compare' ? 3 : 1) ? DEEDS[name] : undefined;
    if (!deed)
      throw new AppError(
        'invalid-parameter',
        'Möglich sind: report council, issue, render und compare A B; report --help zeigt, was sie brauchen.',
      );
    return deed(context);
  },
};
