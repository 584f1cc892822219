/** Words of generated data; all of it is invented and marked so. */
export const SUBJECTS = [
  'eAkte',
  'Bürgerkonto',
  'Mobiles Arbeiten',
  'Stammdaten',
  'Kollaboration',
  'IT-Sicherheit',
  'Online-Dienste',
  'Gebäudemanagement',
  'Breitband',
  'Datenschutz',
  'Rechenzentrum',
  'Telefonie',
  'Schulungen',
  'Fachverfahren',
  'Geodaten',
  'Personalgewinnung',
] as const;

export const TASKS = ['Einführung', 'Ausbau', 'Betrieb', 'Ablösung', 'Erweiterung', 'Umstellung'] as const;

export const GOODS = [
  'Lizenzen',
  'Wartung',
  'Beratung',
  'Server',
  'Notebooks',
  'Schulung',
  'Netzkomponenten',
  'Programmierung',
  'Support',
  'Speicher',
] as const;

export const MILESTONES = [
  'Konzept beschlossen',
  'Vergabe erfolgt',
  'Pilot läuft',
  'Einführung fertig',
] as const;

/** Account groups of the delivered account map (frame BW), with what they are there. */
export const ACCOUNTS = [
  { account: '440', ledger: 'result', kind: 'material' },
  { account: '443', ledger: 'result', kind: 'material' },
  { account: '422', ledger: 'result', kind: 'material' },
  { account: '78312', ledger: 'cash', kind: 'investment' },
] as const;
