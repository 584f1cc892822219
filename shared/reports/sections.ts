/** The questions a council report answers, in the order it is read; the last one always stands last. */
export const SECTIONS = [
  ...(['einsatz', 'projekte', 'budget', 'stellen', 'termine', 'abweichungen', 'verlauf'] as const),
  'hinweise',
] as const;
export type Section = (typeof SECTIONS)[number];

export const SECTION_QUESTIONS: Readonly<Record<Section, string>> = {
  einsatz: 'Wie viel Geld und wie viele Stellen sind eingesetzt?',
  projekte: 'Wie steht es um die Projekte?',
  budget: 'Woraus besteht das Budget?',
  stellen: 'Sind die Stellen besetzt?',
  termine: 'Welche Termine haben sich verschoben?',
  abweichungen: 'Wo weichen wir ab, was ist zu entscheiden?',
  verlauf: 'Was ist geschehen, was folgt?',
  hinweise: 'Woher stammen die Zahlen?',
};

/** Where the figures come from is never left out. */
export const ALWAYS: readonly Section[] = ['hinweise'];
