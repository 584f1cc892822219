/** Where a round stands. A closed one keeps who owed; it is not opened again. */
export const ROUND_STATES = ['open', 'closed'] as const;
export type RoundState = (typeof ROUND_STATES)[number];
export const ROUND_STATE_WORDS: Record<RoundState, string> = { open: 'offen', closed: 'geschlossen' };

/**
 * Where the report of one project stands in a round. A draft lies in the browser of whoever writes it and is known
 * to nobody else: until it is sent, the report is open.
 */
export const REPORT_STATES = ['open', 'submitted', 'returned', 'accepted'] as const;
export type ReportState = (typeof REPORT_STATES)[number];
export const REPORT_STATE_WORDS: Record<ReportState, string> = {
  open: 'offen',
  submitted: 'eingereicht',
  returned: 'zurückgegeben',
  accepted: 'angenommen',
};

/** What the programme office says of a report that was sent. */
export const DECISIONS = ['accepted', 'returned'] as const;
export type Decision = (typeof DECISIONS)[number];
