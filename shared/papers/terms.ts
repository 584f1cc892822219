/** Beschlussvorlage, Mitteilungsvorlage, and what the council decides about the budget. */
export const PAPER_KINDS = ['decision', 'information', 'budget'] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];
export const PAPER_KIND_WORDS: Readonly<Record<PaperKind, string>> = {
  decision: 'Beschlussvorlage',
  information: 'Mitteilungsvorlage',
  budget: 'Haushaltsbeschluss',
};

/** Who may read it (§ 35 GemO): everybody, or only those who work on it. */
export const PUBLICITIES = ['public', 'closed'] as const;
export type Publicity = (typeof PUBLICITIES)[number];
export const PUBLICITY_WORDS: Readonly<Record<Publicity, string>> = {
  public: 'öffentlich',
  closed: 'nichtöffentlich',
};

export const PAPER_STATES = [
  ...(['announced', 'decided', 'rejected', 'adjourned', 'in-work', 'done', 'reported'] as const),
] as const;
export type PaperState = (typeof PAPER_STATES)[number];
export const PAPER_STATE_WORDS: Readonly<Record<PaperState, string>> = {
  announced: 'angekündigt',
  decided: 'beschlossen',
  rejected: 'abgelehnt',
  adjourned: 'vertagt',
  'in-work': 'in Arbeit',
  done: 'erledigt',
  reported: 'berichtet',
};

/** What a paper stands on an agenda for ("zur"). */
export const PAPER_PURPOSES = ['deliberation', 'decision', 'information'] as const;
export type PaperPurpose = (typeof PAPER_PURPOSES)[number];
export const PAPER_PURPOSE_WORDS: Readonly<Record<PaperPurpose, string>> = {
  deliberation: 'Beratung',
  decision: 'Beschlussfassung',
  information: 'Kenntnisnahme',
};
