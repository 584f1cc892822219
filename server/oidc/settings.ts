import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { isLoopbackUrl } from '../http/loopback.ts';

/** How the identity provider is reached, and who we are to it. */
export interface OidcSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
  groupsClaim: string;
  /** Where the provider sends people back to; it must know this very address. */
  redirectUri: string;
  /** Where it sends people who signed out there as well; it must know this one too. */
  signedOutUri: string;
}

export const RETURN_PATH = '/api/session/oidc/return';

/** Nothing and an empty text are the same: files of variables cannot say otherwise. */
const variable = z
  .string()
  .transform((text) => text.trim() || undefined)
  .optional();

/** Plain http only where nobody is in between. */
function isSafe(issuer: string): boolean {
  if (!URL.canParse(issuer)) return false;
  return issuer.startsWith('https://') || (issuer.startsWith('http://') && isLoopbackUrl(issuer));
}

/** Variables of the identity provider: all that it needs, or none. */
export const OIDC_VARIABLES = {
  OIDC_ISSUER: variable.refine(
    (text) => text === undefined || isSafe(text),
    'Erwartet wird die Adresse des Identitätsdienstes mit https://.',
  ),
  OIDC_CLIENT_ID: variable,
  OIDC_CLIENT_SECRET: variable,
  OIDC_CLIENT_SECRET_FILE: variable,
  OIDC_NAME: variable,
  OIDC_GROUPS_CLAIM: variable,
};
type OidcVariables = z.infer<z.ZodObject<typeof OIDC_VARIABLES>> & { PUBLIC_URL?: string | undefined };

function secretOf({ OIDC_CLIENT_SECRET, OIDC_CLIENT_SECRET_FILE }: OidcVariables): string {
  if (OIDC_CLIENT_SECRET !== undefined) return OIDC_CLIENT_SECRET;
  let secret = '';
  try {
    secret = readFileSync(OIDC_CLIENT_SECRET_FILE ?? '', 'utf8').trim();
  } catch (error) {
    throw new Error(`Umgebung fehlerhaft: OIDC_CLIENT_SECRET_FILE: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (secret === '') throw new Error('Umgebung fehlerhaft: OIDC_CLIENT_SECRET_FILE: Die Datei ist leer.');
  return secret;
}

/** Every variable that is missing or one too many, once any of them is there. */
function faultsOf(variables: OidcVariables): string[] {
  const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'PUBLIC_URL'] as const;
  const { OIDC_CLIENT_SECRET: secret, OIDC_CLIENT_SECRET_FILE: file } = variables;
  return [
    ...needed.filter((name) => variables[name] === undefined).map((name) => `${name}: fehlt`),
    ...(secret === undefined && file === undefined
      ? ['OIDC_CLIENT_SECRET oder OIDC_CLIENT_SECRET_FILE: fehlt']
      : []),
    ...(secret !== undefined && file !== undefined
      ? ['OIDC_CLIENT_SECRET und OIDC_CLIENT_SECRET_FILE: nur eines von beiden']
      : []),
  ];
}

/** The settings of the identity provider; null where none is set up. Throws with the name of every faulty variable. */
export function oidcSettings(variables: OidcVariables): OidcSettings | null {
  const names = Object.keys(OIDC_VARIABLES) as (keyof typeof OIDC_VARIABLES)[];
  if (names.every((name) => variables[name] === undefined)) return null;
  const faults = faultsOf(variables);
  if (faults.length > 0)
    throw new Error(
      `Umgebung fehlerhaft: ${faults.join('; ')} (die Anmeldung über OIDC_… braucht alle oder keine)`,
    );
  const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_NAME, OIDC_GROUPS_CLAIM, PUBLIC_URL = '' } = variables;
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: secretOf(variables),
    name: OIDC_NAME ?? 'Anmeldung der Stadt',
    groupsClaim: OIDC_GROUPS_CLAIM ?? 'groups',
    redirectUri: `${new URL(PUBLIC_URL).origin}${RETURN_PATH}`,
    signedOutUri: `${new URL(PUBLIC_URL).origin}/anmelden`,
  };
}
