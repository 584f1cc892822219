import type { Generated } from 'kysely';
import type { Instant, IsoDate } from '#shared/calendar.ts';
import type { Role } from '#shared/permissions.ts';
import type { SignInWay } from '#shared/session/session.ts';

/** Who may sign in, how they prove it, and for whom they may act (0051); data/migrations/0036-accounts.sql. */
export interface AccountsTables {
  app_user: AppUserTable;
  session: SessionTable;
  password: PasswordTable;
  one_time_code: OneTimeCodeTable;
  recovery_code: RecoveryCodeTable;
  passkey: PasskeyTable;
  activation: ActivationTable;
  challenge: ChallengeTable;
  sign_in_failure: SignInFailureTable;
  last_sign_in: LastSignInTable;
  group_role: GroupRoleTable;
  deputy: DeputyTable;
}

export interface AppUserTable {
  id: Generated<number>;
  login: string;
  name: string;
  role: Role;
  description: Generated<string>;
  disabled: Generated<0 | 1>;
  version: Generated<number>;
  recorded_seq: number;
  office_code: Generated<string | null>;
  break_glass: Generated<0 | 1>;
  issuer: Generated<string | null>;
  subject: Generated<string | null>;
}

export interface SessionTable {
  id_sha256: string;
  user_id: number;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  way: Generated<SignInWay>;
  provider_sid: Generated<string | null>;
}

export interface PasswordTable {
  user_id: number;
  /** argon2id in its usual text form: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
  hash: string;
  changed_at: Instant;
}

export interface OneTimeCodeTable {
  user_id: number;
  /** Base32, as apps for such codes take it. */
  secret: string;
  confirmed_at: Instant | null;
  last_step: Generated<number>;
}

export interface RecoveryCodeTable {
  code_sha256: string;
  user_id: number;
  used_at: Instant | null;
}

export interface PasskeyTable {
  /** Base64url, as the device names the key. */
  id: string;
  user_id: number;
  name: string;
  /** Base64url, COSE. */
  public_key: string;
  counter: number;
  /** A JSON list of texts. */
  transports: string;
  created_at: Instant;
  last_used_at: Instant | null;
}

export interface ActivationTable {
  token_sha256: string;
  user_id: number;
  created_at: Instant;
  expires_at: Instant;
  used_at: Instant | null;
}

export interface ChallengeTable {
  token_sha256: string;
  purpose: 'passkey-sign-in' | 'passkey-add' | 'second-factor';
  user_id: number | null;
  challenge: string;
  expires_at: Instant;
}

export interface SignInFailureTable {
  id: Generated<number>;
  subject: string;
  at: Instant;
}

export interface LastSignInTable {
  user_id: number;
  at: Instant;
  way: SignInWay;
}

export interface GroupRoleTable {
  name: string;
  role: Role;
  office_code: string | null;
  version: Generated<number>;
  recorded_seq: number;
}

export interface DeputyTable {
  id: Generated<number>;
  user_id: number;
  deputy_id: number;
  valid_from: IsoDate;
  valid_to: IsoDate;
  withdrawn: Generated<0 | 1>;
  reason: string;
  version: Generated<number>;
  recorded_seq: number;
}
