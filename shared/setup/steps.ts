import { counted } from '../counted.ts';
import type { Action } from '../permissions.ts';
import type { SetupCounts } from './setup.ts';

/** The steps of a city that moves in, in their order. */
export const SETUP_STEPS = [
  'people',
  'structure',
  'accounts',
  'appropriations',
  'envelopes',
  'projects',
  'posts',
  'actuals',
  'statuses',
  'report',
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

interface StepWords {
  title: string;
  /** What the step is for. */
  why: string;
  /** Who may do it. */
  action: Action;
  /** Who that is, as the page says it to everybody else. */
  who: string;
  /** Where it is done, with the word of the way there. */
  path: string;
  go: string;
  /** The same at the command line; null where it is only done in the application. */
  command: string | null;
  fact: (counts: SetupCounts) => string;
  /** What is missing, a sentence each; none = done. */
  missing: (counts: SetupCounts) => string[];
}

/** The sentences whose condition holds. */
const those = (...rows: readonly (readonly [boolean, string])[]): string[] =>
  rows.flatMap(([holds, sentence]) => (holds ? [sentence] : []));

/** Every step in words. A step is done when nothing is missing: what counts is the data, not what somebody ticked. */
export const SETUP_WORDS: Readonly<Record<SetupStep, StepWords>> = {
  people: {
    title: 'Personen',
    why: 'Wer mit dem Programm arbeitet. Geld bewegen immer zwei: eine Person beantragt, eine andere gibt frei.',
    action: 'accounts:write',
    who: 'die Verwaltung der Anwendung',
    path: '/zugaenge',
    go: 'Zu den Zugängen',
    command: 'user add LOGIN --name NAME --role ROLLE',
    fact: ({ accounts, controllers }) =>
      `${counted(accounts, 'Zugang', 'Zugänge')}, davon ${counted(controllers, 'Finanzcontrolling', 'im Finanzcontrolling')}`,
    missing: ({ admins, controllers, programmeOffice }) =>
      those(
        [admins < 2, 'Eine zweite Verwaltung: Rollen, die entscheiden, vergeben zwei gemeinsam.'],
        [
          controllers < 2,
          controllers === 0
            ? 'Zwei Personen im Finanzcontrolling: Ohne sie liest niemand Beträge ein und gibt niemand frei.'
            : 'Eine zweite Person im Finanzcontrolling: Niemand gibt den eigenen Antrag frei.',
        ],
        [programmeOffice === 0, 'Das Programmbüro: Es führt Projekte, Meilensteine und Berichte.'],
      ),
  },
  structure: {
    title: 'Ämter, Handlungsfelder, Stufen',
    why: 'Wer verantwortet, und wonach berichtet wird. Namen dürfen sich später ändern: Alte Berichte behalten die alten.',
    action: 'master-data:edit',
    who: 'das Programmbüro oder die Verwaltung der Anwendung',
    path: '/stammdaten',
    go: 'Zu den Stammdaten',
    command: null,
    fact: ({ offices, fields, stages, subBudgets }) =>
      [
        counted(offices, 'Amt', 'Ämter'),
        counted(fields, 'Handlungsfeld', 'Handlungsfelder'),
        counted(stages, 'Stufe', 'Stufen'),
        counted(subBudgets, 'Teilhaushalt', 'Teilhaushalte'),
      ].join(', '),
    missing: ({ offices, fields, stages }) =>
      those(
        [offices === 0, 'Die Ämter: Jedes Projekt und jede Stelle gehört zu einem.'],
        [fields === 0, 'Die Handlungsfelder: Nach ihnen ist die Übersicht gegliedert.'],
        [stages === 0, 'Die Umsetzungsstufe: Ein Projekt gehört zu einer, mit ihren Haushaltsjahren.'],
      ),
  },
  accounts: {
    title: 'Kontenplan',
    why: 'Welches Konto zu welchem Haushalt und zu welcher Art gehört. Die Rahmen von Baden-Württemberg und Nordrhein-Westfalen sind da; andere Länder bringen ihren mit.',
    action: 'imports:apply',
    who: 'das Finanzcontrolling',
    path: '/einlesen',
    go: 'Zum Einlesen',
    command: 'import account-map --profile P --file F --apply --as KONTO',
    fact: ({ accountRules }) => counted(accountRules, 'Regel', 'Regeln'),
    missing: ({ accountRules }) =>
      those([accountRules === 0, 'Der Kontenrahmen: Ohne ihn hat kein Betrag einen Haushalt.']),
  },
  appropriations: {
    title: 'Haushaltsansätze',
    why: 'Die Zeilen des Haushalts, mit denen das Programm arbeitet: aus der Datei, die die Kämmerei ohnehin hat. Das Profil dafür entsteht auf der Seite, aus der Datei selbst.',
    action: 'imports:apply',
    who: 'das Finanzcontrolling',
    path: '/einlesen/profile/neu',
    go: 'Profil aus der Datei machen',
    command: 'import appropriations --profile P --file F --apply --as KONTO',
    fact: ({ lines }) => counted(lines, 'Haushaltszeile', 'Haushaltszeilen'),
    missing: ({ lines }) =>
      those([lines === 0, 'Die ersten Ansätze: Verfügbar ist nur, was veranschlagt ist (§ 27 GemHVO).']),
  },
  envelopes: {
    title: 'Finanzrahmen',
    why: 'Was der Gemeinderat dem Programm als Ganzes gegeben hat. Rahmen überlappen und werden nie addiert.',
    action: 'envelopes:edit',
    who: 'das Programmbüro oder das Finanzcontrolling',
    path: '/finanzrahmen',
    go: 'Zu den Finanzrahmen',
    command: null,
    fact: ({ envelopes }) => counted(envelopes, 'Rahmen', 'Rahmen'),
    missing: ({ envelopes }) =>
      those([envelopes === 0, 'Ein Rahmen: Ohne ihn fehlt der Übersicht, woran gemessen wird.']),
  },
  projects: {
    title: 'Projekte und Meilensteine',
    why: 'Was getan wird, von wem und bis wann. Eine Liste aus Excel genügt für den Anfang.',
    action: 'projects:edit',
    who: 'das Programmbüro',
    path: '/projekte',
    go: 'Zu den Projekten',
    command: 'import projects --profile P --file F --apply --as KONTO',
    fact: ({ projects }) => counted(projects, 'Projekt', 'Projekte'),
    missing: ({ projects, projectsWithoutMilestone }) =>
      those(
        [projects === 0, 'Die Projekte.'],
        [
          projectsWithoutMilestone > 0,
          `Meilensteine für ${counted(projectsWithoutMilestone, 'Projekt', 'Projekte')}: Ohne sie gibt es keinen Fortschritt zu zeigen.`,
        ],
      ),
  },
  posts: {
    title: 'Stellen',
    why: 'Bewilligte Stellen, keine Personen: Namen werden nirgends gespeichert.',
    action: 'projects:edit',
    who: 'das Programmbüro',
    path: '/stellen',
    go: 'Zu den Stellen',
    command: 'import positions --profile P --file F --apply --as KONTO',
    fact: ({ posts }) => counted(posts, 'Stelle', 'Stellen'),
    missing: ({ posts }) => those([posts === 0, 'Die bewilligten Stellen (§ 57 GemO).']),
  },
  actuals: {
    title: 'Erste SAP-Datei',
    why: 'Was gebucht ist. Die Kontrollsumme muss auf 0,00 aufgehen; was keiner Zeile gehört, steht offen im Abgleich.',
    action: 'imports:apply',
    who: 'das Finanzcontrolling',
    path: '/einlesen',
    go: 'Datei einlesen',
    command: 'import actuals --profile P --file F --control-total 1234.56 --apply --as KONTO',
    fact: ({ actualImports }) => counted(actualImports, 'Datei eingelesen', 'Dateien eingelesen'),
    missing: ({ actualImports }) =>
      those([actualImports === 0, 'Die erste Datei mit Buchungen: Bis dahin ist jedes Ist leer.']),
  },
  statuses: {
    title: 'Erste Statusmeldungen',
    why: 'Jedes Projekt meldet zum Berichtsstichtag seine Ampeln und einen Satz dazu.',
    action: 'projects:report-status',
    who: 'die Projektleitungen und das Programmbüro',
    path: '/projekte',
    go: 'Zu den Projekten',
    command: null,
    fact: ({ statusReports }) => counted(statusReports, 'Meldung', 'Meldungen'),
    missing: ({ statusReports }) =>
      those([statusReports === 0, 'Eine erste Meldung: Keine Meldung ist nicht dasselbe wie „unverändert“.']),
  },
  report: {
    title: 'Erster Bericht',
    why: 'Was der Gemeinderat liest. Ausgegeben ändert er sich nie mehr.',
    action: 'reports:compose',
    who: 'das Programmbüro; eine zweite Person gibt frei',
    path: '/berichte',
    go: 'Zu den Berichten',
    command: 'report council --as-of TAG --out F.xlsx',
    fact: ({ issuedReports }) => counted(issuedReports, 'Bericht ausgegeben', 'Berichte ausgegeben'),
    missing: ({ issuedReports }) => those([issuedReports === 0, 'Der erste Bericht.']),
  },
};

/** How far each step is, in order. */
export function setupSteps(counts: SetupCounts): {
  key: SetupStep;
  done: boolean;
  fact: string;
  missing: string[];
}[] {
  return SETUP_STEPS.map((key) => {
    const missing = SETUP_WORDS[key].missing(counts);
    return { key, done: missing.length === 0, fact: SETUP_WORDS[key].fact(counts), missing };
  });
}
