import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { AppError } from '#shared/errors.ts';
import type { KnownPasskey } from './passkeys.sql.ts';

/** Loaded with the first passkey: certificates of makers, which are not asked for, make it the largest part we have. */
const webauthn = () => import('@simplewebauthn/server');

const TIMEOUT_MS = 300_000;
const NAME = 'MoveS-Cockpit';

/** What a device is to answer: the options as the browser takes them, and the challenge that is kept. */
export interface DeviceQuestion {
  challenge: string;
  options: Record<string, unknown>;
}

const asked = (options: { challenge: string }): DeviceQuestion => ({
  challenge: options.challenge,
  options: { ...options },
});

/** A passkey belongs to the name of the host; a browser gives it to no other. */
const hostOf = (origin: string): string => new URL(origin).hostname;

/** Asks a device for a new passkey that is found without a name and opens by finger, face or PIN. */
export async function askForNewPasskey(
  origin: string,
  { id, login, name }: { id: number; login: string; name: string },
  known: readonly { id: string }[],
): Promise<DeviceQuestion> {
  const { generateRegistrationOptions } = await webauthn();
  const options = await generateRegistrationOptions({
    rpName: NAME,
    rpID: hostOf(origin),
    userID: new TextEncoder().encode(`account-${id}`),
    userName: login,
    userDisplayName: name,
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    excludeCredentials: known.map((one) => ({ id: one.id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return asked(options);
}

/** The passkey a device has made. Throws `invalid-input` when the answer is to another question or by nobody. */
export async function newPasskeyOf(
  origin: string,
  challenge: string,
  response: Record<string, unknown>,
): Promise<KnownPasskey> {
  const { verifyRegistrationResponse } = await webauthn();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: hostOf(origin),
      requireUserVerification: true,
    });
    if (!verified) throw new Error('not verified');
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { id, counter, transports, publicKey: Buffer.from(publicKey).toString('base64url') };
  } catch (cause) {
    throw new AppError('invalid-input', 'Der Passkey wurde nicht angenommen. Bitte noch einmal versuchen.', {
      cause,
    });
  }
}

/** Asks any device for a passkey it has for us. */
export async function askForPasskey(origin: string): Promise<DeviceQuestion> {
  const { generateAuthenticationOptions } = await webauthn();
  return asked(
    await generateAuthenticationOptions({
      rpID: hostOf(origin),
      timeout: TIMEOUT_MS,
      userVerification: 'required',
    }),
  );
}

/** How often the passkey says it has signed, once its signature is right. Throws `sign-in-failed`. */
export async function signatureOf(
  origin: string,
  challenge: string,
  response: Record<string, unknown>,
  passkey: KnownPasskey,
): Promise<number> {
  const { verifyAuthenticationResponse } = await webauthn();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: hostOf(origin),
      credential: {
        id: passkey.id,
        publicKey: Buffer.from(passkey.publicKey, 'base64url'),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    if (!verified) throw new Error('not verified');
    return authenticationInfo.newCounter;
  } catch (cause) {
    throw new AppError('sign-in-failed', undefined, { cause });
  }
}
