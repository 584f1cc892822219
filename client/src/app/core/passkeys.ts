import { HttpClient } from '@angular/common/http';
import { inject } from '@angular/core';
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { firstValueFrom } from 'rxjs';
import type { PasskeyQuestion } from '#shared/accounts/own-access.ts';
import { RequestError } from './request-error.ts';

/** What a device has answered, under the name of the question. */
export interface DeviceAnswer {
  setup: string;
  response: Record<string, unknown>;
}

/** A passkey belongs to a host's name; an address of numbers has none. */
const HAS_NAME = !/^(?:\d+\.){3}\d+$|^\[/u.test(window.location.hostname);

/** Whether this browser can use passkeys at this address. */
export const PASSKEYS_WORK = HAS_NAME && window.isSecureContext && browserSupportsWebAuthn();

/** What the browser says when nobody touched the device, or it has nothing for us; it does not tell which. */
function deviceFault(error: unknown, detail: string): unknown {
  if (!(error instanceof Error) || error instanceof RequestError) return error;
  if (error.name === 'InvalidStateError')
    return new RequestError('conflict', 'Auf diesem Gerät liegt schon ein Passkey für Ihren Zugang.', {
      title: 'Es wurde kein Passkey angelegt.',
    });
  if (error.name === 'NotAllowedError' || error.name === 'AbortError')
    return new RequestError('sign-in-failed', detail, { title: 'Das Gerät hat nicht geantwortet.' });
  return error;
}

/** Asks devices for passkeys. Rejects with a `RequestError` in words. Only where things can be injected. */
export function passkeys() {
  const http = inject(HttpClient);
  const asked = (url: string, body: object): Promise<PasskeyQuestion> =>
    firstValueFrom(http.post<PasskeyQuestion>(url, body));
  return {
    /** Lets a device make a passkey for the question at that address. */
    async make(url: string, body: object = {}): Promise<DeviceAnswer> {
      const { setup, options } = await asked(url, body);
      const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
      try {
        return { setup, response: { ...(await startRegistration({ optionsJSON })) } };
      } catch (error) {
        throw deviceFault(error, 'Es wurde kein Passkey angelegt. Sie können es noch einmal versuchen.');
      }
    },
    /** Lets a device sign with the passkey it has for us. */
    async sign(url: string): Promise<DeviceAnswer> {
      const { setup, options } = await asked(url, {});
      const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
      try {
        return { setup, response: { ...(await startAuthentication({ optionsJSON })) } };
      } catch (error) {
        throw deviceFault(
          error,
          'Es wurde abgebrochen, oder auf dem Gerät liegt kein Passkey für diese Anwendung.',
        );
      }
    },
  };
}
