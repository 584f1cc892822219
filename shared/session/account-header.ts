/**
 * Header of requests and answers: the id of the account a page believes to be, and of the one that is signed in.
 * All tabs of a browser share one session cookie; only this tells whose form is being sent (decision 0033).
 */
export const ACCOUNT_HEADER = 'X-Account-Id';

/** What an answer carries when nobody is signed in. */
export const NO_ACCOUNT = 'none';
