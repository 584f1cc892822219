import type { VerifyResult } from '#shared/history/history.ts';
import { carryOversBalance } from '../carry-over/checks.sql.ts';
import { factsMatch } from '../dated-names/project-facts.sql.ts';
import { placesMatch } from '../dated-names/project-places.sql.ts';
import type { Database, Queries } from '../db/database.ts';
import { finding } from '../db/finding.ts';
import type { Finding } from '../db/finding.ts';
import { searchTextFaults } from '../db/search-texts.ts';
import { historyChain } from '../history/history.sql.ts';
import { importsTieOut, takenBackBalances } from '../imports/checks.sql.ts';
import { closedSapPeriodsUntouched, rowsPlausible } from '../imports/plausible-checks.sql.ts';
import { monthsStandOnce } from '../imports/sources/grain-checks.ts';
import { firstYearsHeld } from '../imports/sources/source-checks.sql.ts';
import { storedDays, storedTotals } from '../ledger/checks.sql.ts';
import { postingPass } from '../ledger/posting-pass.sql.ts';
import type { PostingPass } from '../ledger/posting-pass.sql.ts';
import { milestonesHold } from '../milestones/checks.sql.ts';
import { soundEnvelopes } from '../envelopes/checks.ts';
import { masterDataHolds } from '../master-data/checks.sql.ts';
import { excessesHavePapers, transfersBalance } from '../movements/checks.sql.ts';
import { holdsBalance } from '../movements/holds.sql.ts';
import { carriesTaken, ordersFollowed, ordersSettled } from '../orders/checks.sql.ts';
import { papersInOrder } from '../papers/checks.sql.ts';
import { closedMonthsUntouched, sapTotalsMatch } from '../periods/checks.sql.ts';
import { coursesSound } from '../positions/checks.ts';
import { mergesHold, projectStates } from '../projects/checks.sql.ts';
import { roundsHold } from '../rounds/checks.sql.ts';
import { assignmentsBalance, basketMatches, placedMatch } from '../reconciliation/checks.sql.ts';
import { issuedReports, releasedReports } from '../reports/checks.sql.ts';
import { indicatorsSound } from '../indicators/checks.sql.ts';
import { viewsSound } from '../saved-views/checks.sql.ts';
import { registerSound } from '../risks/checks.sql.ts';
import { fourEyesHeld, pairsBalance } from '../requests/checks.sql.ts';
import { oneSpelling, textsFit } from './codes.sql.ts';

interface Check {
  name: string;
  label: string;
  /** `pass` looks at every posting, once for all checks that ask. */
  run: (read: Queries, db: Database, pass: () => Promise<PostingPass>) => Promise<Finding>;
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
    run: pairsBalance,
  },
  {
    name: 'four-eyes',
    label: 'Vier Augen: niemand entschied über den eigenen Antrag, nichts gilt ohne Freigabe',
    run: fourEyesHeld,
  },
  {
    name: 'excess-limit',
    label: 'Erhebliche über- und außerplanmäßige Bewilligungen haben eine Drucksache',
    run: excessesHavePapers,
  },
  {
    name: 'first-appropriations',
    label: 'Ansätze kamen zu vorhandenen nur durch zwei Personen',
    run: firstYearsHeld,
  },
  {
    name: 'months-stand-once',
    label: 'Einzelposten und Summen eines Systems zählen nie beide',
    run: monthsStandOnce,
  },
  {
    name: 'carry-overs-balance',
    label: 'Übertragung aus einem Jahr = Übertragung in das nächste',
    run: carryOversBalance,
  },
  {
    name: 'stored-days',
    label: 'Gespeicherte Tagessummen = neu gerechnet',
    run: async (_, __, pass) => storedDays(await pass()),
  },
  { name: 'stored-totals', label: 'Gespeicherte Monats- und Gesamtsummen = Tagessummen', run: storedTotals },
  {
    name: 'assignments-balance',
    label: 'Zuordnungen verschieben, sie verändern nichts',
    run: assignmentsBalance,
  },
  { name: 'basket', label: 'Nicht zugeordnete Buchungen = neu gerechnet', run: basketMatches },
  { name: 'placed', label: 'Zählungen je Kreditor und Regel = neu gezählt', run: placedMatch },
  {
    name: 'sap-totals',
    label: 'Gespeicherte SAP-Summen je Periode = neu gerechnet',
    run: async (_, __, pass) => sapTotalsMatch(await pass()),
  },
  {
    name: 'closed-periods',
    label: 'Geschlossene Perioden seit dem Schließen unverändert',
    run: async (read, _, pass) => closedMonthsUntouched(read, await pass()),
  },
  {
    name: 'closed-sap-periods',
    label: 'SAP-Summen geschlossener Perioden seit dem Schließen unverändert, außer durch Nachbuchungen',
    run: closedSapPeriodsUntouched,
  },
  {
    name: 'rows-plausible',
    label: 'Jahr, Periode und Datum jeder Buchung und Bestellung passen zusammen',
    run: async (read, _, pass) => rowsPlausible(read, await pass()),
  },
  {
    name: 'orders-settled',
    label: 'Bestellung und Rechnung zählen nie beide',
    run: ordersSettled,
  },
  {
    name: 'orders-followed',
    label: 'Bestellungen folgen dem Geld, mit dem sie übertragen sind',
    run: ordersFollowed,
  },
  {
    name: 'orders-carried',
    label: 'Mitgenommene Bestellungen = neu gerechnet',
    run: carriesTaken,
  },
  {
    name: 'imports-tie-out',
    label: 'Summe der Buchungen = Summe der Einlesungen = Kontrollsummen',
    run: async (read, _, pass) => importsTieOut(read, await pass()),
  },
  {
    name: 'taken-back',
    label: 'Zurückgenommenes hebt sich auf',
    run: takenBackBalances,
  },
  {
    name: 'milestones',
    label: 'Meilensteine: kein Kreis, jeder mit Basis, kein Gewicht unter 0, keine Prognose nach dem Ende',
    run: milestonesHold,
  },
  {
    name: 'rounds',
    label: 'Jeder Statusbericht gehört zu höchstens einer Berichtsrunde, jede Entscheidung zu ihrer',
    run: roundsHold,
  },
  {
    name: 'papers-in-order',
    label: 'Jede Drucksache steht einmal, ihre Stände folgen aufeinander',
    run: papersInOrder,
  },
  {
    name: 'milestone-holds',
    label: 'An keinem Meilenstein ist mehr aufgehoben als gesperrt',
    run: holdsBalance,
  },
  { name: 'project-states', label: 'Jedes Projekt hat einen datierten Stand', run: projectStates },
  {
    name: 'posts',
    label: 'Stellen: Ereignisse in erlaubter Folge, nichts nach dem Wegfall, nie mehr besetzt als bewilligt',
    run: coursesSound,
  },
  {
    name: 'registers',
    label:
      'Risiken, Probleme und Entscheidungsbedarfe: bewertet seit dem ersten Tag, Zustände in erlaubter Folge',
    run: registerSound,
  },
  {
    name: 'indicators',
    label: 'Kennzahlen: Angaben seit dem ersten Tag, Messwerte in ihrem Modell, jeder Eintrag mit Stand',
    run: indicatorsSound,
  },
  {
    name: 'saved-views',
    label: 'Gespeicherte Ansichten: auf einer Seite, die es gibt, eine Vorgabe je Rolle',
    run: viewsSound,
  },
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
    run: factsMatch,
  },
  {
    name: 'envelopes',
    label: 'Jeder Finanzrahmen hat eine Obergrenze, einen lesbaren Umfang und endet nicht vor seinem Beginn',
    run: soundEnvelopes,
  },
  {
    name: 'master-data',
    label: 'Ämter, Felder, Stufen und Teilhaushalte heißen an jedem Tag etwas und gelten einmal',
    run: masterDataHolds,
  },
  {
    name: 'project-places',
    label: 'Projekte gehören, wohin zuletzt festgehalten ist',
    run: placesMatch,
  },
  {
    name: 'project-merges',
    label: 'Zusammengelegte Projekte gingen in eines, das weiterging, und nie im Kreis',
    run: mergesHold,
  },
  {
    name: 'one-spelling',
    label: 'Jede Bestellung, jeder Beleg und jedes Projekt steht in einer Schreibweise',
    run: oneSpelling,
  },
  {
    name: 'texts',
    label: 'Jeder Text passt in eine Datei',
    run: async (read, db, pass) => textsFit(read, db, await pass()),
  },
  { name: 'issued-reports', label: 'Herausgegebene Berichte unverändert', run: issuedReports },
  {
    name: 'released-reports',
    label: 'Berichte von einer zweiten Person freigegeben; Berichtigungen nennen einen früheren',
    run: releasedReports,
  },
];

const MOST_FAULTS = 5;

/** A check that cannot even read what it checks has found something: that is its result, not a crash. */
async function findingOf(
  check: Check,
  read: Queries,
  db: Database,
  pass: () => Promise<PostingPass>,
): Promise<Finding> {
  try {
    return await check.run(read, db, pass);
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
    let looked: Promise<PostingPass> | undefined;
    const pass = (): Promise<PostingPass> => (looked ??= postingPass(read, db.engine));
    for (const check of CHECKS) {
      const { faults, scope } = await findingOf(check, read, db, pass);
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
