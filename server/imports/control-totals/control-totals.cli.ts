import { AppError } from '#shared/errors.ts';
import { LEDGER_WORDS } from '#shared/budget/terms.ts';
import { formatEuro } from '#shared/money.ts';
import type { ControlFileResult } from '#shared/periods/period-views.ts';
import type { Verb, VerbContext, VerbResult } from '../../cli/verb.ts';
import { deliveryInput } from '../delivery.ts';
import { profileNamed } from '../profiles/named-profile.ts';
import { filesNamed, required, writerNamed } from '../imports.cli.ts';
import { readControlTotals } from './read-control-totals.ts';

function words(result: ControlFileResult): string {
  return [
    `Kontrollsummen aus ${result.fileName}: ${result.rows} Zeilen, Summe ${formatEuro(result.sumCents)} €`,
    ...result.periods.map(
      ({ period, year, ledger, cents, differenceCents }) =>
        `  ${period}/${year} ${LEDGER_WORDS[ledger]}: SAP ${formatEuro(cents)} €, Differenz ${formatEuro(differenceCents)} €`,
    ),
    ...result.notices.map((notice) => `  ${notice}`),
    ...result.warnings.map((w) => `  Hinweis: Zeile ${w.line}, Spalte ${w.column}: ${w.message}`),
    result.first ? 'Übernommen; gebucht wurde nichts.' : 'Diese Datei gilt schon; nichts kam dazu.',
  ].join('\n');
}

async function run(context: VerbContext): Promise<VerbResult> {
  if (context.positionals.length > 0)
    throw new AppError('invalid-input', `„${context.positionals.join(' ')}“ gehört nicht hierher.`);
  const profile = await profileNamed(context.db.read, required(context, 'profile'));
  const input = { profile, ...deliveryInput(filesNamed(context)) };
  const by = { clock: context.by.clock, writer: await writerNamed(context, { kind: 'actuals' }) };
  const result = await readControlTotals(context.db, by, input);
  const failed = result.periods.some((period) => period.differenceCents !== 0);
  return { data: result, text: words(result), failed };
}

export const controlTotalsVerb: Verb = {
  name: 'control-totals',
  usage: 'control-totals --profile P --file F --as KONTO',
  help: [
    'Übernimmt eine Summendatei aus SAP als Kontrollsummen. Gebucht wird nichts; je Periode und Haushalt zählt die neueste.',
    '',
    '  --profile P           wie die Datei zu lesen ist: ein Profil für Ist-Summen, zum Beispiel sap-summen',
    '  --file F              die Datei (CSV bis 200 MB, auch .gz, oder XLSX bis 40 MB)',
    '  --as KONTO            verantwortlich ist dieses Konto',
    '',
    'Endet mit 2, wenn eine Periode nicht auf 0,00 aufgeht.',
  ].join('\n'),
  options: {
    profile: { type: 'string', multiple: true },
    file: { type: 'string', multiple: true },
    as: { type: 'string' },
  },
  database: 'existing',
  run,
};
