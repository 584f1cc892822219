/** What the register of a project holds. */
export const RISK_KINDS = ['risk', 'opportunity', 'issue', 'decision'] as const;
export type RiskKind = (typeof RISK_KINDS)[number];
export const RISK_KIND_WORDS: Record<RiskKind, string> = {
  risk: 'Risiko',
  opportunity: 'Chance',
  issue: 'Problem',
  decision: 'Entscheidungsbedarf',
};

/** What may happen or not: judged by probability and impact. The others are certain. */
export function isUncertain(kind: RiskKind): kind is 'risk' | 'opportunity' {
  return kind === 'risk' || kind === 'opportunity';
}

export const RISK_STATES = ['open', 'mitigated', 'occurred', 'closed'] as const;
export type RiskState = (typeof RISK_STATES)[number];

/** The states of each kind, as they are called; a kind has no other ones. */
export const RISK_STATE_WORDS: Record<RiskKind, Partial<Record<RiskState, string>>> = {
  risk: { open: 'offen', mitigated: 'gemindert', occurred: 'eingetreten', closed: 'geschlossen' },
  opportunity: { open: 'offen', occurred: 'genutzt', closed: 'geschlossen' },
  issue: { open: 'offen', closed: 'behoben' },
  decision: { open: 'offen', closed: 'entschieden' },
};

/** `offen`; of a state that the kind does not have its code. */
export function riskStateWord(kind: RiskKind, state: RiskState): string {
  return RISK_STATE_WORDS[kind][state] ?? state;
}

/** What may come after a state; what is closed is opened again before anything else is said of it. */
const NEXT: Record<RiskState, readonly RiskState[]> = {
  open: ['open', 'mitigated', 'occurred', 'closed'],
  mitigated: ['mitigated', 'open', 'occurred', 'closed'],
  occurred: ['occurred', 'open', 'closed'],
  closed: ['open'],
};

/** The states that an entry of a kind may have next, in the order of their choice. */
export function nextRiskStates(kind: RiskKind, from: RiskState): readonly RiskState[] {
  return NEXT[from].filter((state) => RISK_STATE_WORDS[kind][state] !== undefined);
}

/** 1 to 5 in words, as the matrix and the fields name them. */
export const PROBABILITY_WORDS = ['', 'sehr gering', 'gering', 'mittel', 'hoch', 'sehr hoch'] as const;
export const IMPACT_WORDS = ['', 'sehr gering', 'gering', 'spürbar', 'schwer', 'sehr schwer'] as const;

export const LEVELS = ['low', 'medium', 'high'] as const;
export type Level = (typeof LEVELS)[number];
/** Symbol and word: never the colour alone. */
export const LEVEL_MARKS: Record<Level, { symbol: string; word: string }> = {
  low: { symbol: '●', word: 'niedrig' },
  medium: { symbol: '▲', word: 'mittel' },
  high: { symbol: '■', word: 'hoch' },
};
