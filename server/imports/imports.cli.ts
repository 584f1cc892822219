import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { businessDate } from '#shared/calendar.ts';
import { AppError } from '#shared/errors.ts';
import { importKindWords, IMPORT_KINDS, MONEY_KINDS } from '#shared/imports/terms.ts';
import type { ImportKind } from '#shared/imports/terms.ts';
import type { ImportPlanView } from '#shared/imports/imports.ts';
import { refusalOf } from '#shared/imports/refusal.ts';
import { formatEuro } from '#shared/money.ts';
import { actorNamed, writerAs } from '../cli/actor.ts';
import type { Verb, VerbContext, VerbResult } from '../cli/verb.ts';
import type { Writer } from '../db/transact.ts';
import { planFile, profileOf, requireOfKind } from './any-file.ts';
import { applyOrRequest } from './apply-or-request.ts';
import { deliveryInput } from './delivery.ts';
import type { FilePart } from './delivery.ts';
import { fileAt } from './read/file-source.ts';
import { profileNamed } from './profiles/named-profile.ts';
import { parseControlTotal } from './control-totals/entered-total.ts';
import { keepUpload } from './uploads.sql.ts';

export function required(context: VerbContext, name: string): string {
  const value = context.values[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new AppError('invalid-input', `--${name} fehlt.`);
}

/** The files of one delivery: every `--file` there is. */
export function filesNamed(context: VerbContext): FilePart[] {
  const paths = (context.lists?.['file'] ?? []).filter((path) => path !== '');
  if (paths.length === 0) throw new AppError('invalid-input', '--file fehlt.');
  return paths.map((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile()) throw new AppError('not-found', `Die Datei ${path} gibt es nicht.`);
    return { fileName: basename(path), bytes: fileAt({ path, from: 0, size: stat.size }) };
  });
}

/** Who an import at the command line is written down for: whoever may import in the application. */
export async function writerNamed(
  context: VerbContext,
  profile: { kind: ImportKind },
): Promise<Writer & { id: number }> {
  const actor = await actorNamed(context, 'imports:apply');
  requireOfKind(actor, 'imports:apply', profile);
  return writerAs(context, actor);
}

function counts(plan: ImportPlanView, importId: number | null) {
  return {
    rowsRead: plan.rowsRead,
    bookings: plan.bookings,
    add: plan.add,
    change: plan.change,
    same: plan.same,
    missing: plan.missing,
    rejected: plan.rejected,
    leftOut: plan.leftOut,
    sumCents: plan.sumCents,
    unassignedCents: plan.unassignedCents,
    controlTotalCents: plan.controlTotalCents,
    controlOk: plan.controlOk,
    controls: plan.controls,
    figures: plan.figures,
    warnings: plan.warnings,
    warningsTotal: plan.warningsTotal,
    notices: plan.notices,
    late: plan.late,
    importId,
  };
}

function controlWords({ name, statedCents, fileCents }: ImportPlanView['controls'][number]): string {
  const verdict = statedCents === fileCents ? 'stimmt' : `Summe der Zeilen ${formatEuro(fileCents)} €`;
  return `  ${name}: ${formatEuro(statedCents)} € (${verdict})`;
}

function words(plan: ImportPlanView, importId: number | null, applied: boolean): string {
  const typed = plan.controls.find((line) => line.origin === 'entered')?.statedCents;
  const total = typed ?? plan.controlTotalCents;
  const control = total === null ? 'keine' : `${formatEuro(total)} €`;
  const end = plan.importedBefore
    ? `Diese Datei wurde schon eingelesen (Nr. ${plan.importedBefore.importId}); nichts kam dazu.`
    : applied
      ? `Gebucht als Einlesevorgang ${importId ?? ''}.`
      : 'Nur geplant; mit --apply --as KONTO wird gebucht.';
  const isMoney = MONEY_KINDS.some((kind) => kind === plan.kind);
  const sums = `  Summe ${formatEuro(plan.sumCents)} €, Kontrollsumme ${control}, nicht zugeordnet ${formatEuro(plan.unassignedCents)} €`;
  return [
    `${importKindWords(plan.kind)} aus ${plan.fileName}: ${plan.rowsRead} Zeilen gelesen`,
    `  neu ${plan.add}, unverändert ${plan.same}, anders ${plan.change}, fehlt ${plan.missing}, fehlerhaft ${plan.rejected}, ausgelassen ${plan.leftOut}`,
    ...(isMoney ? [sums] : []),
    ...plan.notices.map((notice) => `  ${notice}`),
    ...plan.controls.map(controlWords),
    ...plan.figures.map((f) => `  ${f.name}: ${formatEuro(f.cents)} € (${f.rows} Zeilen)`),
    ...plan.warnings.map((w) => `  Hinweis: Zeile ${w.line}, Spalte ${w.column}: ${w.message}`),
    end,
  ].join('\n');
}

async function run(context: VerbContext): Promise<VerbResult> {
  const kind = IMPORT_KINDS.find((known) => known === context.positionals[0]);
  const named = await profileNamed(context.db.read, required(context, 'profile'));
  const profile = await profileOf(context.db.read, named);
  if (kind !== profile.kind || context.positionals.length !== 1) {
    throw new AppError('invalid-input', `Das Profil „${profile.code}“ liest: import ${profile.kind} ….`);
  }
  const parts = filesNamed(context);
  const total = context.values['control-total'];
  const input = {
    profile: profile.code,
    ...deliveryInput(parts),
    controlTotalCents: parseControlTotal(typeof total === 'string' ? total : undefined),
    today: businessDate(context.by.clock.now()),
  };
  const apply = context.values['apply'] === true;
  const writer = apply ? await writerNamed(context, profile) : undefined;
  const plan = await planFile(context.db.read, input);
  if (plan.importedBefore) {
    const { importId } = plan.importedBefore;
    return { data: counts(plan, importId), text: words(plan, importId, false) };
  }
  const refusal = refusalOf(plan);
  if (refusal) throw refusal;
  if (!writer) return { data: counts(plan, null), text: words(plan, null, false) };
  const by = { clock: context.by.clock, writer };
  const keep = async () => {
    const upload = {
      profile: input.profile,
      file_name: plan.fileName,
      sha256: plan.fileSha256,
      control_total_cents: input.controlTotalCents ?? null,
      created_by: writer.id,
      created_at: by.clock.now(),
    };
    return { uploadId: await keepUpload(context.db, upload, parts), sha256: plan.fileSha256 };
  };
  const applied = await applyOrRequest(
    context.db,
    by,
    { ...input, expectedPlanSha256: plan.planSha256 },
    keep,
  );
  const importId = applied.import?.id ?? null;
  const data = { ...counts(plan, importId), requestId: applied.requestId };
  if (applied.requestId === null) return { data, text: words(plan, importId, true) };
  const waits = `In diesem Jahr stehen schon Ansätze: Antrag Nr. ${applied.requestId} wartet auf Freigabe; gebucht ist nichts.`;
  return { data, text: waits };
}

export const importVerb: Verb = {
  name: 'import',
  usage: 'import KIND --profile P --file F [--file F …] [--control-total 1234.56] [--apply --as KONTO]',
  help: [
    'Liest eine Datei ein. Ohne --apply wird nur geplant. KIND ist, was das Profil liest: appropriations, actuals,',
    'commitments, projects, positions, indicators oder account-map.',
    '',
    '  --profile P           wie die Datei zu lesen ist: das Kürzel eines Profils, oder der Pfad seiner JSON-Datei',
    '  --file F              die Datei: CSV bis 200 MB, auch als .gz, oder XLSX bis 40 MB; mehrmals genannt sind es',
    '                        Teile einer Lieferung, die wie eine Datei gelesen werden',
    '  --control-total B     Summe der Datei in Euro, mit den Vorzeichen der Datei',
    '  --apply --as KONTO    buchen; verantwortlich ist dieses Konto',
    '',
    'Alles oder nichts: Zeilenfehler, eine falsche Kontrollsumme oder geänderte Zeilen werden abgelehnt.',
    'Dieselbe Datei ein zweites Mal fügt nichts hinzu.',
  ].join('\n'),
  options: {
    profile: { type: 'string' },
    file: { type: 'string', multiple: true },
    'control-total': { type: 'string' },
    apply: { type: 'boolean' },
    as: { type: 'string' },
  },
  database: 'existing',
  run,
};
