import type { VerifyResult } from '#shared/history/history.ts';
import { fourEyesHeld, pairsBalance } from '../approvals/verify-approvals.sql.ts';
import { excessesHavePapers } from '../approvals/verify-limits.sql.ts';
import type { Database, Queries } from '../db/database.ts';
import { searchTextFaults } from '../db/search-texts.ts';
import { carriesTaken, ordersFollowed, ordersSettled } from '../planning/verify-planning.sql.ts';
import { factsMatch } from '../projects/project-facts.sql.ts';
import { closedMonthsUntouched, sapTotalsMatch } from '../periods/sap-totals-check.sql.ts';
import {
  assignmentsBalance,
  basketMatches,
  carryOversBalance,
  finding,
  historyChain,
  issuedReports,
  projectStates,
  storedDays,
  storedTotals,
  transfersBalance,
} from './verify-checks.sql.ts';
import type { Finding } from './verify-checks.sql.ts';
import { monthsStandOnce } from '../sources/verify-grains.sql.ts';
import { firstYearsHeld } from '../sources/verify-sources.sql.ts';
import { oneSpelling, textsFit } from './verify-codes.sql.ts';
import { importsTieOut, takenBackBalances } from './verify-imports.sql.ts';
import { closedSapPeriodsUntouched, rowsPlausible } from './verify-plausible.sql.ts';

interface Check {
  name: string;
  label: string;
  run: (read: Queries, db: Database) => Promise<Finding>;
}

/** Everything that must hold, in the order it is shown. */
const CHECKS: readonly Check[] = [
  {
    name: 'settings',
    label: 'Einstellungen der Datenbank',
    run: async (_, db) => finding(await db.faults(), 'wie verlangt'),
  },
  {
    name: 'integrity',
    label: 'Datenbankdatei, Fremdschlüssel, Schreibschutz',
    run: async (_, db) => finding(await db.integrity(), 'ohne Befund'),
  },
  { name: 'history-chain', label: 'Kette des Verlaufs', run: historyChain },
  {
    name: 'transfers-balance',
    label: 'Umschichtungen heben sich je Jahr und Haushalt auf',
    run: transfersBalance,
  },
  {
    name: 'pairs-balance',
    label: 'Was paarweise bewegt wird, hebt sich je Paar auf',
    run: async (read) => finding(...(await pairsBalance(read))),
  },
  {
    name: 'four-eyes',
    label: 'Vier Augen: niemand entschied über den eigenen Antrag, nichts gilt ohne Freigabe',
    run: async (read) => finding(...(await fourEyesHeld(read))),
  },
  {
    name: 'excess-limit',
    label: 'Erhebliche über- und außerplanmäßige Bewilligungen haben eine Drucksache',
    run: async (read) => finding(...(await excessesHavePapers(read))),
  },
  {
    name: 'first-appropriations',
    label: 'Ansätze kamen zu vorhandenen nur durch zwei Personen',
    run: async (read) => finding(...(await firstYearsHeld(read))),
  },
  {
    name: 'months-stand-once',
    label: 'Einzelposten und Summen eines Systems zählen nie beide',
    run: async (read) => finding(...(await monthsStandOnce(read))),
  },
  {
    name: 'carry-overs-balance',
    label: 'Übertragung aus einem Jahr = Übertragung in das nächste',
    run: carryOversBalance,
  },
  { name: 'stored-days', label: 'Gespeicherte Tagessummen = neu gerechnet', run: storedDays },
  { name: 'stored-totals', label: 'Gespeicherte Monats- und Gesamtsummen = Tagessummen', run: storedTotals },
  {
    name: 'assignments-balance',
    label: 'Zuordnungen verschieben, sie verändern nichts',
    run: assignmentsBalance,
  },
  { name: 'basket', label: 'Nicht zugeordnete Buchungen = neu gerechnet', run: basketMatches },
  { name: 'sap-totals', label: 'Gespeicherte SAP-Summen je Periode = neu gerechnet', run: sapTotalsMatch },
  {
    name: 'closed-periods',
    label: 'Geschlossene Perioden seit dem Schließen unverändert',
    run: closedMonthsUntouched,
  },
  {
    name: 'closed-sap-periods',
    label: 'SAP-Summen geschlossener Perioden seit dem Schließen unverändert, außer durch Nachbuchungen',
    run: closedSapPeriodsUntouched,
  },
  {
    name: 'rows-plausible',
    label: 'Jahr, Periode und Datum jeder Buchung und Bestellung passen zusammen',
    run: rowsPlausible,
  },
  {
    name: 'orders-settled',
    label: 'Bestellung und Rechnung zählen nie beide',
    run: async (read) => finding(...(await ordersSettled(read))),
  },
  {
    name: 'orders-followed',
    label: 'Bestellungen folgen dem Geld, mit dem sie übertragen sind',
    run: async (read) => finding(...(await ordersFollowed(read))),
  },
  {
    name: 'orders-carried',
    label: 'Mitgenommene Bestellungen = neu gerechnet',
    run: async (read) => finding(...(await carriesTaken(read))),
  },
  {
    name: 'imports-tie-out',
    label: 'Summe der Buchungen = Summe der Einlesungen = Kontrollsummen',
    run: importsTieOut,
  },
  {
    name: 'taken-back',
    label: 'Zurückgenommenes hebt sich auf',
    run: takenBackBalances,
  },
  { name: 'project-states', label: 'Jedes Projekt hat einen datierten Stand', run: projectStates },
  {
    name: 'search-texts',
    label: 'Texte der Suche = neu gebildet',
    run: async (read) => {
      const { faults, rows } = await searchTextFaults(read);
      return finding(faults, `${rows} Texte`);
    },
  },
  {
    name: 'project-facts',
    label: 'Projekte heißen, wie zuletzt festgehalten ist',
    run: async (read) => finding(...(await factsMatch(read))),
  },
  {
    name: 'one-spelling',
    label: 'Jede Bestellung, jeder Beleg und jedes Projekt steht in einer Schreibweise',
    run: oneSpelling,
  },
  { name: 'texts', label: 'Jeder Text passt in eine Datei', run: textsFit },
  { name: 'issued-reports', label: 'Herausgegebene Berichte unverändert', run: issuedReports },
];

const MOST_FAULTS = 5;

/** A check that cannot even read what it checks has found something: that is its result, not a crash. */
async function findingOf(check: Check, read: Queries, db: Database): Promise<Finding> {
  try {
    return await check.run(read, db);
  } catch (error) {
    // The database's own words may hold data or paths: only its code is shown.
    const code =
      typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unbekannt';
    return finding([`nicht lesbar (${code})`], '');
  }
}

/** Checks everything that must hold, on one state of the data. Changes nothing. */
export async function verify(db: Database): Promise<VerifyResult> {
  const checks = await db.snapshot(async (read) => {
    const done: VerifyResult['checks'] = [];
    for (const check of CHECKS) {
      const { faults, scope } = await findingOf(check, read, db);
      const ok = faults.length === 0;
      done.push({
        name: check.name,
        label: check.label,
        ok,
        detail: ok ? scope : faults.slice(0, MOST_FAULTS).join('; '),
      });
    }
    return done;
  });
  return { ok: checks.every((one) => one.ok), checks };
}
