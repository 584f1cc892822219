/** What a sign-in has begun: what the provider must give back, and what proves that it was begun in this browser. */
export interface SignInTransaction {
  state: string;
  nonce: string;
  /** PKCE (RFC 7636). */
  verifier: string;
}

/** Who a person is by the word of the provider. The account's key is issuer and subject together, never a mail address. */
export interface ProviderIdentity {
  issuer: string;
  subject: string;
  /** Session at the provider, for its sign-out; null where it names none. */
  sid: string | null;
  /** What people call the account there; may change and may be somebody else's tomorrow. */
  login: string | null;
  name: string | null;
  groups: readonly string[];
  /** There are more groups than the provider tells. */
  hasMoreGroups: boolean;
}

/** Which sessions the provider ended: one, or all of a person; never neither. */
export interface ProviderSignOut {
  issuer: string;
  subject: string | null;
  sid: string | null;
}

/** The identity provider of the city, as the doors know it; server/oidc speaks to it. */
export interface IdentityProvider {
  /** What the button says. */
  name: string;
  /** Where to send the browser. Throws `provider-away`. */
  begin(): Promise<{ url: string; transaction: SignInTransaction }>;
  /**
   * What the provider says about whoever came back with this query. Throws `sign-in-failed` unless every check holds,
   * `provider-away` when it does not answer.
   */
  complete(query: string, transaction: SignInTransaction): Promise<ProviderIdentity>;
  /**
   * Where the browser signs out at the provider too, which then leads back to our sign-in page; null where the provider
   * offers none (OpenID Connect RP-Initiated Logout 1.0). Throws `provider-away`.
   */
  signOutUrl(): Promise<string | null>;
  /** Reads a logout token (OpenID Connect Back-Channel Logout 1.0). Throws `invalid-input`, `provider-away`. */
  signedOut(logoutToken: string): Promise<ProviderSignOut>;
}
