/** Where a post stands; follows from its events (domain.md section 4). */
export const POSITION_STATES = [
  'requested',
  'created',
  'blocked',
  'advertised',
  'selection',
  'filled',
  'vacant',
  'dropped',
] as const;
export type PositionState = (typeof POSITION_STATES)[number];
export const POSITION_STATE_WORDS: Record<PositionState, string> = {
  requested: 'beantragt',
  created: 'geschaffen, nicht ausgeschrieben',
  blocked: 'gesperrt',
  advertised: 'ausgeschrieben',
  selection: 'im Auswahlverfahren',
  filled: 'besetzt',
  vacant: 'frei geworden',
  dropped: 'weggefallen',
};

export const POSITION_EVENTS = [
  ...POSITION_STATES,
  'upgraded',
  'kw-set',
  'kw-extended',
  'kw-dropped',
] as const;
export type PositionEventKind = (typeof POSITION_EVENTS)[number];
/** What happened, as it is chosen and told. */
export const POSITION_EVENT_WORDS: Record<PositionEventKind, string> = {
  ...POSITION_STATE_WORDS,
  created: 'geschaffen',
  upgraded: 'Hebung',
  'kw-set': 'kw-Vermerk',
  'kw-extended': 'kw-Vermerk verlängert',
  'kw-dropped': 'kw-Vermerk entfallen',
};
