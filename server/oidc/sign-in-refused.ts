import { AppError } from '#shared/errors.ts';
import { SIGN_IN_FAULTS } from '#shared/session/sign-in-faults.ts';
import type { SignInFault } from '#shared/session/sign-in-faults.ts';

/** A sign-in that let nobody in, with the reason that the sign-in page tells. */
export class SignInRefused extends AppError {
  readonly fault: SignInFault;

  constructor(fault: SignInFault, cause?: unknown) {
    const code = fault === 'nicht-erreichbar' ? 'provider-away' : 'sign-in-failed';
    super(code, SIGN_IN_FAULTS[fault], cause === undefined ? {} : { cause });
    this.fault = fault;
  }
}
