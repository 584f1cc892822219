/** What the check before a release may find (release-checks.ts), as pages and history call it. */
export const RELEASE_POINT_WORDS = {
  empty: 'Nichts zu berichten',
  unassigned: 'Nicht zugeordnete Buchungen',
  'unassigned-orders': 'Aufträge ohne Haushaltszeile',
  'tie-out': 'Offene Abstimmung mit SAP',
  overdue: 'Überfällige Statusberichte',
  'contradicting-lights': 'Widersprüchliche Ampeln',
  'without-baseline': 'Projekte ohne Basistermine',
  'lost-remarks': 'Anmerkungen ohne Zeile',
  'called-off': 'Abgesagte Sitzung',
} as const;
export type ReleasePointName = keyof typeof RELEASE_POINT_WORDS;
